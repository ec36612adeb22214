"""Files of reference programs: BibTeX, RIS, PubMed and CSL-JSON."""

import json
from typing import Any

import pytest

from editor.core.brochure import Reference
from editor.core.evidence_import.found import MAX_FOUND, EvidenceError, Format, Imported
from editor.core.evidence_import.reading import detect, read_references

BIBTEX = r"""
% exported by a program
@string{jmud = "J Made Up Dermatol"}
@comment{nothing}
@article{linde2019,
  author = {Linde, Anna-Maria and M{\"u}ller-Schmidt, {\O}ystein and van der Berg, Jr, Jan
    and {Example Hair Group} and others},
  title = {{The} effect of $\alpha$-foam on 50% of \emph{hair} \& skin: a randomised trial},
  journal = "Suppl. to " # jmud,
  year = 2019, month = aug, volume = {9}, number = {8}, pages = {839--849},
  doi = {https://doi.org/10.9999/jmud\_19-0410}, url = {https://example.org/a\_b},
  abstract = {We enrolled 38 patients.}
}
@article{broken, title = {No end
@book{wig2011, title="Wigs", author="Haddad, N.", publisher={Pretend Press}, address={Boston}, year="2011", edition=2}
@article{wig2011, title="Again the same key", author="Lee AB and Kim C", journaltitle={Hair}, date={2020-05-01}}
@misc{empty, note={x}}
"""
RIS = """Exported by a program
TY  - JOUR
A1  - Linde, Anna-Maria
AU  - Okafor, Ben C., Jr.
TI  - Scalp cooling: a case
      report of two
T2  - Journal of Made-Up Dermatology
JO  - J Made Up
Y1  - 2019/08/01/
VL  - 9
IS  - 8
SP  - 839
EP  - 849
DO  - doi:10.9999/JMUD.19-0410
UR  - javascript:alert(1)
UR  - https://example.org/x
N2  - Some words.
ER  -

TY  - BOOK
T1  - Wigs
A1  - Haddad,N.
PB  - Pretend Press
PY  - 2011///
TY  - JOUR
TI  - The last without an end
AU  - Lee A
PY  - 2020
"""
NBIB = """PMID- 31234567
OWN - NLM
STAT- MEDLINE
IS  - 2157-6580 (Electronic)
VI  - 9
IP  - 8
DP  - 2019 Aug
TI  - Scalp cooling and hair counts: a double-blind
      trial.
PG  - 839-849
LID - 10.9999/jmud.19-0410 [doi]
AB  - Thirty-eight patients were randomly assigned to cooling (n = 19) or nothing (n = 19).
CI  - (c) 2019
FAU - Linde, Anna-Maria
AU  - Linde AM
FAU - Okafor, Ben C
AU  - Okafor BC
LA  - eng
PT  - Journal Article
PT  - Randomized Controlled Trial
PT  - Retracted Publication
TA  - J Made Up Dermatol
JT  - Journal of made-up dermatology
MH  - *Alopecia/therapy
MH  - Humans

PMID- 1234
TI  - [Foam in mice].
AU  - Lee A
DP  - 2001
MH  - Animals
MH  - Mice
AB  - We studied 12 animals. In this randomised study 30 men laughed.
"""
CSL: list[Any] = [
    {
        "id": "x",
        "type": "article-journal",
        "title": "Scalp <i>cooling</i> &amp; hair",
        "container-title": ["J Made Up Dermatol"],
        "author": [
            {"family": "Linde", "given": "Anna-Maria"},
            {"family": "Berg", "given": "J. H.", "non-dropping-particle": "van der"},
            {"literal": "Example Hair Group"},
        ],
        "issued": {"date-parts": [[2019, 8, 1]]},
        "volume": 9,
        "issue": "8",
        "page": "839-849",
        "DOI": "10.9999/jmud.19-0410",
        "URL": "http://dx.doi.org/10.9999/jmud.19-0410",
        "custom": {"anything": [1]},
    },
    {"title": ["a", "b"], "author": "Lee"},
    "no reference",
    {"title": "Raw date", "issued": {"raw": "May 2020"}, "author": [{"family": 7}]},
    {"type": "book"},
]


def references(imported: Imported) -> list[Reference]:
    return [each.reference for each in imported.found]


def test_bibtex_with_latex_strings_and_names() -> None:
    imported = read_references(BIBTEX)
    first, book, again = references(imported)
    assert first.authors == "Linde AM, Müller-Schmidt Ø, van der Berg J Jr, Example Hair Group, et al"
    assert first.title == "The effect of α-foam on 50% of hair & skin: a randomised trial"
    assert (first.journal, first.year, first.locator) == (
        "Suppl. to J Made Up Dermatol",
        2019,
        "9(8):839-849",
    )
    assert (first.doi, first.url) == ("10.9999/jmud_19-0410", "https://example.org/a_b")
    assert (first.study, first.people, imported.found[0].guessed) == (
        "randomised trial",
        38,
        ("study", "people"),
    )
    assert (book.authors, book.journal, book.year) == ("Haddad N", "Pretend Press", 2011)
    assert (again.authors, again.journal, again.year) == ("Lee AB, Kim C", "Hair", 2020)


def test_bibtex_names_what_it_could_not_use() -> None:
    notes = read_references(BIBTEX).notes
    assert [note.split(":")[0] for note in notes] == ["Line 14", "Line 17"]
    assert "braces or quotation marks do not match" in notes[0]
    assert "neither a title nor a DOI" in notes[1]
    assert [each.line for each in read_references(BIBTEX).found] == [5, 15, 16]


def test_ris_with_its_many_tags() -> None:
    imported = read_references(RIS)
    first, book, last = references(imported)
    assert first.authors == "Linde AM, Okafor BC Jr"
    assert first.title == "Scalp cooling: a case report of two"
    assert (first.journal, first.year, first.locator) == (
        "Journal of Made-Up Dermatology",
        2019,
        "9(8):839-849",
    )
    assert (first.doi, first.url, first.study) == (
        "10.9999/JMUD.19-0410",
        "https://example.org/x",
        "case reports",
    )
    assert "javascript:alert(1)" in imported.found[0].notes[0]
    assert (book.authors, book.journal, book.year) == ("Haddad N", "Pretend Press", 2011)
    assert last.title == "The last without an end"
    assert "Line 1: “Exported by a program” stands outside" in imported.notes[0]
    assert [note[:8] for note in imported.notes[1:]] == ["Line 20:", "Line 25:"]


def test_pubmed_files() -> None:
    imported = read_references(NBIB)
    first, mice = references(imported)
    assert imported.format is Format.MEDLINE
    assert (first.authors, first.journal, first.year) == ("Linde AM, Okafor BC", "J Made Up Dermatol", 2019)
    assert first.title == "Scalp cooling and hair counts: a double-blind trial"
    assert (first.locator, first.doi, first.url) == ("9(8):839-849", "10.9999/jmud.19-0410", "")
    assert (first.study, first.people) == ("randomised trial", 38)
    assert imported.found[0].guessed == ("people",), "PubMed itself says what kind of study it is"
    assert imported.found[0].withdrawn
    assert (mice.study, mice.people, mice.title) == ("animal study", None, "Foam in mice")
    assert mice.url == "https://pubmed.ncbi.nlm.nih.gov/1234/"


def test_csl_json() -> None:
    imported = read_references(json.dumps(CSL))
    (first,) = references(imported)
    assert first.authors == "Linde AM, van der Berg JH, Example Hair Group"
    assert (first.title, first.journal) == ("Scalp cooling & hair", "J Made Up Dermatol")
    assert (first.year, first.locator, first.url) == (2019, "9(8):839-849", "")
    assert (
        imported.notes[0]
        == "Entry 2 was not used: title must be text, is a list; author must be a list, is 'Lee'."
    )
    assert imported.notes[1] == "Entry 3 was not used, because it is not a reference."
    assert imported.notes[2] == "Entry 4 was not used: author[0].family must be text, is the number 7."


def test_csl_of_one_item_and_of_programs_that_wrap_it() -> None:
    assert len(read_references(json.dumps(CSL[0])).found) == 1
    assert len(read_references(json.dumps({"items": CSL[:1]})).found) == 1


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        (BIBTEX, Format.BIBTEX),
        (RIS, Format.RIS),
        (NBIB, Format.MEDLINE),
        (json.dumps(CSL), Format.CSL),
        ("[1] Lee A. Hair. J Hair. 2020;1:2.", Format.CITATIONS),
        ("\ufeff\nTY  - JOUR\nTI  - Write to me @home{now}", Format.RIS),
        ("Lee@home.org wrote in 2020", Format.CITATIONS),
    ],
)
def test_the_content_tells_the_format(text: str, format_: Format) -> None:
    assert detect(text) is format_


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<?xml version='1.0'?><xml><records>", "XML"),
        ("%0 Journal Article\n%T Hair", "EndNote"),
        ("[" * 100_000, "citation"),
        ('[{"title": ' * 50_000, "nested too deeply"),
        ('[{"title": "x", "volume": NaN}]', "number that is none"),
        ('[{"title": "x",]', "broken in line 1"),
        ('[{"a": 1}]', "no references"),
        ("@article{x, title={never closed", "No reference was found"),
        ("TY  - JOUR\nER  - ", "No reference was found"),
        ("x" * 10_000_001, "10 MB"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(text: str, words: str) -> None:
    if words == "citation":
        assert not read_references(text).found
        return
    with pytest.raises(EvidenceError, match=words):
        read_references(text)


def test_deep_braces_huge_fields_and_loose_control_characters() -> None:
    deep = "{" * 3_000 + "x" + "}" * 3_000
    huge = "word " * 30_000
    text = (
        f"@article{{a, title={{{deep}}}, author={{{deep}}}, year=2020, doi={{10.9999/x}}}}\n"
        f"@article{{b, title={{{huge}}}, doi={{10.9999/y}}}}\n"
        f"@article{{c, title={{{'w ' * 900}}}, doi={{10.9999/z}}}}\n"
        "@article{d, title={A\x00\x07 \u202e\ue000title\u2028here}, doi={10.9999/q}}\n"
    )
    imported = read_references(text)
    assert [each.reference.doi for each in imported.found] == [f"10.9999/{letter}" for letter in "xyzq"]
    assert "was not read" in " ".join(imported.notes)
    assert "1,799 characters and was left out" in " ".join(imported.found[2].notes)
    assert imported.found[3].reference.title == "A title here"


def test_latex_reads_no_files() -> None:
    (found,) = read_references(r"@misc{a, title={A \input{/etc/hostname} b}, doi={10.9999/a}}").found
    assert found.reference.title == "A b"


def test_two_thousand_references_and_no_more() -> None:
    one = "@article{{k{0}, title={{T{0} {{\\'e}}}}, author={{Lee, A. and Kim, B.}}, year=2020}}\n"
    text = "".join(one.format(number) for number in range(MAX_FOUND))
    assert len(read_references(text).found) == MAX_FOUND
    with pytest.raises(EvidenceError, match="2,001 references"):
        read_references(text + one.format("x"))
