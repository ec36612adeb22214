from __future__ import annotations

import pytest

from editor.ui.preview.sandbox import AS_ROOT, why_refused


@pytest.mark.parametrize(
    ("user", "environment", "arguments", "refused"),
    [
        (1000, {}, [], False),
        (0, {}, [], True),
        (0, {"QTWEBENGINE_DISABLE_SANDBOX": "1"}, [], False),
        (0, {"QTWEBENGINE_DISABLE_SANDBOX": "0"}, [], True),
        (0, {"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --no-sandbox"}, [], False),
        (0, {}, ["candor", "--no-sandbox"], False),
    ],
)
def test_the_engine_is_not_started_where_it_would_end_the_program(
    user, environment, arguments, refused
) -> None:
    assert why_refused(user, environment, arguments) == (AS_ROOT if refused else "")
