"""Write a brochure as an outline that people can read and tests can compare."""

from __future__ import annotations

from collections.abc import Iterator

from editor.core.brochure import Brochure


def outline(brochure: Brochure) -> str:
    """Return title, brand, sections and references, one line each; long texts by their first words."""
    return "\n".join(_lines(brochure)) + "\n"


def _lines(brochure: Brochure) -> Iterator[str]:
    yield f"{brochure.title} ({brochure.language})"
    brand = brochure.brand
    for name in ("name", "address", "phone", "email", "web"):
        if getattr(brand, name):
            yield f"  {name}: {getattr(brand, name)!r}"
    for section in brochure.sections:
        role = f" {section.role}" if section.role else ""
        yield f"{section.kind}{role}: {section.title}".rstrip()
        for name in ("lead", "text", "attribution"):
            if getattr(section, name):
                yield f"  {name}: {_short(getattr(section, name))}"
        for item in section.items:
            yield f"  - {item.title} | {_short(item.text)}".rstrip(" |")
    for each in brochure.references:
        yield (
            f"[{each.key}] {each.authors} | {each.title} | {each.journal} | {each.year} | {each.locator}"
            + (f" | {each.doi or each.url}" if each.doi or each.url else "")
        )


def _short(text: str) -> str:
    shown = text if len(text) <= 90 else f"{text[:60]} … {len(text.split())} words"
    return shown.replace("\n", "⏎")
