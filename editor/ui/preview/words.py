"""What the preview says: sentences about text that does not fit. Plain functions, no widgets."""

from __future__ import annotations

from collections.abc import Sequence

from editor.core.fit import Overset
from editor.core.paper import Form


def overset_label(overset: Overset, form: Form) -> str:
    """Return the label of a page that does not fit."""
    if overset.lines > 0:
        return f"Does not fit: {overset.lines} {'line' if overset.lines == 1 else 'lines'} over"
    return f"The text is too long for {region_name(overset.region, form)}"


def overset_notice(oversets: Sequence[Overset], form: Form) -> str:
    """Return the sentence for the notice bar; "" if everything fits."""
    if not oversets:
        return ""
    names = listed([region_name(overset.region, form) for overset in oversets])
    only_sideways = all(overset.pages == 0 and overset.lines == 0 for overset in oversets)
    what = "Something reaches over the edge" if only_sideways else "The text does not fit"
    return f"{what} in {names}. Shorten it, or move a section to another part of the brochure."


def left_out(oversets: Sequence[Overset], form: Form) -> str:
    """Return what an export has to confess: which text is not in it; "" if all of it is."""
    parts = []
    for overset in oversets:
        lines = f"{overset.lines} {'line' if overset.lines == 1 else 'lines'}" if overset.lines else "Text"
        parts.append(f"{lines} in {region_name(overset.region, form)}")
    return f"Not in it, because it does not fit: {listed(parts)}." if parts else ""


def region_name(region: str, form: Form) -> str:
    """Return a region's name as the user knows it."""
    return next((each.name for each in form.regions if each.id == region), region)


def listed(names: Sequence[str]) -> str:
    """Return names as an English list: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def size_of(count: int) -> str:
    """Return a number of bytes as people read it."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1000:.0f} KB"
    return f"{count / 1_000_000:.1f} MB"
