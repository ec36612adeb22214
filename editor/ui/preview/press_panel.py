"""How the file for the print shop is made: with which colour profile, and what becomes of the pictures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from editor.render.icc import Profile
from editor.render.press_options import Images, PressOptions
from editor.shell.profile_job import ProfileJob, Profiles
from editor.ui.frame.style import mark

SEARCHING = "Looking for the colour profiles of this computer…"
NONE = (
    "There is no colour profile of a printing press on this computer. Ask your print shop for the profile it prints "
    "with (an .icc file, such as PSO Coated v3), or take one from the European Color Initiative, eci.org, and choose "
    "it here."
)
FOUND = "This one was found on this computer. Ask your print shop which profile it prints with."
SRGB = "The file says that its colours are sRGB, and the print shop turns them into inks."
_IMAGES = {
    Images.CMYK: "Turn them into inks (CMYK)",
    Images.TAGGED_RGB: "Leave them in RGB, with their colour profile",
}


class PressPanel(QFrame):
    """The colour profile in use, those there are, and the pictures' colours.

    `remembered` is the file that the user chose last time, "" if none; `version` stands in the file's slug line.
    changed(): what `options` returns is another. profile_chosen(path): the user chose a profile; remember it.
    """

    changed = Signal()
    profile_chosen = Signal(str)

    def __init__(self, remembered: str = "", version: str = "", job: ProfileJob | None = None) -> None:
        super().__init__()
        mark(self, "card")
        self._job = job = job or ProfileJob(self)
        self._remembered, self._version = remembered, version
        self._searched = self._searching = False
        self._profiles: list[tuple[Path, Profile]] = []
        self._picked: Path | None = None
        self._build()
        job.searched.connect(self._receive)
        job.loaded.connect(self._take)
        job.refused.connect(self._refuse)
        self._show_state()

    @property
    def profile(self) -> Profile | None:
        """The profile in use; None if there is none yet."""
        row = self.profiles.currentIndex()
        return self._profiles[row][1] if 0 <= row < len(self._profiles) else None

    @property
    def is_ready(self) -> bool:
        """Whether a file can be made: there is a profile, or RGB is wanted."""
        return self.rgb.isChecked() or self.profile is not None

    def options(self) -> PressOptions:
        """Return what is asked of the file."""
        images = next(each for each, button in self.images.items() if button.isChecked())
        profile = None if self.rgb.isChecked() else self.profile
        return PressOptions(profile, datetime.now(UTC).astimezone(), images, self._version)

    def search(self) -> None:
        """Look for the profiles there are, once."""
        if not self._searched:
            self._searched = self._searching = True
            self._job.search(Path(self._remembered) if self._remembered else None)
            self._show_state()

    def close_job(self) -> None:
        """Wait for the search for profiles, if one is under way."""
        self._job.close()

    # Building

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        label = mark(QLabel("Colour profile"), "subheading")
        label.setBuddy(self._make_profiles())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.profiles, 1)
        row.addWidget(self.browse)
        self.note = QLabel(wordWrap=True)
        self.rgb = QCheckBox("RGB instead (only if the print shop asks for it)")
        self.rgb.toggled.connect(self._show_state)
        self._images_label = mark(QLabel("Pictures"), "subheading")
        grid.addWidget(label, 0, 0)
        grid.addLayout(row, 0, 1)
        grid.addWidget(self.note, 1, 1)
        grid.addWidget(self.rgb, 2, 1)
        grid.addWidget(self._images_label, 3, 0)
        grid.addWidget(self._make_images(), 3, 1)

    def _make_profiles(self) -> QComboBox:
        self.profiles = QComboBox()
        self.profiles.setAccessibleName("Colour profile of the press")
        self.profiles.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.profiles.setMinimumContentsLength(16)
        self.profiles.activated.connect(self._pick)
        self.browse = QPushButton("Choose…")
        self.browse.setAccessibleName("Choose the print shop's colour profile")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._choose_file)
        return self.profiles

    def _make_images(self) -> QWidget:
        self._pictures = QWidget()
        row = QHBoxLayout(self._pictures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        group = QButtonGroup(self)
        self.images: dict[Images, QRadioButton] = {}
        for each, words in _IMAGES.items():
            self.images[each] = QRadioButton(words)
            self.images[each].setAccessibleName(f"Pictures: {words}")
            group.addButton(self.images[each])
            row.addWidget(self.images[each])
        row.addStretch(1)
        self.images[Images.CMYK].setChecked(True)
        return self._pictures

    # Profiles

    def _receive(self, answer: Profiles) -> None:
        self._searching = False
        chosen = answer.chosen or (None if answer.problem or not answer.found else answer.found[0])
        self._picked = answer.chosen[0] if answer.chosen else None
        self._list([*answer.found], chosen)
        self._show_state(problem=answer.problem)

    def _take(self, path: Path, profile: Profile) -> None:
        self._searching = False
        self._picked = path
        self._list(self._profiles, (path, profile))
        self._show_state()
        self.profile_chosen.emit(str(path))

    def _refuse(self, sentence: str) -> None:
        self._searching = False
        self._show_state(problem=sentence)

    def _pick(self, row: int) -> None:
        self._picked = self._profiles[row][0]
        self._show_state()
        self.profile_chosen.emit(str(self._picked))

    def _choose_file(self) -> None:
        start = str(self._picked.parent) if self._picked else str(Path.home())
        kinds = "Colour profiles (*.icc *.icm *.ICC *.ICM)"
        path, _ = QFileDialog.getOpenFileName(self, "The print shop's colour profile", start, kinds)
        if path:
            self._searching = True
            self._show_state()
            self._job.load(Path(path))

    def _list(self, profiles: list[tuple[Path, Profile]], chosen: tuple[Path, Profile] | None) -> None:
        """Offer profiles, one of them in use. The same file is not offered twice."""
        if chosen is not None and chosen not in profiles:
            profiles = [chosen, *(each for each in profiles if each[0] != chosen[0])]
        self._profiles = profiles
        names = [profile.description.strip() for _, profile in profiles]
        self.profiles.clear()
        for name, (path, _) in zip(names, profiles, strict=True):
            same = names.count(name) > 1
            self.profiles.addItem(f"{name} ({path.name})" if same else name)
            self.profiles.setItemData(self.profiles.count() - 1, str(path), Qt.ItemDataRole.ToolTipRole)
        self.profiles.setCurrentIndex(profiles.index(chosen) if chosen is not None else -1)

    # Showing

    def _show_state(self, _checked: object = None, *, problem: str = "") -> None:
        rgb = self.rgb.isChecked()
        empty = SEARCHING if self._searching else "Choose a profile" if self._profiles else "None"
        self.profiles.setPlaceholderText(empty)
        self.profiles.setEnabled(not rgb and not self._searching and bool(self._profiles))
        self.browse.setEnabled(not rgb and not self._searching)
        for widget in (self._images_label, self._pictures):
            widget.setEnabled(not rgb)
        self._say(SRGB if rgb else problem or self._remark(), grave=bool(problem) and not rgb)
        self.changed.emit()

    def _remark(self) -> str:
        if self._searching:
            return SEARCHING
        if self.profile is None:
            return NONE if self._searched else ""
        return FOUND if self._picked is None else f"From {self._picked}"

    def _say(self, words: str, *, grave: bool) -> None:
        mark(self.note, "error" if grave else "quiet")
        self.note.setText(words)
        self.note.setVisible(bool(words))
