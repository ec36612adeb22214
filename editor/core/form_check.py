"""Strict decoding of print forms: a form that could not be folded or printed is refused with every reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from editor.core.decode import DecodeError, Mistake, decode
from editor.core.imposition import PAGES_A_SHEET
from editor.core.paper import Form, Panel, Side

CLOSE = 0.01
"""Lengths that differ by less (mm) are equal."""


def decode_form(data: object) -> Form:
    """Decode a form strictly; DecodeError names every mistake, also what could not be printed, folded or bound."""
    form = decode(Form, data)
    mistakes = tuple(_mistakes(form))
    if mistakes:
        raise DecodeError(mistakes)
    return form


def _mistakes(form: Form) -> Iterator[Mistake]:
    panel_ids, region_ids = [panel.id for panel in form.panels], [region.id for region in form.regions]
    for name, idents in (("panels", panel_ids), ("regions", region_ids)):
        if not idents or len(set(idents)) < len(idents):
            yield Mistake(name, "must not be empty, and each id must stand only once")
    if form.default_region not in region_ids:
        yield Mistake("default_region", f"must be one of the regions, is {form.default_region!r}")
    yield from _region_mistakes(form, panel_ids)
    panel_mistakes = tuple(_panel_mistakes(form))
    yield from panel_mistakes
    if not panel_mistakes:
        yield from _side_mistakes(form)
        yield from _fold_mistakes(form)
    yield from _turning_mistakes(form)
    yield from _binding_mistakes(form)


def _region_mistakes(form: Form, panel_ids: list[str]) -> Iterator[Mistake]:
    used: list[str] = []
    for index, region in enumerate(form.regions):
        if not region.panels:
            yield Mistake(f"regions[{index}].panels", "must not be empty")
        if region.repeats and not form.binding and len(form.panels) > 1:
            yield Mistake(
                f"regions[{index}].repeats",
                "is for a form of one panel, or one with a binding; this has more",
            )
        for panel_id in region.panels:
            if panel_id not in panel_ids or panel_id in used:
                yield Mistake(f"regions[{index}].panels", f"{panel_id!r} must be a panel of its own")
            used.append(panel_id)
    for index, panel_id in enumerate(panel_ids):
        if panel_id not in used:
            yield Mistake(f"panels[{index}]", f"no region prints on the panel {panel_id!r}")


def _panel_mistakes(form: Form) -> Iterator[Mistake]:
    for index, panel in enumerate(form.panels):
        if panel.x + panel.width > form.width + CLOSE or panel.y + panel.height > form.height + CLOSE:
            yield Mistake(f"panels[{index}]", "reaches over the edge of the sheet")
        elif panel.y > CLOSE or panel.height < form.height - CLOSE:
            yield Mistake(
                f"panels[{index}]", f"must reach from the top to the bottom of the sheet ({form.height:g} mm)"
            )
        if (
            panel.width <= form.margins.left + form.margins.right
            or panel.height <= form.margins.top + form.margins.bottom
        ):
            yield Mistake(f"panels[{index}]", "is smaller than its margins")
        for other in form.panels[:index]:
            if other.side is panel.side and _overlap(panel, other) > CLOSE:
                yield Mistake(f"panels[{index}]", f"overlaps the panel {other.id!r}")


def _overlap(one: Panel, other: Panel) -> float:
    return min(one.x + one.width, other.x + other.width) - max(one.x, other.x)


def _row(form: Form, side: Side) -> list[tuple[int, Panel]]:
    """Return the panels of a side from left to right, each with its place in the file."""
    return sorted(
        ((n, each) for n, each in enumerate(form.panels) if each.side is side), key=lambda each: each[1].x
    )


def _side_mistakes(form: Form) -> Iterator[Mistake]:
    """The panels must fill each side that is printed."""
    rows = {side: _row(form, side) for side in Side}
    if not rows[Side.OUTSIDE]:
        yield Mistake("panels", "must have one on the outside, which is printed first")
    for side, row in rows.items():
        reached = 0.0
        for index, panel in row:
            if panel.x > reached + CLOSE:
                yield Mistake(
                    f"panels[{index}].x", f"leaves a gap: the {side.value} is empty from {reached:g} mm"
                )
            reached = panel.x + panel.width
        if row and reached < form.width - CLOSE:
            yield Mistake("panels", f"fill only {reached:g} mm of the {side.value}'s {form.width:g} mm")


def _fold_mistakes(form: Form) -> Iterator[Mistake]:
    """A fold lies between two panels, on both sides of the sheet: so a narrow flap is as narrow on its back."""
    printed = {panel.side for panel in form.panels}
    for index, fold in enumerate(form.folds):
        edges = [panel.x for _, panel in _row(form, fold.side) if panel.x > CLOSE]
        if not any(abs(fold.x - edge) <= CLOSE for edge in edges):
            yield Mistake(
                f"folds[{index}].x", f"must lie between two panels of the {fold.side.value}, is {fold.x:g}"
            )
        other = Side.INSIDE if fold.side is Side.OUTSIDE else Side.OUTSIDE
        behind = form.width - fold.x
        if other in printed and not any(
            each.side is other and abs(each.x - behind) <= CLOSE for each in form.folds
        ):
            yield Mistake(
                f"folds[{index}].x",
                f"must have the same fold on its back, the {other.value}, at {behind:g} mm",
            )


def _turning_mistakes(form: Form) -> Iterator[Mistake]:
    """Sides stand back to back when the sheet is turned sideways: about its long edge only if it is upright."""
    if form.duplex not in ("short-edge", "long-edge"):
        yield Mistake("duplex", f"must be short-edge or long-edge, is {form.duplex!r}")
        return
    wanted = "short-edge" if form.width > form.height else "long-edge"
    if form.duplex != wanted and form.width != form.height:
        lies = "wider than high" if form.width > form.height else "higher than wide"
        yield Mistake("duplex", f"must be {wanted} for a sheet {lies}, or its back stands on its head")


def _binding_mistakes(form: Form) -> Iterator[Mistake]:
    most = form.most_pages
    if most is not None and most < form.fewest_pages:
        yield Mistake("most_pages", f"must not be less than fewest_pages, is {most}")
    if not form.binding:
        return
    if sum(region.repeats for region in form.regions) != 1:
        yield Mistake("regions", "one of them, and only one, must repeat in a form with a binding")
    sides = Counter(panel.side for panel in form.panels)
    if sides != {Side.OUTSIDE: 2, Side.INSIDE: 2} or len({round(each.width, 2) for each in form.panels}) > 1:
        yield Mistake("panels", "must be two pages of the same width on each side in a form with a binding")
    for name, number in (("fewest_pages", form.fewest_pages), ("most_pages", most)):
        if number is not None and number % PAGES_A_SHEET:
            yield Mistake(name, f"must be a multiple of {PAGES_A_SHEET}, is {number}")
    if most is not None and most < len(form.panels):
        yield Mistake("most_pages", f"must be at least {len(form.panels)}, is {most}")
