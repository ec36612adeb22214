"""What can be exported, in the words of the export dialog."""

from __future__ import annotations

from dataclasses import dataclass

from editor.render.products import Product


@dataclass(frozen=True, slots=True)
class Format:
    """What the dialog says about a product, and what its files are called: stem + `ending` + `suffix`."""

    product: Product
    name: str
    purpose: str
    icon: str
    ending: str
    suffix: str


FORMATS = (
    Format(
        Product.HTML,
        "Web page",
        "One file for your website, pictures included.",
        icon="globe",
        ending="",
        suffix=".html",
    ),
    Format(
        Product.PDF,
        "PDF to share",
        "Accessible, in reading order. To send or to offer as a download.",
        icon="file-text",
        ending="",
        suffix=".pdf",
    ),
    Format(
        Product.PNG,
        "Pictures",
        "Every panel as a file of its own. For slides and social media.",
        icon="image",
        ending="",
        suffix=".png",
    ),
    Format(
        Product.SHEETS,
        "Printed sheets",
        "Both sides as they are printed and folded. For your own printer.",
        icon="printer",
        ending="-sheets",
        suffix=".pdf",
    ),
    Format(
        Product.PRESS,
        "For the print shop",
        "PDF/X-4 sheets with bleed, crop and fold marks, in printing inks (CMYK).",
        icon="droplets",
        ending="-press",
        suffix=".pdf",
    ),
)
