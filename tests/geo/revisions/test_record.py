"""The record: rows with keys of their own, changes laid over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from geo.datapackage.read_files import read_package
from geo.revisions.record import Applied, Change, Record, RecordTable, differences, digest, overlaid

if TYPE_CHECKING:
    from pathlib import Path

VALUES = st.sampled_from(["1", "2", "3"])


def test_every_row_has_a_key_of_its_own(record: Record) -> None:
    for name, frame in record.package.tables.items():
        if name in record.tables:
            assert len(record.rows(name)) == len(frame)


def test_a_change_says_what_it_changes_and_of_what(record: Record) -> None:
    key, row = next(iter(record.rows("claims").items()))
    change = Change("claims", key, row, {**row, "value": "x", "note": "y"})
    assert (change.kind, change.columns, change.about) == (
        "change",
        ("value", "note"),
        f"events/{row['event_id']}",
    )
    assert Change("claims", key, None, row).kind == "add"
    assert Change("claims", key, row, None).kind == "withdraw"
    assert record.is_stale(change) is False
    assert record.changed([change]).is_stale(change) is True


def applied(number: int, change: Change) -> Applied:
    return Applied(number, change, digest(change.before), digest(change.after))


@given(st.lists(st.tuples(st.sampled_from("abc"), VALUES), max_size=8), st.integers(0, 8))
def test_a_package_that_has_some_changes_already_gets_the_rest(
    steps: list[tuple[str, str]], had: int
) -> None:
    """Whether the accepted changes are laid over the old package or over one that holds the first of them."""
    record = tiny({key: {"source_id": key, "title": "0"} for key in "abc"})
    changes, live = [], record
    for number, (key, value) in enumerate(steps, 1):
        before = live.rows("sources")[key]
        change = Change("sources", key, before, {**before, "title": f"{value}-{number}"})
        changes.append(applied(number, change))
        live = live.changed([change])
    whole = overlaid(record, changes)
    assert whole.rows("sources") == live.rows("sources")
    assert whole.unfit == ()
    later = overlaid(record, changes[:had])
    assert overlaid(later, changes[had:]).rows("sources") == live.rows("sources")
    assert record.changed(differences(record, live)).rows("sources") == live.rows("sources")


def tiny(rows: dict[str, dict[str, str]]) -> Record:
    package = _NOTHING
    return Record(package, {"sources": RecordTable("sources.csv", ("source_id", "title"), rows)})  # type: ignore[arg-type]


_NOTHING = object()


def test_a_change_whose_row_is_another_one_now_is_left_out_and_told() -> None:
    record = tiny({"a": {"source_id": "a", "title": "of somebody else"}})
    change = Change("sources", "a", {"source_id": "a", "title": "old"}, {"source_id": "a", "title": "new"})
    found = overlaid(record, [applied(7, change)])
    assert found.unfit == (7,)
    assert found.rows("sources") == record.rows("sources")


def test_what_is_added_and_withdrawn_is_laid_over(record: Record) -> None:
    key, row = next(iter(record.rows("claims").items()))
    added = Change("claims", "new", None, {**row, "value": "another"})
    gone = Change("claims", key, row, None)
    found = overlaid(record, [applied(1, added), applied(2, gone)])
    assert "new" in found.rows("claims")
    assert key not in found.rows("claims")
    assert {change.kind for change in differences(record, found)} == {"add", "withdraw"}
    again = overlaid(found, [applied(1, added), applied(2, gone)])
    assert again.rows("claims") == found.rows("claims")
    assert again.unfit == ()


def test_the_package_is_read_as_it_stands(folder: Path, record: Record) -> None:
    assert record.package.version == read_package(folder).version
    assert len(record.seal) == 64
