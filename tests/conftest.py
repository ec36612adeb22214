"""What every test gets: a home of its own, no network, and Qt's engine able to start in a container.

Environment variables are set when pytest starts, before any test imports Qt, which reads them once.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
_HOME = pytest.StashKey[Path]()
_STATUS = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    home = Path(tempfile.mkdtemp(prefix="candor-tests-"))
    config.stash[_HOME] = home
    for variable, folder in {
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "runtime",
    }.items():
        path = home / folder
        path.mkdir(mode=0o700)
        os.environ[variable] = str(path)
    # Chromium's sandbox refuses to start as root; only tests, which load our own pages alone, go without it.
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    # Qt warns of any other encoding, and a warning fails a test here.
    if "UTF-8" not in os.environ.get("LC_ALL", os.environ.get("LANG", "")).upper().replace("UTF8", "UTF-8"):
        os.environ["LC_ALL"] = "C.UTF-8"


# Wall clocks say nothing on a shared machine, and few examples every time find more than many examples once.
settings.register_profile(
    "candor",
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("candor")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open windows: they have focus and clipboard to themselves, others run beside each other."""
    for item in items:
        if item.path.relative_to(ROOT).as_posix().startswith(("tests/ui/", "tests/shell/")):
            item.add_marker(pytest.mark.windows)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End at once: a Java machine (veraPDF), Chromium and Qt in one process do not survive each other's ends.

    How the program itself ends is tested in processes of their own (tests/shell/test_session.py).
    """
    shutil.rmtree(config.stash[_HOME], ignore_errors=True)
    if _STATUS in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_STATUS])


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Nothing in Candor asks a network for anything; a test that makes it do so fails with its address."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise AssertionError(f"a network connection was attempted: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's top folder."""
    return ROOT
