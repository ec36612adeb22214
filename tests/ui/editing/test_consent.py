"""Consent and patients' pictures through the section editor."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.brochure import Comparison, Consent, Image, Kind, Role, Use
from editor.core.edits import change_section
from editor.ui.editing.consent_card import RELATION_WORDS, ConsentCard
from tests.ui.editing.keys import CONTROL

LEFT = Qt.MouseButton.LeftButton
GIVEN = Consent(date(2026, 1, 5))
PICTURE = Image("a" * 64, "image/png", 4, 3, alt="A scalp")


@pytest.fixture
def quote(stage):
    stage.session.select("three")
    return stage.editor.form.consent


@pytest.fixture
def picture(stage):
    stage.session.apply("Add picture", lambda b: change_section(b, "one", image=PICTURE))
    return stage.editor.form.picture.patient


def record(stage, **fields) -> None:
    consent = replace(GIVEN, **fields)
    stage.session.apply("Record", lambda b: change_section(b, stage.section.id, consent=consent))


def choose(card, words: str) -> None:
    row = [each for _, each in RELATION_WORDS].index(words)
    card.relation.setCurrentIndex(row)
    card.relation.activated.emit(row)


def test_the_card_is_there_only_where_somebody_speaks_or_is_shown(stage, picture) -> None:
    card = stage.editor.form.consent
    assert not card.isVisible()
    picture.patient.click()
    assert card.isVisible()
    stage.session.undo_stack.undo()
    assert not card.isVisible()
    stage.editor.form.placement.role.chosen.emit(Role.TESTIMONIAL)
    assert card.isVisible()
    stage.session.select("two")
    assert not card.isVisible()
    stage.session.select("three")
    assert stage.section.kind is Kind.QUOTE
    assert card.isVisible()


def test_a_consent_is_recorded_by_its_day(stage, quote) -> None:
    assert not quote.details.isVisible()
    assert "need the patient’s written consent" in quote.state.text()
    quote.given.open_calendar()
    popup = QApplication.activePopupWidget()
    popup.calendar.clicked.emit(QDate(2026, 1, 5))
    assert stage.section.consent == GIVEN
    assert stage.undo_words() == "Record consent"
    assert quote.details.isVisible()
    assert quote.state.text() == "In force, with no end agreed."
    stage.session.undo_stack.undo()
    assert stage.section.consent is None
    assert not quote.details.isVisible()


def test_what_it_covers_and_where_it_is_kept(stage, quote) -> None:
    record(stage)
    quote.uses[Use.WEB].click()
    assert stage.undo_words() == "Change what consent covers"
    quote.uses[Use.PRINT].click()
    assert stage.section.consent.covers == (Use.PRINT, Use.WEB)
    quote.uses[Use.WEB].click()
    assert stage.section.consent.covers == (Use.PRINT,)
    QTest.keyClicks(quote.kept, "Folder 3")
    assert stage.section.consent.kept_where == "Folder 3"
    assert stage.undo_words() == "Edit where consent is kept"
    QTest.keyClick(quote.kept, Qt.Key.Key_Z, CONTROL)
    assert stage.section.consent.kept_where == ""
    assert stage.section.consent.covers == (Use.PRINT,)
    QTest.keyClicks(quote.scope, "fairs")
    assert stage.section.consent.agreed_to == "print; fairs"


def test_its_end_and_its_withdrawal_are_said_in_words(stage, quote, qtbot) -> None:
    card = ConsentCard(today=lambda: date(2026, 11, 23))
    qtbot.addWidget(card)
    card.show_section(replace(stage.section, consent=replace(GIVEN, expires_on=date(2028, 5, 3))))
    assert card.state.text() == "In force until 3 May 2028."
    assert card.state.property("role") == "help"
    card.show_section(replace(stage.section, consent=replace(GIVEN, expires_on=date(2026, 5, 3))))
    assert card.state.text() == "Ended on 3 May 2026. Take this out, or ask again."
    assert card.state.property("role") == "error"
    record(stage)
    quote.revoked.changed.emit(date(2026, 6, 1))
    assert stage.section.consent.revoked_on == date(2026, 6, 1)
    assert stage.undo_words() == "Mark consent as withdrawn"
    assert "Withdrawn on 1 June 2026" in quote.state.text()
    quote.expires.changed.emit(date(2027, 6, 1))
    assert stage.undo_words() == "Change end of consent"


def test_ties_to_the_clinic(stage, quote) -> None:
    record(stage)
    choose(quote, "Works here")
    assert stage.section.consent.relation == "staff"
    assert not quote.relation_words.isVisible()
    choose(quote, "Something else…")
    assert stage.section.consent.relation == ""
    assert quote.relation_words.isVisible()
    QTest.keyClicks(quote.relation_words, "paid by a partner")
    assert stage.section.consent.relation == "paid by a partner"
    assert quote.relation_words.isVisible()
    stage.session.apply("Elsewhere", lambda b: change_section(b, "three", consent=GIVEN))
    quote.kept.setFocus()
    record(stage, relation="an uncle")
    assert quote.relation_words.text() == "an uncle"
    record(stage)
    assert not quote.relation_words.isVisible()
    choose(quote, "Works here")
    choose(quote, "Something else…")
    choose(quote, "None")
    assert stage.section.consent.relation == ""
    assert not quote.relation_words.isVisible()


def test_a_record_is_removed(stage, quote) -> None:
    record(stage)
    QTest.mouseClick(quote.remove_button, LEFT)
    assert stage.section.consent is None
    assert stage.undo_words() == "Remove consent"


def test_a_consent_that_nothing_needs_stays_in_reach(stage, picture) -> None:
    record(stage)
    card = stage.editor.form.consent
    assert card.isVisible()
    assert "nothing asks for this consent" in card.state.text()


def test_a_finding_leads_to_the_card(stage, quote) -> None:
    stage.editor.focus_text("consent")
    assert quote.given.choose_button.hasFocus()


def test_ordinary_pictures_show_one_check_box(stage, picture) -> None:
    assert picture.patient.isVisible()
    assert not picture.comparison.isVisible()
    assert picture.declarations is None
    picture.patient.click()
    assert stage.section.image.patient
    assert stage.undo_words() == "Say that the picture shows a patient"
    assert picture.comparison.isVisible()
    assert picture.declarations is None


def test_before_and_after_is_declared_step_by_step(stage, picture) -> None:
    picture.patient.click()
    picture.comparison.click()
    assert stage.section.image.comparison == Comparison()
    picture.before.changed.emit(date(2026, 1, 5))
    picture.after.changed.emit(date(2026, 7, 9))
    QTest.keyClicks(picture.procedure, "PRP")
    picture.same.click()
    picture.unedited.click()
    assert stage.section.image.comparison == Comparison(
        date(2026, 1, 5), date(2026, 7, 9), "PRP", same_conditions=True, unedited=True
    )
    steps = [stage.session.undo_stack.text(row) for row in range(stage.session.undo_stack.count())]
    assert steps[-5:] == [
        "Change day of picture before",
        "Change day of picture after",
        "Edit procedure",
        "Declare same conditions",
        "Declare pictures unedited",
    ]
    picture.patient.click()
    assert stage.section.image == PICTURE
    stage.session.undo_stack.undo()
    assert stage.section.image.comparison.procedure == "PRP"
    assert picture.procedure.text() == "PRP"


def test_declarations_are_written_into_the_caption(stage, picture) -> None:
    comparison = Comparison(date(2026, 1, 5), date(2026, 7, 9), "PRP", same_conditions=True, unedited=True)
    shown = replace(PICTURE, patient=True, comparison=comparison)
    stage.session.apply("Declare", lambda b: change_section(b, "one", image=shown))
    QTest.mouseClick(picture.write_button, LEFT)
    assert stage.section.image.caption.startswith(
        "Before: 5 January 2026; after: 9 July 2026. Treatment: PRP."
    )
    assert stage.editor.form.picture.caption.text() == stage.section.image.caption
    assert stage.undo_words() == "Write it into the caption"
    assert not picture.write_button.isVisible()


def test_another_picture_is_declared_anew(stage, picture) -> None:
    shown = replace(PICTURE, patient=True, comparison=Comparison(date(2026, 1, 5), unedited=True))
    stage.session.apply("Declare", lambda b: change_section(b, "one", image=shown))
    data = io.BytesIO()
    Pillow.new("RGB", (40, 30), "#0f4c4a").save(data, "PNG")
    stage.editor.set_picture(data.getvalue(), "new.png")
    assert stage.section.image.patient
    assert stage.section.image.comparison == Comparison()


def test_tab_goes_through_fields_that_came_later_as_they_stand(stage, picture) -> None:
    picture.patient.click()
    picture.comparison.click()
    record(stage)
    card, form = stage.editor.form.consent, stage.editor.form
    wanted = [picture.patient, picture.comparison, picture.before.choose_button, picture.after.choose_button]
    wanted += [picture.procedure, picture.same, picture.unedited, picture.write_button]
    wanted += [card.given.edit, card.given.calendar_button, *card.uses.values(), card.scope]
    wanted += [
        card.expires.choose_button,
        card.kept,
        card.relation,
        card.revoked.choose_button,
        card.remove_button,
    ]
    wanted += [form.placement.role]
    seen, each = [], picture.patient
    while True:
        if each in wanted:
            seen.append(each)
        each = each.nextInFocusChain()
        if each is picture.patient:
            break
    assert seen == wanted
