"""Brochures to test with, and a typesetter to set them: what several test folders share."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image as Picture

from editor.core.brochure import Brand, Brochure, Image, Item, Kind, Reference, Role, Section
from editor.core.edits import change_brochure
from editor.core.paper import Form
from editor.files.images import read_image
from editor.files.resources import load_forms, template_root
from editor.files.starters import load_starter, starters
from editor.render.faces import ensure_faces
from editor.render.kept_files import default_cache
from editor.render.layout import Typesetter
from editor.render.products import Produced, Product, produce
from editor.render.theme import Themes


@dataclass(frozen=True)
class Sample:
    """A brochure with its pictures by sha256."""

    name: str
    brochure: Brochure
    assets: Mapping[str, bytes]

    def typesetter(self) -> Typesetter:
        """Return a typesetter that knows the pictures; the same one for all forms of a sample, and warm."""
        if self.name not in _typesetters:
            faces = ensure_faces(default_cache())
            _typesetters[self.name] = Typesetter(Themes(template_root()), faces, self.assets.get)
        return _typesetters[self.name]

    def in_form(self, form: Form) -> Sample:
        """Return the same brochure for another print form."""
        return replace(self, brochure=change_brochure(self.brochure, form=form.id))

    @property
    def form(self) -> Form:
        """The brochure's own form."""
        return load_forms()[self.brochure.form]

    def produced(self, product: Product, *, draft: bool = False) -> Produced:
        """Return a product. Products are kept: many tests look at the same ones."""
        key = (self.name, self.brochure.form, product, draft)
        if key not in _products:
            _products[key] = produce(
                self.typesetter(), self.brochure, self.form, product, draft=draft, progress=lambda *step: None
            )
        return _products[key]

    def made(self, product: Product, *, draft: bool = False) -> list[bytes]:
        """Return the files of a product."""
        return [data for _, data in self.produced(product, draft=draft).parts]


_products: dict[tuple[str, str, Product, bool], Produced] = {}
_typesetters: dict[str, Typesetter] = {}


@functools.cache
def starter(starter_id: str) -> Sample:
    """Return a starter as a sample."""
    brochure, assets = load_starter(starter_id)
    return Sample(starter_id, brochure, assets)


def samples() -> Iterator[Sample]:
    """Yield every starter, and the brochure that has everything a writer can do to a template."""
    for each in starters():
        yield starter(each.id)
    yield nasty()


def sample_names() -> list[str]:
    """Return the names of `samples`, for test parameters."""
    return [*(each.id for each in starters()), "nasty"]


def pairs() -> list[tuple[str, str]]:
    """Return (sample, form) for tests that need not try all in all: every form once, two with all samples."""
    names, forms = sample_names(), list(load_forms())
    chosen = [(name, form) for form in ("tri-fold-a4", "handout-a4") for name in names]
    chosen += [(names[at % len(names)], form) for at, form in enumerate(forms)]
    return list(dict.fromkeys(chosen))


def sample(name: str) -> Sample:
    """Return one of `samples` by name."""
    return nasty() if name == "nasty" else starter(name)


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30" width="60" height="30">
<defs><linearGradient id="g"><stop stop-color="#0f4c4a"/>
<stop offset="1" stop-color="#d9694c"/></linearGradient></defs>
<rect width="60" height="30" fill="url(#g)"/><circle cx="15" cy="15" r="9" fill="#ffffff" opacity="0.6"/>
<text x="30" y="19" font-size="8" fill="#ffffff">Haut</text></svg>"""


def picture_bytes(kind: str, width: int = 240, height: int = 150) -> bytes:
    """Return a picture file ("PNG" with transparency, "JPEG", "WEBP") with something to see in it."""
    picture = Picture.linear_gradient("L").resize((width, height)).convert("RGBA" if kind == "PNG" else "RGB")
    if kind == "PNG":
        picture.putalpha(Picture.radial_gradient("L").resize((width, height)))
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


_TEXT = """Ein Absatz mit **fetter**, *kursiver* und ***beider*** Schrift, `code`, einem
[Verweis](https://example.org/a?b=1&c=2), einer [Adresse](mailto:praxis@example.org) und einem
Zitat[^tak2020][^gentile2019] sowie einer unbekannten Quelle[^nirgends].

### Überschrift im Text

- Erste Ebene mit Geschwindigkeitsbeschränkungsaufhebung
    - Zweite Ebene
        1. Dritte Ebene, nummeriert
        2. und noch eine
- Wieder die erste

#### Noch eine Ebene tiefer

3. Eine Liste, die bei drei beginnt
4. und bei vier endet

Begriff
:   Seine Erklärung, mit „Anführung“ und "geraden Zeichen".

Zweiter Begriff
:   Erste Erklärung
:   Zweite Erklärung

> Ein Zitat im Text, das
> über zwei Zeilen geht.

---

Ende – mit Gedankenstrich, 1/2, H₂O, 25 µm, 3 × 4 und αβγ."""

_TABLE = """| Verfahren | Dauer | Anteil |
|:----------|:-----:|-------:|
| Minoxidil | täglich | 40 % |
| **Finasterid** | täglich[^tak2020] | 60 % |

| Noch | eine |
|------|------|
| leer |      |"""

_CAPTION = "Ein *Bild* mit [Verweis](https://example.org/bild)"


_ITEMS = (
    Item("i1", "Erstens & <wichtig>", "Ein *Text*.\n\n- Punkt\n- Punkt"),
    Item("i2", "", "Ohne Titel, dafür mit\n\n### Überschrift\n\ndarin."),
    Item("i3", "Nur ein Titel"),
)


def _items(prefix: str) -> tuple[Item, ...]:
    return tuple(replace(each, id=prefix + each.id) for each in _ITEMS)


def _nasty_sections(png: Image, jpeg: Image, decorative: Image, drawing: Image) -> tuple[Section, ...]:
    return (
        Section("kein-titel", Kind.TEXT, text="# Überschrift ohne Abschnittstitel\n\nText davor und danach."),
        Section(
            "text",
            Kind.TEXT,
            "Alles *zugleich* & <mehr>",
            "Ein Vorspann.",
            _TEXT,
            image=decorative,
        ),
        Section("tafeln", Kind.TEXT, "Tafeln", text=_TABLE, image=replace(drawing, caption=_CAPTION)),
        Section(
            "nutzen",
            Kind.BENEFIT,
            "Nutzen",
            "Was bekannt ist.",
            "Text[^gentile2019].",
            items=_items("a"),
            image=jpeg,
        ),
        Section("nutzen-liste", Kind.BENEFITS, "Vorteile", items=_items("b"), region="flap"),
        Section("schritte", Kind.STEPS, "Schritte", "In drei Schritten", items=_items("c")),
        Section("fragen", Kind.QUESTIONS, "", "Fragen ohne Titel", items=_items("d")),
        Section(
            "zitat",
            Kind.QUOTE,
            text="Es hat geholfen.",
            attribution="Eine *Patientin*, 43",
            role=Role.TESTIMONIAL,
        ),
        Section(
            "zitat-voll", Kind.QUOTE, "Stimmen", "Vorspann", "> Zitat im Zitat", items=_items("e"), image=png
        ),
        Section(
            "versteckt", Kind.TEXT, "Verstecktes Geheimnis", text="Nicht gedruckt[^versteckt].", hidden=True
        ),
        Section("risiken", Kind.TEXT, "Risiken", text="Rötung, Schwellung.", role=Role.RISKS, new_panel=True),
        Section("status", Kind.NOTICE, "Zulassung", text="Keine[^tak2020].", role=Role.REGULATORY_STATUS),
        Section("leer", Kind.TEXT),
        Section("kontakt", Kind.CONTACT, "Kontakt", "Rufen Sie an.", items=_items("f")),
        Section("quellen", Kind.REFERENCES, "Quellen"),
    )


@functools.cache
def nasty() -> Sample:
    """Return a German brochure without a cover that uses all other kinds and all of Markdown, oddly mixed."""
    assets: dict[str, bytes] = {}

    def image(data: bytes, name: str, **fields: object) -> Image:
        value, kept = read_image(data, name)
        assets[value.asset] = kept
        return replace(value, **fields)  # type: ignore[arg-type]

    png, jpeg = image(picture_bytes("PNG"), "a.png"), image(picture_bytes("JPEG"), "b.jpg")
    decorative, jpeg = replace(png, decorative=True), replace(jpeg, alt="Verlauf „von hell nach dunkel“")
    drawing = image(SVG, "c.svg", alt="Schnitt durch die Haut")
    logo = image(picture_bytes("PNG", 120, 40), "logo.png", alt="Zeichen der Praxis <Müller & Söhne>")
    sections = _nasty_sections(png, jpeg, decorative, drawing)
    brand = Brand(
        "Praxis <Müller & Söhne>", "Haut und Haar", logo, "#ffd400", "#ffee99", "Hauptstraße 1\n10115 Berlin",
        "+49 30 1234567", "praxis@example.org", "https://praxis.example.org", "Reg.-Nr. 4711",
    )  # fmt: skip
    references = (
        Reference(
            "gentile2019",
            "Gentile P, Garcovich S",
            "On <regenerative> medicine",
            "Cells",
            2019,
            "8:466",
            "10.3390/x",
        ),
        Reference("tak2020", "Tak YJ", "A trial", "Stem Cells", 2020, "9:839", url="https://example.org/tak"),
        Reference("versteckt", title="Von niemandem Gedrucktes"),
    )
    brochure = Brochure(
        "Haut & Haar: <alles>",
        "de-DE",
        "Eine Beschreibung mit „Zeichen“ & <mehr>.",
        brand=brand,
        sections=sections,
        references=references,
    )
    return Sample("nasty", brochure, assets)


class Listener:
    """Stands for the window at the other end of the worker's pipe. `asks`: the next request is there already."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.asks = False

    def send(self, value: Any) -> None:
        self.sent.append(value)

    def poll(self) -> bool:
        return self.asks
