"""Releases: a new version of the package, whose other lines are as they were; backups of the whole."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

import pytest

import geo
from geo.__main__ import main
from geo.datapackage.check import check
from geo.revisions import (
    Change,
    Suggested,
    decide,
    make_release,
    new_form_id,
    opened,
    read_record,
    revert,
    suggest,
)
from geo.revisions.backup import backup, restore
from geo.revisions.database import reading
from geo.revisions.errors import RevisionError
from geo.revisions.history import history, releases
from geo.revisions.queue import counts, entries
from geo.revisions.release import newest
from tests.checkout import KARABAKH
from tests.postgresql import make_schema
from tests.revisions import READER, REVIEWER, suggest_value

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from geo.revisions import Record


def accept(engine: Engine, record: Record, value: str, event: str = "1", source: str = "1") -> int:
    sent = suggest_value(engine, record, value, event=event, source=source)
    return decide(engine, record, sent.id, "accept", REVIEWER)


def test_a_release_has_the_accepted_change_and_every_other_line_as_it_was(
    engine: Engine, record: Record, folder: Path, tmp_path: Path
) -> None:
    accept(engine, record, "13")
    made = make_release(engine, record, tmp_path / "releases", REVIEWER)
    old = (folder / "claims.csv").read_text().splitlines()
    new = (made.folder / "claims.csv").read_text().splitlines()
    assert [(one, other) for one, other in zip(old, new, strict=True) if one != other] == [
        ("1,1,deaths,12,persons,", "1,1,deaths,13,persons,")
    ]
    for file in folder.rglob("*.*"):
        if file.name not in {"claims.csv", "datapackage.json"}:
            assert file.read_bytes() == (made.folder / file.relative_to(folder)).read_bytes()
    assert check(made.folder).errors == ()
    dataset = geo.load(made.folder)
    assert dataset.about.releases[0].version == made.version
    assert any("“12” → “13”" in change for change in dataset.about.releases[0].changes)
    assert f"## [{made.version}]" in (made.folder / "CHANGELOG.md").read_text()
    with reading(engine) as connection:
        past = history(connection, "events/1")
        assert [one.content for one in releases(connection)] == [dataset.about.version]
    assert [one.content for one in past.releases.values()] == [dataset.about.version]
    assert newest(engine, record.seal, tmp_path / "releases") == made.folder


def test_there_is_nothing_to_release_twice(engine: Engine, record: Record, tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="nothing to release"):
        make_release(engine, record, tmp_path / "releases", REVIEWER)
    accept(engine, record, "13")
    make_release(engine, record, tmp_path / "releases", REVIEWER)
    with pytest.raises(RevisionError, match="nothing to release"):
        make_release(engine, record, tmp_path / "releases", REVIEWER)


def test_a_second_release_has_both_changes_and_tells_the_second(
    engine: Engine, record: Record, tmp_path: Path
) -> None:
    accept(engine, record, "13")
    make_release(engine, record, tmp_path / "releases", REVIEWER)
    accept(engine, record, "61", source="b")
    made = make_release(engine, record, tmp_path / "releases", REVIEWER)
    text = (made.folder / "claims.csv").read_text()
    assert "1,1,deaths,13," in text
    assert "1,b,deaths,61," in text
    told = [change for change in made.changes if "→" in change]
    assert len(told) == 1
    assert "61" in told[0]


def test_a_release_into_the_dataset_itself_is_the_base_of_the_next(
    engine: Engine, record: Record, folder: Path, tmp_path: Path
) -> None:
    made = accept(engine, record, "13")
    make_release(engine, record, tmp_path / "releases", REVIEWER, into=folder)
    mended = read_record(folder)
    assert "1,1,deaths,13," in (folder / "claims.csv").read_text()
    with pytest.raises(RevisionError, match="nothing to release"):
        make_release(engine, mended, tmp_path / "releases", REVIEWER)
    revert(engine, mended, made, REVIEWER, "The other page.")
    again = make_release(engine, mended, tmp_path / "releases", REVIEWER, into=folder)
    assert "1,1,deaths,12," in (folder / "claims.csv").read_text()
    assert check(folder).errors == ()
    assert again.number == 2


def test_a_dataset_whose_rows_are_others_now_is_told(
    engine: Engine, record: Record, folder: Path, tmp_path: Path
) -> None:
    accept(engine, record, "13")
    path = folder / "claims.csv"
    path.write_text(path.read_text().replace("1,1,deaths,12,", "1,1,deaths,99,"))
    (folder / "datapackage.json").write_text((folder / "datapackage.json").read_text() + "\n")
    with pytest.raises(RevisionError, match="other rows"):
        make_release(engine, read_record(folder), tmp_path / "releases", REVIEWER)


def test_a_new_event_makes_a_larger_version_and_is_named(
    engine: Engine, record: Record, tmp_path: Path
) -> None:
    row = {**record.rows("events")["a"], "event_id": "ferry", "title": "A ferry sails"}
    claim = {**next(iter(record.rows("claims").values())), "event_id": "ferry", "note": ""}
    changes = (Change("events", "ferry", None, row), Change("claims", "ferry~", None, claim))
    sent = suggest(engine, record, Suggested("new", changes, "1"), READER, form_id=new_form_id())
    decide(engine, record, sent.id, "accept", REVIEWER)
    made = make_release(engine, record, tmp_path / "releases", REVIEWER)
    assert made.new_events == ("ferry",)
    assert "- A ferry sails (`ferry`)" in (made.folder / "CHANGELOG.md").read_text()
    assert "ferry" in geo.load(made.folder).events.index


def test_a_backup_is_restored_whole_into_either_database(
    engine: Engine, record: Record, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    accept(engine, record, "13")
    suggest_value(engine, record, "61", source="b", email="ann@example.org")
    made = make_release(engine, record, tmp_path / "releases", REVIEWER)
    rows = backup(engine, tmp_path / "releases", tmp_path / "backup.zip")
    server: str = request.getfixturevalue("postgresql_server")
    places = [
        f"sqlite:///{tmp_path / 'restored.sqlite'}",
        make_schema(server, f"test_{secrets.token_hex(6)}"),
    ]
    for number, place in enumerate(places):
        other = opened(place)
        assert restore(other, tmp_path / f"releases{number}", tmp_path / "backup.zip") == rows
        with reading(engine) as one, reading(other) as another:
            assert history(one, "events/1") == history(another, "events/1")
            assert releases(one) == releases(another)
        restored = tmp_path / f"releases{number}" / made.folder.name
        assert (restored / "claims.csv").read_bytes() == (made.folder / "claims.csv").read_bytes()
        accept(other, record, "901", event="007", source="007")  # Numbers go on behind those of the backup.
        with pytest.raises(RevisionError, match="not empty"):
            restore(other, tmp_path / "releases", tmp_path / "backup.zip")
        other.dispose()


def test_a_damaged_backup_is_refused(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_bytes(b"PK no archive")
    with pytest.raises(RevisionError, match="no backup"):
        restore(engine, tmp_path, tmp_path / "backup.zip")


def test_the_commands_release_back_up_redact_and_restore(
    engine: Engine, database_url: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--database", database_url, "--releases", str(tmp_path / "releases")]
    assert main(["release", str(folder), *places]) == 2
    assert "nothing to release" in capsys.readouterr().err
    accept(engine, read_record(folder), "13")
    assert main(["release", str(folder), "--into", str(folder), "--json", *places]) == 0
    assert "“13”" in json.loads(capsys.readouterr().out)["changes"][-1]
    assert "1,1,deaths,13," in (folder / "claims.csv").read_text()
    assert main(["backup", str(folder), "--output", str(tmp_path / "b.zip"), *places]) == 0
    assert (
        main(["redact", str(folder), "--suggestion", "1", "--reason", "By order of a court.", *places]) == 0
    )
    other = ["--database", f"sqlite:///{tmp_path / 'other.sqlite'}", "--releases", str(tmp_path / "other")]
    assert main(["restore", str(folder), "--input", str(tmp_path / "b.zip"), *other]) == 0
    assert main(["restore", str(folder), "--input", str(tmp_path / "b.zip"), *other]) == 2
    with reading(opened(other[1])) as connection:
        assert counts(connection)["accepted"] == 1


def test_a_number_that_a_story_tells_is_not_released_away(engine: Engine, tmp_path: Path) -> None:
    record = read_record(KARABAKH)
    key, row = next(
        (key, row) for key, row in record.rows("claims").items() if row["note"] == "of 150,932 residents"
    )
    change = Change("claims", key, row, {**row, "note": ""})
    sent = suggest(engine, record, Suggested("misquoted", (change,), "x"), READER, form_id=new_form_id())
    decide(engine, record, sent.id, "accept", REVIEWER)
    with pytest.raises(geo.DataPackageError, match="150,932"):
        make_release(engine, record, tmp_path / "releases", REVIEWER)
    assert newest(engine, record.seal, tmp_path / "releases") is None
    assert not list((tmp_path / "releases").glob("[0-9]*"))


def test_a_change_of_the_english_asks_for_its_translation(engine: Engine, tmp_path: Path) -> None:
    record = read_record(KARABAKH)
    key, row = next(iter(record.rows("events").items()))
    change = Change("events", key, row, {**row, "title": "Another title"})
    sent = suggest(engine, record, Suggested("misquoted", (change,), "x"), READER, form_id=new_form_id())
    decide(engine, record, sent.id, "accept", REVIEWER)
    with reading(engine) as connection:
        waiting = [one for one in entries(connection, "waiting") if one.question == "stale"]
    assert sorted(one.changes[0].table for one in waiting) == [
        f"translations/{code}" for code in ("az", "hy", "ru")
    ]
    with pytest.raises(RevisionError, match="translation anew"):
        decide(engine, record, waiting[0].id, "accept", REVIEWER)
    asked = waiting[0].changes[0]
    assert asked.after is not None
    mended = Change(asked.table, asked.key, asked.before, {**asked.after, "text": "Yeni başlıq", "by": "Ann"})
    anew = suggest(
        engine,
        record,
        Suggested("misquoted", (mended,)),
        READER,
        form_id=new_form_id(),
        replaces=waiting[0].id,
    )
    decide(engine, record, anew.id, "accept", REVIEWER)
    made = make_release(engine, record, tmp_path / "releases", REVIEWER)
    assert "Yeni başlıq" in (made.folder / record.tables[asked.table].path).read_text()


def test_a_released_change_that_was_taken_back_is_released_too(
    engine: Engine, record: Record, folder: Path, tmp_path: Path
) -> None:
    number = accept(engine, record, "13")
    make_release(engine, record, tmp_path / "releases", REVIEWER)
    revert(engine, record, number, REVIEWER, "The old number was right.")
    made = make_release(engine, record, tmp_path / "releases", REVIEWER)
    assert (made.folder / "claims.csv").read_bytes() == (folder / "claims.csv").read_bytes()
    assert newest(engine, record.seal, tmp_path / "releases") == made.folder
    with pytest.raises(RevisionError, match="nothing to release"):
        make_release(engine, record, tmp_path / "releases", REVIEWER)
