"""Consents of patients and declarations of their pictures, wherever a brochure is used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from editor.check.claims.checker import ClaimChecker
from editor.check.consent import (
    BARRING,
    State,
    consent_findings,
    is_barred,
    is_testimonial,
    standing_of,
)
from editor.check.findings import Finding, Level
from editor.check.fixes import apply_fix, fix_words
from editor.check.verdict import Verdict, judge
from editor.core.brochure import (
    Brochure,
    Comparison,
    Consent,
    Image,
    Jurisdiction,
    Kind,
    Role,
    Section,
    Use,
    decode_brochure,
    encode_brochure,
)
from editor.core.record import Record
from editor.files.rule_packs import load_rule_packs

PACKS = load_rule_packs()
TODAY = date(2026, 11, 23)
WHOLE = Consent(
    date(2026, 1, 5), kept_where="Office, folder 3", expires_on=date(2028, 1, 5), covers=(Use.PRINT, Use.WEB)
)
DECLARED = Comparison(date(2026, 1, 5), date(2026, 7, 9), "one transplant", True, True)
QUOTE = Section("q", Kind.QUOTE, text="I feel like myself again.", attribution="A. Patient", consent=WHOLE)
PICTURE = Image("a" * 64, "image/png", 4, 3, alt="A scalp", patient=True)
PHOTO = Section("p", Kind.TEXT, "Result", text="Words.", image=PICTURE, consent=WHOLE)


def found(*sections: Section, **more: str) -> list[tuple[str, Level]]:
    brochure = Brochure("Hair", sections=sections, **more)  # type: ignore[arg-type]
    return [(each.rule, each.level) for each in consent_findings(brochure, TODAY)]


def judged(*sections: Section, where: Jurisdiction = Jurisdiction.UK) -> Verdict:
    brochure = Brochure("Hair", jurisdictions=(where,), sections=sections)
    report = ClaimChecker(PACKS).check(brochure, today=TODAY)
    return judge(report, consent_findings(brochure, TODAY), Record())


def said_of(verdict: Verdict, *rules: str) -> list[str]:
    return [each.rule for each in verdict.findings if each.rule in rules]


def test_nothing_is_said_where_all_is_in_order() -> None:
    assert found(QUOTE, PHOTO) == []
    assert found(replace(PHOTO, image=replace(PICTURE, comparison=DECLARED))) == []
    assert found(Section("t", Kind.TEXT, "Hair", text="I am a title.")) == []


def test_a_day_counts_from_its_morning() -> None:
    assert standing_of(replace(WHOLE, given_on=TODAY), TODAY).state is State.IN_FORCE
    same_day = replace(DECLARED, after_on=DECLARED.before_on)
    assert found(replace(PHOTO, image=replace(PICTURE, comparison=same_day))) == []


@pytest.mark.parametrize(("section", "what"), [(QUOTE, "words"), (PHOTO, "picture")])
def test_a_missing_consent_says_what_for(section: Section, what: str) -> None:
    (finding,) = consent_findings(Brochure("Hair", sections=(replace(section, consent=None),)), TODAY)
    assert finding.message.startswith(f"There is no consent for a patient’s {what}.")


@pytest.mark.parametrize("section", [QUOTE, PHOTO], ids=["words", "picture"])
def test_an_ended_or_withdrawn_consent_bars_export(section: Section) -> None:
    yesterday = TODAY - timedelta(days=1)
    ended = replace(section, consent=replace(WHOLE, expires_on=yesterday))
    withdrawn = replace(section, consent=replace(WHOLE, revoked_on=yesterday))
    assert found(ended) == [("consent-ended", Level.ERROR)]
    assert found(withdrawn) == [("consent-withdrawn", Level.ERROR)]
    for each in (ended, withdrawn):
        (finding,) = consent_findings(Brochure("Hair", sections=(each,)), TODAY)
        assert is_barred(finding)
        assert finding.message.startswith("The consent ")
        assert "22 November 2026" in finding.message
    assert found(replace(section, consent=replace(WHOLE, expires_on=TODAY)))[0][0] not in BARRING


def test_a_consent_that_is_needed_no_more_is_left_alone() -> None:
    old = replace(WHOLE, revoked_on=TODAY)
    assert found(Section("t", Kind.TEXT, "Hair", text="Words.", consent=old)) == []
    assert found(replace(PHOTO, image=replace(PICTURE, patient=False), consent=old)) == []
    assert found(replace(QUOTE, hidden=True, consent=old)) == []


def test_words_and_pictures_of_patients_need_a_consent() -> None:
    missing = [("consent-missing", Level.WARNING)]
    assert found(replace(QUOTE, consent=None)) == missing
    assert found(replace(PHOTO, consent=None)) == missing
    assert found(replace(PHOTO, kind=Kind.TEXT, image=None, role=Role.TESTIMONIAL, consent=None)) == missing
    assert found(replace(QUOTE, consent=replace(WHOLE, given_on=TODAY + timedelta(days=1)))) == missing
    assert found(replace(QUOTE, text="Care comes first.", consent=None)) == []


def test_a_consent_that_ends_soon_is_mentioned() -> None:
    soon = [("consent-ends-soon", Level.INFORMATION)]
    assert found(replace(QUOTE, consent=replace(WHOLE, expires_on=TODAY + timedelta(days=60)))) == soon
    assert found(replace(QUOTE, consent=replace(WHOLE, expires_on=TODAY))) == soon
    assert found(replace(QUOTE, consent=replace(WHOLE, expires_on=TODAY + timedelta(days=61)))) == []


def test_the_scope_is_held_against_what_the_brochure_is() -> None:
    printed = replace(QUOTE, consent=replace(WHOLE, covers=(Use.PRINT,)))
    web = "https://clinic.example/hair"
    assert found(printed) == []
    assert found(printed, public_url=web) == [("consent-scope", Level.WARNING)]
    assert found(QUOTE, public_url=web) == []
    in_words = replace(QUOTE, consent=replace(WHOLE, covers=(), scope="Our website and leaflets"))
    assert found(in_words, public_url=web) == []
    only_web = replace(QUOTE, consent=replace(WHOLE, covers=(Use.WEB,)))
    assert found(only_web) == [("consent-scope", Level.INFORMATION)]
    bare = replace(QUOTE, consent=Consent(date(2026, 1, 5)))
    assert found(bare) == [("consent-incomplete", Level.WARNING), ("consent-incomplete", Level.INFORMATION)]


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        (replace(DECLARED, before_on=None), "picture before"),
        (replace(DECLARED, after_on=None), "picture after"),
        (replace(DECLARED, after_on=date(2025, 1, 1)), "right order"),
        (replace(DECLARED, procedure=" "), "procedure"),
        (replace(DECLARED, same_conditions=False), "same conditions"),
    ],
)
def test_a_comparison_is_declared_in_full(lacking: Comparison, words: str) -> None:
    section = replace(PHOTO, image=replace(PICTURE, comparison=lacking))
    (finding,) = consent_findings(Brochure("Hair", sections=(section,)), TODAY)
    assert finding.rule == "comparison-incomplete"
    assert finding.message.count(",") == 0
    assert words in finding.message


def test_a_picture_whose_words_compare_is_asked_about() -> None:
    section = replace(PHOTO, image=replace(PICTURE, caption="Before and after"))
    assert found(section) == [("comparison-undeclared", Level.INFORMATION)]
    assert found(replace(PHOTO, image=replace(PICTURE, caption="Call us before you book"))) == []


def test_who_speaks() -> None:
    assert is_testimonial(replace(QUOTE, text="It’s what I’ve wanted."))
    assert is_testimonial(replace(QUOTE, text="**My** hair is back."))
    assert is_testimonial(replace(QUOTE, text="Es hat mir geholfen."), "de-DE")
    assert not is_testimonial(replace(QUOTE, text="Es hat mir geholfen."), "en-GB")
    assert not is_testimonial(replace(QUOTE, text="In Miami, mice may meet."))
    assert not is_testimonial(replace(QUOTE, role=Role.PRACTITIONER))


@pytest.mark.parametrize(
    ("consent", "state", "words"),
    [
        (WHOLE, State.IN_FORCE, "In force until 5 January 2028."),
        (replace(WHOLE, expires_on=None), State.IN_FORCE, "In force, with no end agreed."),
        (replace(WHOLE, expires_on=TODAY + timedelta(days=1)), State.ENDS_SOON, "ends tomorrow"),
        (replace(WHOLE, given_on=date(2027, 1, 1)), State.NOT_YET, "still to come"),
        (replace(WHOLE, expires_on=date(2026, 5, 3)), State.ENDED, "Ended on 3 May 2026."),
        (replace(WHOLE, revoked_on=date(2026, 5, 3)), State.WITHDRAWN, "Withdrawn on 3 May 2026."),
    ],
)
def test_the_state_is_said_in_words(consent: Consent, state: State, words: str) -> None:
    standing = standing_of(consent, TODAY)
    assert standing.state is state
    assert words in standing.words
    assert consent.holds(TODAY) == (state in (State.IN_FORCE, State.ENDS_SOON))


# Together with the packs


def test_one_missing_consent_is_one_finding() -> None:
    rules = ("S06", "S09", "consent-missing")
    bare = replace(QUOTE, consent=None)
    story = replace(bare, image=PICTURE)
    assert said_of(judged(bare), *rules) == ["consent-missing"]
    assert said_of(judged(bare, where=Jurisdiction.US), *rules) == ["S06"]
    assert said_of(judged(replace(PHOTO, consent=None), where=Jurisdiction.US), *rules) == ["S09"]
    assert said_of(judged(story, where=Jurisdiction.US), *rules) == ["S06"]
    assert said_of(judged(story), *rules) == ["consent-missing"]


def test_an_ended_consent_is_said_once_and_bars() -> None:
    over = replace(WHOLE, expires_on=date(2026, 5, 3))
    for section in (replace(QUOTE, image=PICTURE, consent=over), replace(PHOTO, consent=over)):
        verdict = judged(section, where=Jurisdiction.US)
        assert said_of(verdict, "S06", "S09", *BARRING) == ["consent-ended"]


def test_what_readers_do_not_see_is_offered_for_the_caption() -> None:
    section = replace(PHOTO, image=replace(PICTURE, comparison=DECLARED))
    rules = ("S10", "comparison-incomplete", "comparison-undeclared")
    (finding,) = [each for each in judged(section, where=Jurisdiction.AU).findings if each.rule == "S10"]
    assert "when each was taken" in finding.message
    assert "Not declared" not in finding.message
    assert fix_words(finding) == "Write it into the caption"
    mended = apply_fix(Brochure("Hair", sections=(section,)), finding).sections[0]
    assert mended.image is not None
    assert "5 January 2026" in mended.image.caption
    (again,) = [each for each in judged(mended, where=Jurisdiction.AU).findings if each.rule == "S10"]
    assert again.message.endswith("Readers do not see: that others’ results differ.")
    assert again.fix == ""
    text = replace(mended, text="This is one person’s result; yours may differ.")
    assert said_of(judged(text, where=Jurisdiction.AU), *rules) == []
    assert said_of(judged(section), *rules) == []


def test_one_incomplete_comparison_is_one_finding() -> None:
    section = replace(PHOTO, image=replace(PICTURE, comparison=replace(DECLARED, before_on=None)))
    rules = ("S10", "S11", "comparison-incomplete")
    assert said_of(judged(section), *rules) == ["comparison-incomplete"]
    verdict = judged(section, where=Jurisdiction.AU)
    assert said_of(verdict, *rules) == ["S10"]
    (finding,) = [each for each in verdict.findings if each.rule == "S10"]
    assert "Not declared either: the day of the picture before." in finding.message


def test_the_description_alone_shows_readers_nothing() -> None:
    words = "Before and six months after one transplant, in the same light. Others’ results vary."
    told = replace(PHOTO, image=replace(PICTURE, alt=words, comparison=DECLARED))
    shown = replace(PHOTO, image=replace(PICTURE, caption=words, comparison=DECLARED))
    assert said_of(judged(told, where=Jurisdiction.AU), "S10") == ["S10"]
    assert said_of(judged(shown, where=Jurisdiction.AU), "S10") == []


def test_pictures_not_declared_unedited_are_no_result() -> None:
    section = replace(PHOTO, image=replace(PICTURE, comparison=replace(DECLARED, unedited=False)))
    assert said_of(judged(section), "S11", "comparison-incomplete") == ["S11"]
    retouched = replace(section, image=replace(section.image, caption="Retouched picture"))  # type: ignore[type-var]
    assert said_of(judged(retouched), "S11") == ["S11"]
    assert said_of(judged(replace(PHOTO, image=replace(PICTURE, comparison=DECLARED))), "S11") == []


def test_a_dismissed_rule_is_not_said_again_by_another() -> None:
    from datetime import UTC, datetime

    from editor.check.verdict import dismissal_of
    from editor.core.brochure import Person
    from editor.core.record import added

    brochure = Brochure("Hair", jurisdictions=(Jurisdiction.US,), sections=(replace(QUOTE, consent=None),))
    report = ClaimChecker(PACKS).check(brochure, today=TODAY)
    (missing,) = [each for each in report.findings if each.rule == "S06"]
    now = datetime(2026, 11, 23, tzinfo=UTC)
    record = added(Record(), Person("Ana"), dismissal_of(missing, "It is a quotation from a novel."), now)
    verdict = judge(report, consent_findings(brochure, TODAY), record)
    assert said_of(verdict, "S06", "S09", "consent-missing") == []


def test_nobody_can_dismiss_what_bars() -> None:
    from datetime import UTC, datetime

    from editor.core.brochure import Person
    from editor.core.record import Dismissal, added

    over = replace(QUOTE, consent=replace(WHOLE, revoked_on=TODAY))
    brochure = Brochure("Hair", sections=(over,))
    (barring,) = consent_findings(brochure, TODAY)
    act = Dismissal(barring.rule, barring.section, barring.place, barring.message, "We do not mind.")
    record = added(Record(), Person("Ana"), act, datetime(2026, 11, 23, tzinfo=UTC))
    verdict = judge(ClaimChecker(PACKS).check(brochure, today=TODAY), (barring,), record)
    assert barring in verdict.findings


def test_a_consent_is_kept_as_it_was_written() -> None:
    brochure = Brochure("Hair", sections=(QUOTE, replace(PHOTO, image=replace(PICTURE, comparison=DECLARED))))
    assert decode_brochure(encode_brochure(brochure)) == brochure
    assert replace(WHOLE, scope="fairs").agreed_to == "print, web; fairs"


def test_a_fix_for_a_picture_that_is_gone_changes_nothing() -> None:
    finding = Finding("S10", Level.ERROR, "p", 0, "", "", fix="write-comparison")
    for section in (replace(PHOTO, image=None), PHOTO):
        brochure = Brochure("Hair", sections=(section,))
        assert apply_fix(brochure, finding) is brochure
