"""The web preview's engine. Importing this module loads QtWebEngine: ask sandbox.why_refused() before.

Nothing is ever fetched: the page comes from memory by the scheme "candor", an interceptor blocks every other
request, and links are not followed. The page's own scripts are off; ours run in QtWebEngine's
ApplicationWorld, which the page's Content-Security-Policy leaves alone.
"""

from __future__ import annotations

import json
import os

import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QObject, QUrl, Signal
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

SCHEME = b"candor"
PAGE = QUrl("candor:page")
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_CLICKED = "candor-clicked:"

_SCRIPT = """
(() => {
  const sectionOf = node => node instanceof Element ? node.closest('section[id^="s-"]') : null;
  let marked = null, hovered = null;
  const outline = (section, style) => {
    if (!section) return;
    section.style.outline = style;
    section.style.outlineOffset = style ? '6px' : '';
    section.style.borderRadius = style ? '4px' : '';
  };
  const draw = section => outline(section, section === marked ? '2px solid COLOUR' :
    section === hovered ? '1px solid COLOUR99' : '');
  window.candorSelect = (id, scroll) => {
    const before = marked;
    marked = id ? document.getElementById('s-' + id) : null;
    draw(before); draw(marked);
    if (!marked || !scroll) return;
    const box = marked.getBoundingClientRect();
    if (box.top > innerHeight - 60 || box.bottom < 60) {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      marked.scrollIntoView({block: box.height < innerHeight ? 'center' : 'start', behavior: calm ? 'auto' :
      'smooth'}); } }; document.addEventListener('mouseover', event => { const before = hovered; hovered =
      sectionOf(event.target); if (before !== hovered) { draw(before); draw(hovered); } });
      document.addEventListener('mouseleave', () => { const before = hovered; hovered = null; draw(before);
      }); document.addEventListener('click', event => { const section = sectionOf(event.target); if (section)
      console.log('CLICKED' + section.id.slice(2)); }, true); })();
"""


def prepare_engine() -> None:
    """Make QtWebEngine ready for the first view; later calls do nothing.

    A scheme can be registered as long as no profile exists, also after the application has started (tried).
    Drawing in software keeps the window a raster window: it is not recreated, and the print preview stays as
    fast as before.
    """
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if "--disable-gpu" not in flags.split():
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --disable-gpu".strip()
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def _is_page(url: QUrl) -> bool:
    """Whether an address is our page's, with a place in it or not."""
    return url.scheme() == PAGE.scheme() and url.path() == PAGE.path()


class _PageFromMemory(QWebEngineUrlSchemeHandler):
    """Answers candor:page with the newest page, and refuses everything else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.html = b""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        if not _is_page(job.requestUrl()):
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(self.html)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(b"text/html; charset=utf-8", buffer)


class _NothingElse(QWebEngineUrlRequestInterceptor):
    """Blocks every request but for the page itself and for the data in it.

    It is called on the engine's I/O thread.
    """

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in ("candor", "data"):
            info.block(True)


class _Page(QWebEnginePage):
    clicked = Signal(str)
    link_refused = Signal(str)

    def acceptNavigationRequest(self, url: QUrl, kind: QWebEnginePage.NavigationType, _main: bool) -> bool:
        if _is_page(url):
            return True
        self.link_refused.emit(url.toDisplayString())
        return False

    def createWindow(self, _kind: object) -> None:
        return None

    def javaScriptConsoleMessage(self, _level: object, message: str, _line: int, _source: str) -> None:
        if message.startswith(_CLICKED):
            self.clicked.emit(message.removeprefix(_CLICKED))


class WebView(QWebEngineView):
    """Shows one page from memory.

    section_clicked(section id); link_refused(address): a link was clicked that leads out of the page;
    crashed(): the engine's process for the page ended.
    """

    section_clicked = Signal(str)
    link_refused = Signal(str)
    crashed = Signal()

    def __init__(self, accent: str, parent: QWidget | None = None) -> None:
        prepare_engine()
        # Without a name a profile is off the record: it keeps nothing on disk.
        profile = QWebEngineProfile()
        page = _Page(profile)
        super().__init__(page, parent)
        self._profile, self._page = profile, page
        self._handler = _PageFromMemory(self._profile)
        self._blocker = _NothingElse(self._profile)
        self._profile.installUrlSchemeHandler(SCHEME, self._handler)
        self._profile.setUrlRequestInterceptor(self._blocker)
        self._page.scripts().insert(_script(accent))
        settings = self._page.settings()
        for off in (
            QWebEngineSettings.WebAttribute.JavascriptEnabled,
            QWebEngineSettings.WebAttribute.PluginsEnabled,
            QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
            QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
        ):
            settings.setAttribute(off, False)
        settings.setAttribute(QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled, False)
        self._selection, self._scroll, self._loaded, self._zoom = "", 0.0, False, 1.0
        self._page.clicked.connect(self.section_clicked)
        self._page.link_refused.connect(self.link_refused)
        self._page.loadFinished.connect(self._finish)
        self._page.renderProcessTerminated.connect(lambda *_: self.crashed.emit())

    def show_html(self, html: bytes) -> None:
        """Show a page; where the old one was scrolled to, the new one is."""
        self._handler.html = html
        if self._loaded:
            self._page.runJavaScript("window.scrollY", _WORLD, self._reload)
        else:
            self._page.load(PAGE)

    def select(self, section_id: str, scroll: bool) -> None:
        """Mark a section; with `scroll`, bring it into view."""
        self._selection = section_id
        if self._loaded:
            self._call(section_id, scroll)

    def set_zoom(self, factor: float) -> None:
        """Draw the page smaller or larger; its layout width is the view's width divided by this."""
        self._zoom = factor
        self.setZoomFactor(factor)

    def set_scroll_bars(self, shown: bool) -> None:
        """Show scroll bars, which take of the page's width; phones and tablets have none that do."""
        self._page.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, shown)

    def close_engine(self) -> None:
        """Delete view, page and profile, in the order Qt wants.

        Nothing of this object can be used afterwards.
        """
        self._loaded = False
        page, profile = self._page, self._profile
        for each in (self, page, profile):
            shiboken6.delete(each)

    def _reload(self, scroll: object) -> None:
        self._scroll = float(scroll) if isinstance(scroll, int | float) else 0.0
        self._page.load(PAGE)

    def _finish(self, worked: bool) -> None:
        self._loaded = worked
        if worked:
            self.setZoomFactor(self._zoom)
            self._page.runJavaScript(f"window.scrollTo(0, {self._scroll:.1f})", _WORLD)
            self._call(self._selection, scroll=False)

    def _call(self, section_id: str, scroll: bool) -> None:
        arguments = f"{json.dumps(section_id)}, {json.dumps(scroll)}"
        self._page.runJavaScript(f"candorSelect({arguments})", _WORLD)


def _script(accent: str) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("candor")
    script.setSourceCode(_SCRIPT.replace("COLOUR", accent).replace("CLICKED", _CLICKED))
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setWorldId(_WORLD)
    script.setRunsOnSubFrames(False)
    return script
