from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtNetwork import QHostAddress, QTcpServer
from PySide6.QtTest import QTest

from editor.core import edits
from editor.ui.preview import web_tab
from editor.ui.preview.device_frame import DESKTOP, PHONE, TABLET, DeviceFrame
from editor.ui.preview.web_tab import WebTab

# What Chromium says of a computer without a graphics card is not ours.
pytestmark = pytest.mark.qt_log_ignore("GPUInfo not initialized", extend=True)

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sample</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body {{ margin: 0 }} section {{ height: 900px }}</style></head><body><main>
<section id="s-first"><h2>{title}</h2><img id="i" src="https://example.org/x.png"><a href="https://example.org/">out</a>
</section><section id="s-second"><h2>Second</h2></section><section id="s-third"><h2>Third</h2></section>
<script>document.title = "script ran"</script></main></body></html>"""


@pytest.fixture
def tab(qtbot, session, job) -> WebTab:
    tab = WebTab(session, job)
    qtbot.addWidget(tab, before_close_func=WebTab.close_engine)
    tab.resize(560, 760)
    return tab


def ask(qtbot, tab: WebTab, script: str) -> object:
    """Return what a script says in the world of our own scripts."""
    answers: list[object] = []
    tab.view.page().runJavaScript(script, 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)
    return answers[0]


def load(qtbot, tab: WebTab, job, title: str = "First") -> None:
    with qtbot.waitSignal(tab.view.page().loadFinished, timeout=20000):
        job.web_ready.emit(PAGE.format(title=title))


@pytest.fixture
def opened(qtbot, tab, job):
    """The tab with a page in the real engine. What Chromium says about the missing GPU is not ours."""
    with qtbot.waitExposed(tab):
        tab.show()
    assert len(job.webs) == 1
    load(qtbot, tab, job)
    return tab


def test_as_root_the_tab_says_why_and_offers_the_browser(qtbot, tab, job, monkeypatch) -> None:
    monkeypatch.setattr(web_tab, "why_refused", lambda: "Candor is running as root.")
    launched: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: launched.append(Path(url.toLocalFile())) or False
    )
    tab.show()
    assert tab.view is None
    assert tab.message.isVisible()
    assert tab.message.text.text() == "Candor is running as root."
    qtbot.mouseClick(tab.message.browser, Qt.MouseButton.LeftButton)
    job.web_ready.emit("<html>page</html>")
    (path,) = launched
    assert path.read_text() == "<html>page</html>"
    assert path.parent.stat().st_mode & 0o077 == 0
    assert str(path) in tab.message.file.text()


def test_a_page_without_a_policy_still_runs_no_script_and_fetches_nothing(qtbot, opened, job) -> None:
    server = QTcpServer()
    assert server.listen(QHostAddress.SpecialAddress.LocalHost)
    callers: list[int] = []
    server.newConnection.connect(lambda: callers.append(1))
    address = f"http://127.0.0.1:{server.serverPort()}/x.png"
    with qtbot.waitSignal(opened.view.page().loadFinished, timeout=20000):
        job.web_ready.emit(
            f"<title>Sample</title><img id=i src={address}><iframe src={address}></iframe>"
            "<script>document.title = 'ran'</script><img src=file:///etc/hostname><img src=candor:other>"
        )
    qtbot.wait(200)
    assert ask(qtbot, opened, "document.title") == "Sample"
    assert ask(qtbot, opened, "[...document.images].some(image => image.naturalWidth)") is False
    assert callers == []
    assert opened.view.page().profile().isOffTheRecord()


def test_a_click_selects_the_section_and_a_link_is_not_followed(qtbot, opened, session) -> None:
    opened.view.select("", scroll=False)
    ask(qtbot, opened, "document.querySelector('#s-second h2').click()")
    qtbot.waitUntil(lambda: session.selection == "second")
    ask(qtbot, opened, "document.querySelector('a').click()")
    qtbot.waitUntil(opened.notice.isVisible)
    assert "example.org" in opened.notice.words
    assert opened.view.url().toString() == "candor:page"


def test_a_real_click_reaches_the_section(qtbot, opened, session) -> None:
    target = opened.view.focusProxy()
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(30, 200))
    qtbot.waitUntil(lambda: session.selection == "first")


def test_the_selected_section_is_outlined_and_scrolled_to(qtbot, opened, session) -> None:
    session.select("third")
    qtbot.waitUntil(lambda: ask(qtbot, opened, "scrollY") > 1000, timeout=5000)
    assert "solid" in ask(qtbot, opened, "document.getElementById('s-third').style.outline")


def test_an_update_keeps_the_scroll_position_and_the_selection(qtbot, opened, session, job) -> None:
    session.select("second")
    qtbot.wait(100)
    ask(qtbot, opened, "window.scrollTo({top: 777, behavior: 'instant'})")
    session.apply("Type", lambda b: edits.change_section(b, "first", title="New"))
    qtbot.waitUntil(lambda: len(job.webs) == 2)
    load(qtbot, opened, job, "New")
    qtbot.waitUntil(lambda: abs(ask(qtbot, opened, "scrollY") - 777) < 2, timeout=5000)
    assert ask(qtbot, opened, "document.querySelector('h2').textContent") == "New"
    assert "solid" in ask(qtbot, opened, "document.getElementById('s-second').style.outline")


@pytest.mark.parametrize("device", [PHONE, TABLET, DESKTOP])
def test_the_page_is_as_wide_as_the_device(qtbot, opened, device) -> None:
    opened.devices[device.id].trigger()
    qtbot.waitUntil(lambda: abs(ask(qtbot, opened, "innerWidth") - device.width) <= 3, timeout=5000)


def test_a_crash_of_the_engine_is_survived(qtbot, opened, job) -> None:
    opened.view.crashed.emit()
    qtbot.waitUntil(opened.message.isVisible)
    assert opened.view is None
    qtbot.mouseClick(opened.message.reload, Qt.MouseButton.LeftButton)
    assert opened.view is not None
    load(qtbot, opened, job, "Again")
    assert ask(qtbot, opened, "document.querySelector('h2').textContent") == "Again"


def test_a_wide_pane_shows_a_phone_at_its_size_and_a_narrow_one_scales_it(qtbot) -> None:
    frame = DeviceFrame()
    qtbot.addWidget(frame)
    frame.resize(900, 900)
    assert frame.zoom() == 1
    frame.set_device(DESKTOP)
    assert 0.65 < frame.zoom() < 0.75
