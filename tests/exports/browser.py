"""Look at web pages in QtWebEngine and tell, as JSON, what is there.

    python -m tests.exports.browser light|dark PICTURE_FOLDER PAGE...

A process of its own, because the engine learns only from its command line that the reader prefers dark pages.
Scripts run in QtWebEngine's ApplicationWorld, so the page's Content-Security-Policy stays what it is.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WIDTHS = (320, 390, 768, 1200, 1280)
AXE_WIDTHS = (390, 1200)
WORLD = 1  # QWebEngineScript.ScriptWorldId.ApplicationWorld

_WATCH = """
self.refused = [];
document.addEventListener('securitypolicyviolation', event => self.refused.push(
    `${event.effectiveDirective}: ${event.blockedURI}`));
"""
# Everything but the AAA level, which asks for a contrast of 7, plus what axe calls experimental.
_AXE = """
self.axeAnswer = null;
const wanted = axe.getRules().filter(rule => !rule.tags.includes('wcag2aaa'));
axe.run(document, {rules: Object.fromEntries(wanted.map(rule => [rule.ruleId, {enabled: true}]))}).then(
    answer => { self.axeAnswer = {passes: answer.passes.length, violations: answer.violations.map(each =>
        `${each.id}: ${each.help} - ` + each.nodes.slice(0, 3).map(
            node => node.html.slice(0, 160) + ' ' + (node.any[0] || node.all[0] || node.none[0] || {}).message
        ).join(' | '))}; },
    error => { self.axeAnswer = {passes: 0, violations: ['axe failed: ' + error]}; });
"""
_SIZE = """({inner: innerWidth, scroll: document.scrollingElement.scrollWidth,
  wide: [...document.body.querySelectorAll('*')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1
      || each.clientWidth && each.scrollWidth > each.clientWidth + 1).slice(-5)
    .map(each => each.outerHTML.slice(0, 160))})"""
_FACTS = """({
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  title: document.title,
  language: document.documentElement.lang,
  refused: self.refused,
  scripts: document.scripts.length,
  handlers: [...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames())
    .filter(name => name.startsWith('on')),
  policy: (document.querySelector('meta[http-equiv="Content-Security-Policy"]') || {}).content || '',
  resources: performance.getEntriesByType('resource').map(each => each.name.slice(0, 100))
    .filter(name => !name.startsWith('data:')),
  fonts: [...document.fonts].map(face => [face.family.replaceAll('"', ''), face.status]),
  serif: document.fonts.check('12px "Candor Serif"'),
  images: [...document.images].map(each => [each.alt, each.complete ? each.naturalWidth : 0, each.width]),
  headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .map(each => each.tagName + ' ' + each.textContent),
  targets: [...document.querySelectorAll('a[href^="#"]')].filter(
    each => !document.getElementById(decodeURIComponent(each.hash.slice(1)))).map(each => each.outerHTML),
  text: document.body.innerText})"""


def look(scheme: str, folder: Path, pages: list[Path]) -> dict[str, dict[str, Any]]:
    """Start the process, look at pages and return what was seen of each, by file name."""
    environment = {**os.environ, "QTWEBENGINE_DISABLE_SANDBOX": "1", "QT_LOGGING_RULES": "*=false"}
    flag = {"light": 1, "dark": 0}[scheme]
    environment["QTWEBENGINE_CHROMIUM_FLAGS"] = f"--blink-settings=preferredColorScheme={flag} --log-level=3"
    if "DISPLAY" not in environment and "WAYLAND_DISPLAY" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "tests.exports.browser", scheme, str(folder), *map(str, pages)]
    root = Path(__file__).resolve().parent.parent.parent
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    answer: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return answer


class Browser:
    """One view of QtWebEngine with a profile that keeps nothing and notes every request."""

    def __init__(self) -> None:
        from axe_playwright_python import sync_playwright
        from PySide6.QtWebEngineCore import (
            QWebEnginePage,
            QWebEngineProfile,
            QWebEngineScript,
            QWebEngineUrlRequestInterceptor,
        )
        from PySide6.QtWebEngineWidgets import QWebEngineView
        from PySide6.QtWidgets import QApplication

        self.application = QApplication(sys.argv[:1])
        self.requests: list[str] = []
        requests = self.requests

        class Recorder(QWebEngineUrlRequestInterceptor):
            def interceptRequest(self, info: Any) -> None:
                requests.append(info.requestUrl().toString()[:200])

        self.profile = QWebEngineProfile()
        self.recorder = Recorder()
        self.profile.setUrlRequestInterceptor(self.recorder)
        axe = Path(sync_playwright.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
        for name, source, point in (
            ("watch", _WATCH, QWebEngineScript.InjectionPoint.DocumentCreation),
            ("axe", axe, QWebEngineScript.InjectionPoint.DocumentReady),
        ):
            script = QWebEngineScript()
            script.setName(name)
            script.setSourceCode(source)
            script.setInjectionPoint(point)
            script.setWorldId(WORLD)
            self.profile.scripts().insert(script)
        self.view = QWebEngineView()
        self.page = QWebEnginePage(self.profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(WIDTHS[0], 900)
        self.view.show()

    def wait(self, done: Callable[[], Any], seconds: float = 30) -> Any:
        """Let Qt work until `done` returns something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()
            if answer := done():
                return answer
            time.sleep(0.005)
        raise TimeoutError("the browser engine did not answer")

    def open(self, path: Path) -> None:
        """Load a page and its fonts."""
        from PySide6.QtCore import QUrl

        self.requests.clear()
        loaded: list[bool] = []
        self.page.loadFinished.connect(loaded.append)
        self.page.load(QUrl.fromLocalFile(str(path)))
        assert self.wait(lambda: loaded)[0], f"{path} did not load"
        self.page.loadFinished.disconnect(loaded.append)
        self.tell("document.fonts.ready.then(() => { self.fontsReady = true; })")
        self.wait(lambda: self.run("self.fontsReady"))

    def run(self, code: str) -> Any:
        """Evaluate an expression in the page and return it."""
        answers: list[str] = []
        self.page.runJavaScript(f"JSON.stringify({code})", WORLD, answers.append)
        return json.loads(self.wait(lambda: answers)[0] or "null")

    def tell(self, code: str) -> None:
        """Run statements in the page; what they begin may take longer."""
        answers: list[Any] = []
        self.page.runJavaScript(f"{code}; null", WORLD, answers.append)
        self.wait(lambda: answers)

    def resize(self, width: int) -> None:
        """Make the view so wide and wait until the page is laid out anew."""
        self.view.resize(width, 900)
        self.wait(lambda: self.run("innerWidth") == width)

    def axe(self) -> dict[str, Any]:
        """Return what axe finds at the present width."""
        self.tell(_AXE)
        answer: dict[str, Any] = self.wait(lambda: self.run("self.axeAnswer"), 60)
        return answer

    def scroll_half_way(self) -> None:
        """Show the middle of the page, past the cover, and wait until it is painted."""
        self.tell("""self.painted = false;
            scrollTo({top: document.body.scrollHeight / 2, behavior: 'instant'});
            requestAnimationFrame(() => requestAnimationFrame(() => { self.painted = true; }))""")
        self.wait(lambda: self.run("self.painted"))

    def printed(self) -> str:
        """Return what the page prints, a PDF in base64."""
        answers: list[Any] = []
        self.page.printToPdf(answers.append)
        return base64.b64encode(bytes(self.wait(lambda: answers)[0])).decode()

    def seen(self, path: Path, folder: Path, scheme: str) -> dict[str, Any]:
        """Return everything there is to know of a page; leave pictures of it in the folder."""
        self.resize(WIDTHS[0])
        self.open(path)
        sizes, findings = {}, {}
        for width in WIDTHS:
            self.resize(width)
            sizes[width] = self.run(_SIZE)
            if width in AXE_WIDTHS:
                findings[width] = self.axe()
                self.scroll_half_way()
                self.view.grab().save(str(folder / f"{path.stem}-{width}-{scheme}.png"))
        facts: dict[str, Any] = self.run(_FACTS)
        return {
            **facts,
            "sizes": sizes,
            "axe": findings,
            "requests": list(self.requests),
            "print": self.printed(),
        }

    def close(self) -> None:
        """Take the page down before its profile, as Qt asks for."""
        self.view.close()
        self.view.setPage(None)
        self.page.deleteLater()
        self.view.deleteLater()
        self.application.processEvents()


def main(scheme: str, folder: str, *pages: str) -> None:
    """Print what is to be seen."""
    browser = Browser()
    print(json.dumps({Path(page).name: browser.seen(Path(page), Path(folder), scheme) for page in pages}))
    browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
