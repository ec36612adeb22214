"""Find the clinic's name, address, phone, e-mail and web address in lines of contact."""

from __future__ import annotations

import re
from dataclasses import replace

from editor.core.article.blocks import literal
from editor.core.brochure import Brand

_LABEL = r"(?:(?:{})\b\.?\s*:?\s*)?"
_PHONE = re.compile(
    _LABEL.format(
        "tel|phone|telephone|call(?: us)?(?: on)?|telefon|tél|téléphone|teléfono|telefono|telefoon|telefone"
    )
    + r"(\+?\(?\d[\d ()/.\u00a0-]{5,24}\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    _LABEL.format("e-?mail|mail|courriel|correo") + r"([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})",
    re.IGNORECASE,
)
_WEB = re.compile(
    _LABEL.format("web(?:site)?|internet|online|site(?: web)?") + r"((?:https?://|www\.)[^\s<>\"']{3,200})",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^\d{1,5}[a-z]?,? (?:[A-Z][\w'.]* ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Way"
    r"|Place|Terrace|Close)\b"
    r"|(?:straße|strasse|str\.|weg|platz|allee|gasse|straat|laan) \d{1,4}|^\d{0,4},? ?(?:rue|calle"
    r"|via|rua|avenue|avenida|plaza) "
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|^(?:[A-Z]{1,2}-)?\d{5} [A-ZÀ-Þ]|^\d{4} ?[A-Z]{2} [A-Z]"
    r"|,? [A-Z]{2} \d{5}\b",
    re.IGNORECASE,
)


def take_brand(text: str, brand: Brand) -> tuple[str, Brand]:
    """Return a contact text without the lines that the brand now holds, and the brand with them.

    Only lines that are nothing but one such datum are taken, and only where the brand has none yet.
    """
    paragraphs = [paragraph.split("\n") for paragraph in text.split("\n\n")]
    kept: list[str] = []
    for lines in paragraphs:
        rest, brand = _take_lines(lines, brand)
        rest, brand = _take_address(rest, brand)
        if rest:
            kept.append("\n".join(rest))
    return "\n\n".join(kept), brand


def _take_lines(lines: list[str], brand: Brand) -> tuple[list[str], Brand]:
    rest: list[str] = []
    for line in lines:
        words = re.sub(r"^[-*•]\s+", "", literal(line))
        phone, email, web = (pattern.fullmatch(words) for pattern in (_PHONE, _EMAIL, _WEB))
        if phone and not brand.phone:
            brand = replace(brand, phone=phone[1])
        elif email and not brand.email:
            brand = replace(brand, email=email[1])
        elif web and not brand.web:
            brand = replace(brand, web=web[1])
        else:
            rest.append(line)
    return rest, brand


def _take_address(lines: list[str], brand: Brand) -> tuple[list[str], Brand]:
    """Take a short group of lines with a street or a town in it as the address, a line above as the name."""
    words = [literal(line) for line in lines]
    is_short = 2 <= len(words) <= 6 and all(
        len(line) <= 70 and not line.endswith((".", "!", "?", ":")) for line in words
    )
    if brand.address or not is_short or not any(_STREET.search(line) for line in words):
        return lines, brand
    if not _STREET.search(words[0]) and not brand.name and len(words) > 2 and not re.search(r"\d", words[0]):
        return [], replace(brand, name=words[0], address="\n".join(words[1:]))
    return [], replace(brand, address="\n".join(words))
