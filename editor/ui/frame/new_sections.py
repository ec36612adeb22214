"""What the Add menu offers: every kind of section, and sections that readers and regulators look for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor.core.brochure import Kind, Role, Section
from editor.core.edits import new_section
from editor.ui.frame.icons import KIND_ICONS


@dataclass(frozen=True, slots=True)
class NewSection:
    """One entry: what it is called, one line on what it is for, and what it begins as."""

    name: str
    purpose: str
    kind: Kind
    role: Role | None = None
    title: str = ""
    icon: str = ""

    @property
    def icon_name(self) -> str:
        return self.icon or KIND_ICONS[self.kind]

    def make(self) -> Section:
        """Return a fresh section."""
        return replace(new_section(self.kind, self.title), role=self.role)


KINDS: tuple[NewSection, ...] = (
    NewSection("Cover", "Title, a leading line and a picture", Kind.COVER),
    NewSection("Text", "A heading and paragraphs", Kind.TEXT),
    NewSection("Benefit", "One advantage, and what is known about it", Kind.BENEFIT),
    NewSection("Benefits", "Several advantages under one heading", Kind.BENEFITS),
    NewSection("Steps", "What happens, one after the other", Kind.STEPS),
    NewSection("Questions and answers", "What patients ask", Kind.QUESTIONS),
    NewSection("Quote", "A sentence and who said it", Kind.QUOTE),
    NewSection("Notice", "Small print that has to stand out", Kind.NOTICE),
    NewSection("Contact", "Address, phone and web from the brand", Kind.CONTACT),
    NewSection("References", "The sources that the text cites", Kind.REFERENCES),
)

READY: tuple[NewSection, ...] = (
    NewSection("Risks", "What can go wrong, and how often", Kind.TEXT, Role.RISKS,
               "Risks and side effects", "shield-alert"),
    NewSection("Alternatives", "Other ways, doing nothing included", Kind.TEXT, Role.ALTERNATIVES,
               "Alternatives", "split"),
    NewSection("Regulatory status", "What has been approved, and what has not", Kind.NOTICE,
               Role.REGULATORY_STATUS, "Regulatory status", "scale"),
    NewSection("Expected results", "What most people can expect, and when", Kind.TEXT, Role.EXPECTED_RESULTS,
               "What to expect", "chart-line"),
    NewSection("Assessment", "How it is found out whether it suits someone", Kind.TEXT, Role.ASSESSMENT,
               "Your assessment", "clipboard-check"),
    NewSection("Practitioner", "Who treats, and their registration", Kind.TEXT, Role.PRACTITIONER,
               "Who will treat you", "stethoscope"),
)  # fmt: skip

ROLE_ICONS: dict[Role, str] = {entry.role: entry.icon for entry in READY if entry.role}


def icon_of(section: Section) -> str:
    """Return the name of the icon a section has in the outline."""
    return (
        ROLE_ICONS.get(section.role, KIND_ICONS[section.kind]) if section.role else KIND_ICONS[section.kind]
    )
