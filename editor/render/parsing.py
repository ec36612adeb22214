"""Flow HTML as an element tree. libxml2 parses it in half a millisecond, WeasyPrint's own parser takes seven.

Only templates' own, well-formed output comes here; what users write went through nh3 before.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import cssselect2
import lxml.html
from weasyprint import HTML


class FlowHTML(HTML):  # type: ignore[misc]
    """A flow's HTML, ready for WeasyPrint."""

    def __init__(self, source: str, url_fetcher: Any) -> None:
        root = _copied(lxml.html.document_fromstring(source))
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def _copied(element: Any) -> ElementTree.Element:
    """Return an lxml element as the standard library's kind, which WeasyPrint expects, without comments."""
    copy = ElementTree.Element(element.tag, dict(element.attrib))
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        if isinstance(child.tag, str):
            copy.append(_copied(child))
        elif len(copy):
            copy[-1].tail = (copy[-1].tail or "") + (child.tail or "")
        else:
            copy.text = (copy.text or "") + (child.tail or "")
    return copy
