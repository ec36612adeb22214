"""Files that are not what they should be: each opens as it was or gives one sentence, and none is ever
written to.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.brochure import Brochure, Kind, Person, Section
from editor.core.record import Comment
from editor.files.document import Document, Outcome
from editor.files.errors import FileError
from editor.files.published import unpack
from editor.files.schema import CURRENT, Format, has_tables, seal_of
from editor.files.workspace import Workspace

BROCHURE = Brochure("Hair", sections=(Section("cover", Kind.COVER, "Hair", text="Some words. " * 30),))

PERSON, COMMENT = Person("Ada", "doctor"), Comment("cover", "Some words? " * 30)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data")


@pytest.fixture
def path(workspace: Workspace, tmp_path: Path) -> Path:
    path = tmp_path / "docs" / "clinic.brochure"
    path.parent.mkdir()
    document = Document.create(workspace, BROCHURE, {})
    name = document.add(b"<svg/>" * 300)
    document.save(replace(BROCHURE, title=f'"{name}"'))  # a title that looks like a picture's name keeps it
    document.save(BROCHURE)
    document.name_version("First")
    document.decide(PERSON, COMMENT)
    assert document.publish_as(path).outcome is Outcome.PUBLISHED
    document.close()
    return path


def _refused(workspace: Workspace, path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(FileError) as caught:
        Document.open(workspace, path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert "\n" not in sentence
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    return sentence


def _changed(
    path: Path, *statements: str, seal: bool = True, tables: Iterable[str] = CURRENT.tables[2]
) -> None:
    """Change a file as somebody with SQLite would, with a seal that fits."""
    database = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        database.execute(statement)
    if seal:
        database.execute("UPDATE seal SET sha256 = ?", (seal_of(database, tables),))
    database.close()


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\3\4" + b"x" * 999, b"SQLite format 3\0", b"SQLite format 3\0" * 99]
)
def test_what_is_no_brochure_is_said_so(workspace: Workspace, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert "is not a Candor brochure" in _refused(workspace, path) or len(data) > 1000


def test_another_programs_database_is_no_brochure(workspace: Workspace, path: Path) -> None:
    path.unlink()
    _changed(path, "CREATE TABLE content (id, json)", seal=False)
    assert "is not a Candor brochure" in _refused(workspace, path)


def test_a_folder_and_a_missing_file_are_said_so(workspace: Workspace, path: Path) -> None:
    with pytest.raises(FileError, match="a folder has that name"):
        Document.open(workspace, path.parent)
    with pytest.raises(FileError, match="does not exist"):
        Document.open(workspace, path.with_name("gone.brochure"))


HARMFUL = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON version BEGIN DELETE FROM content; END",
    "view": "CREATE VIEW v AS SELECT 1",
    "index on an expression": "CREATE INDEX i ON version (abs(id))",
    "other table": "CREATE TABLE more (x)",
    "virtual table": "CREATE VIRTUAL TABLE more USING fts5(x)",
    "generated column": "ALTER TABLE content ADD COLUMN x AS (abs(1))",
    "missing table": "DROP TABLE record",
}


@pytest.mark.parametrize("statement", HARMFUL.values(), ids=HARMFUL.keys())
def test_a_database_built_otherwise_is_refused(workspace: Workspace, path: Path, statement: str) -> None:
    _changed(path, statement, seal=False)
    assert "not those of a brochure" in _refused(workspace, path)


CONTENT = {
    "no row": "DELETE FROM content",
    "no json": "UPDATE content SET json = '{'",
    "not text": "UPDATE content SET json = x'7b7d'",
    "nested": "UPDATE content SET json = replace(hex(zeroblob(50000)), '0', '[')",
    "mistake": """UPDATE content SET json = '{"title": 3}'""",
    "not utf-8": "UPDATE content SET json = CAST(x'ff22' AS TEXT)",
    "picture": "UPDATE asset SET bytes = x'00'",
    "version 0": "PRAGMA user_version = 0",
}


@pytest.mark.parametrize("name", CONTENT)
def test_damaged_content_is_refused_and_named(workspace: Workspace, path: Path, name: str) -> None:
    if name == "picture":
        _changed(path, "INSERT INTO asset VALUES ('" + "0" * 64 + "', x'01')")
    _changed(path, CONTENT[name], seal=name != "not utf-8")
    sentence = _refused(workspace, path)
    assert "is damaged" in sentence
    assert name != "mistake" or "title: must be text" in sentence


def test_a_changed_value_breaks_the_seal(workspace: Workspace, path: Path) -> None:
    _changed(path, "UPDATE content SET json = replace(json, 'Hair', 'Heir')", seal=False)
    assert "changed" in _refused(workspace, path)


def test_a_newer_file_opens_read_only_if_it_can(workspace: Workspace, path: Path) -> None:
    _changed(
        path,
        "ALTER TABLE version ADD COLUMN more",
        "CREATE TABLE x(y)",
        "PRAGMA user_version = 3",
        tables=("x", *CURRENT.tables[2]),
    )
    before = path.read_bytes()
    document = Document.open(workspace, path)
    assert document.brochure == BROCHURE
    assert document.read_only
    assert "newer version" in document.notice
    with pytest.raises(FileError, match="newer version"):
        document.publish_as(path.with_name("other.brochure"))
    document.close()
    assert path.read_bytes() == before


def test_a_damaged_version_number_does_not_hide_other_damage(workspace: Workspace, path: Path) -> None:
    heir = "UPDATE content SET json = replace(json, 'Hair', 'Heir')"
    _changed(path, heir, "PRAGMA user_version = 3", seal=False)
    assert "changed" in _refused(workspace, path)


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE content SET json = '{"title": "A", "smell": "new"}'""",
        "ALTER TABLE content ADD COLUMN x AS (abs(1))",
        "DROP TABLE asset",
        "CREATE VIRTUAL TABLE more USING fts5(x)",
    ],
)
def test_a_newer_file_that_cannot_be_read_says_to_update(
    workspace: Workspace, path: Path, statement: str
) -> None:
    tables = [each for each in CURRENT.tables[2] if each not in statement or "DROP" not in statement]
    _changed(path, statement, "PRAGMA user_version = 9", tables=tables)
    assert "Update Candor" in _refused(workspace, path)


def test_a_file_left_in_wal_mode_by_another_program_opens(workspace: Workspace, path: Path) -> None:
    _changed(path, "PRAGMA journal_mode = WAL", seal=False)
    assert path.read_bytes()[18:20] == b"\2\2"
    document = Document.open(workspace, path)
    assert document.brochure == BROCHURE
    document.close()
    assert list(path.parent.iterdir()) == [path]


def _fake_step(database: sqlite3.Connection) -> None:
    database.execute("ALTER TABLE record ADD COLUMN colour TEXT")
    database.execute("UPDATE content SET json = replace(json, 'Hair', 'Hair and skin')")


def _format_3(step: Callable[[sqlite3.Connection], None]) -> Format:
    database = sqlite3.connect(":memory:")
    for name, columns in CURRENT.tables[2].items():
        database.execute(f"CREATE TABLE {name}{columns}")
    database.execute("ALTER TABLE record ADD COLUMN colour TEXT")
    tables = {
        name: sql.removeprefix(f"CREATE TABLE {name}")
        for name, sql in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    }
    database.close()
    return Format(3, {**CURRENT.tables, 3: tables}, {**CURRENT.steps, 2: step})


def test_an_older_file_is_brought_up_step_by_step(path: Path) -> None:
    form = _format_3(_fake_step)
    published = unpack(path.read_bytes(), path.name, form)
    assert published.brochure.title == "Hair and skin"
    assert not published.newer
    assert has_tables(published.database, form.tables[3])
    assert published.database.execute("PRAGMA user_version").fetchone()[0] == 3
    published.database.close()


def test_a_step_that_fails_is_undone(path: Path) -> None:
    def fails(database: sqlite3.Connection) -> None:
        _fake_step(database)
        raise sqlite3.OperationalError("no")

    copy = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        _format_3(fails).migrate(copy)
    assert has_tables(copy, CURRENT.tables[2])
    assert copy.execute("PRAGMA user_version").fetchone()[0] == 2
    copy.close()
    with pytest.raises(FileError, match="damaged"):
        unpack(path.read_bytes(), path.name, _format_3(fails))


def _damages(data: bytes) -> Iterator[bytes]:
    chance = random.Random(11)
    for _ in range(40):
        yield data[: chance.randrange(len(data))]
    for size in (512, 4096, len(data) - 4096, len(data) - 1):
        yield data[:size]
    # The header and the schema decide most, so they are hit most.
    for _ in range(500):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 8))):
            reach = chance.choice((100, 4096, len(data)))
            broken[chance.randrange(reach)] ^= 1 << chance.randrange(8)
        yield bytes(broken)
    yield data + b"\0" * 100
    yield data + data


def _opened(data: bytes) -> Brochure | str:
    """Return what the bytes hold, or the sentence that says why not."""
    try:
        published = unpack(data, "clinic.brochure")
    except FileError as error:
        return str(error)
    published.database.close()
    record = [(each.person, each.act) for each in published.record]
    assert record == (
        [] if published.newer else [(PERSON, COMMENT)]
    )  # only the version number is damaged then
    return published.brochure


def test_any_damage_opens_as_it_was_or_is_one_sentence(path: Path) -> None:
    data = path.read_bytes()
    opened = 0
    for broken in _damages(data):
        result = _opened(broken)
        if isinstance(result, str):
            assert "clinic.brochure" in result
            assert "\n" not in result
        else:
            opened += 1
            assert result == BROCHURE
    assert opened < 400  # unused bytes may change; most damage must be seen
    assert path.read_bytes() == data


def test_what_opened_from_damage_can_be_published_again(workspace: Workspace, path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[92] ^= 1  # a counter in the header that says nothing about the content
    path.write_bytes(data)
    document = Document.open(workspace, path)
    document.save(replace(BROCHURE, title="New"))
    assert document.publish().outcome is Outcome.PUBLISHED
    document.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() != hashlib.sha256(data).hexdigest()
