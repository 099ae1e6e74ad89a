"""Suggestions: taken once, refused in sentences, made anew on the record as it is."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest

from geo import DataPackageError
from geo.revisions import Change, Suggested, decide, new_form_id, rebase, suggest
from geo.revisions.database import reading
from geo.revisions.errors import DecidedError, NotAllowedError, RevisionError, StaleError
from geo.revisions.limits import count_attempt
from geo.revisions.people import READER as STRANGER
from geo.revisions.queue import counts, email_of, entry
from geo.revisions.record import key_of_row
from tests.revisions import LOCAL, OTHER_REVIEWER, READER, REVIEWER, changed_claim, claim, suggest_value

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from geo.revisions import Record


def test_a_suggestion_waits_with_all_that_was_sent(engine: Engine, record: Record) -> None:
    sent = suggest_value(engine, record, "13", email="ann@example.org")
    with reading(engine) as connection:
        found = entry(connection, sent.id)
        assert email_of(connection, sent.id) == "ann@example.org"
        assert counts(connection) == {"waiting": 1, "asked": 0, "accepted": 0, "refused": 0}
    assert found is not None
    assert found.status == "waiting"
    assert found.changes == (changed_claim(record, "13"),)
    assert (found.name, found.comment, found.source, found.role) == (
        "Ann",
        "The text says so.",
        "1",
        "contributor",
    )
    assert "ann@example.org" not in str(found)


def test_a_form_that_is_sent_twice_is_taken_once(engine: Engine, record: Record) -> None:
    form_id, suggested = new_form_id(), Suggested("misquoted", (changed_claim(record, "13"),))
    sent = {suggest(engine, record, suggested, READER, form_id=form_id) for _ in range(2)}
    assert len(sent) == 1


def test_a_form_that_is_sent_twice_at_once_is_taken_once(engine: Engine, record: Record) -> None:
    form_id, suggested = new_form_id(), Suggested("misquoted", (changed_claim(record, "13"),))
    barrier, sent = Barrier(4), []

    def send() -> None:
        barrier.wait()
        sent.append(suggest(engine, record, suggested, READER, form_id=form_id))

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == 4
    assert len(set(sent)) == 1
    with reading(engine) as connection:
        assert counts(connection)["waiting"] == 1


def test_a_change_that_the_check_refuses_is_refused_with_its_sentence(engine: Engine, record: Record) -> None:
    row = record.rows("events")["1"]
    change = Change("events", "1", row, {**row, "start_date": "1901-02-30"})
    with pytest.raises(DataPackageError, match="expected a date like"):
        suggest(engine, record, Suggested("misquoted", (change,), "1"), READER, form_id=new_form_id())
    with reading(engine) as connection:
        assert counts(connection)["waiting"] == 0


def test_a_claim_of_a_source_that_is_not_there_is_refused(engine: Engine, record: Record) -> None:
    _key, row = claim(record, "1", "1", "deaths")
    added = {**row, "source_id": "nowhere"}
    change = Change("claims", key_of_row("claims", added), None, added)
    with pytest.raises(DataPackageError, match=r"a source_id of sources\.csv"):
        suggest(engine, record, Suggested("beside", (change,), "nowhere"), READER, form_id=new_form_id())


def test_a_suggestion_on_a_row_that_is_another_one_now_is_told_so(engine: Engine, record: Record) -> None:
    key, row = claim(record, "1", "1", "deaths")
    change = Change("claims", key, {**row, "value": "11"}, {**row, "value": "13"})
    with pytest.raises(StaleError):
        suggest(engine, record, Suggested("misquoted", (change,)), READER, form_id=new_form_id())


def test_who_may_not_suggest_is_told(engine: Engine, record: Record) -> None:
    with pytest.raises(NotAllowedError):
        suggest_value(engine, record, "13", STRANGER)


def test_nothing_is_no_suggestion(engine: Engine, record: Record) -> None:
    with pytest.raises(RevisionError, match="Say what is wrong"):
        suggest(engine, record, Suggested("remark", ()), READER, form_id=new_form_id())


def test_signs_that_no_text_has_are_taken_out(engine: Engine, record: Record) -> None:
    suggested = Suggested("remark", (), comment="a\x00b\u202ec\ud800", name="An\nn" * 60)
    sent = suggest(engine, record, suggested, READER, form_id=new_form_id())
    with reading(engine) as connection:
        found = entry(connection, sent.id)
    assert found is not None
    assert found.comment == "abc?"
    assert "\n" not in found.name
    assert len(found.name) <= 80


def test_a_stale_suggestion_is_made_anew_with_what_others_changed(engine: Engine, record: Record) -> None:
    key, row = claim(record, "1", "1", "deaths")
    note = Change("claims", key, row, {**row, "note": "counted later"})
    other = suggest(engine, record, Suggested("misquoted", (note,)), OTHER_REVIEWER, form_id=new_form_id())
    stale = suggest_value(engine, record, "13", email="ann@example.org")
    decide(engine, record, other.id, "accept", REVIEWER)
    with pytest.raises(StaleError):
        decide(engine, record, stale.id, "accept", REVIEWER)
    anew = rebase(engine, record, stale.id, REVIEWER)
    with reading(engine) as connection:
        found, old = entry(connection, anew.id), entry(connection, stale.id)
        assert email_of(connection, anew.id) == "ann@example.org"
        assert email_of(connection, stale.id) == ""
    assert found is not None
    assert old is not None
    assert (found.subject, found.replaces, old.status) == (READER.subject, stale.id, "replaced")
    assert found.changes[0].after == {**row, "note": "counted later", "value": "13"}
    decide(engine, record, anew.id, "accept", REVIEWER)
    with pytest.raises(DecidedError, match="written anew"):
        decide(engine, record, stale.id, "accept", REVIEWER)


def test_where_both_changed_the_same_cell_a_person_decides(engine: Engine, record: Record) -> None:
    first, second = suggest_value(engine, record, "13"), suggest_value(engine, record, "14")
    decide(engine, record, first.id, "accept", REVIEWER)
    with pytest.raises(StaleError, match="both changed value: now 13"):
        rebase(engine, record, second.id, REVIEWER)


def test_a_suggestion_is_written_anew_by_its_sender_or_a_reviewer_alone(
    engine: Engine, record: Record
) -> None:
    sent = suggest_value(engine, record, "13")
    suggested = Suggested("misquoted", (changed_claim(record, "14"),))
    with pytest.raises(NotAllowedError):
        suggest(
            engine,
            record,
            suggested,
            OTHER_REVIEWER.__class__("x", "X", "contributor"),
            form_id=new_form_id(),
            replaces=sent.id,
        )
    again = suggest(engine, record, suggested, READER, form_id=new_form_id(), replaces=sent.id)
    with pytest.raises(DecidedError):
        suggest(engine, record, suggested, LOCAL, form_id=new_form_id(), replaces=sent.id)
    with reading(engine) as connection:
        assert counts(connection)["waiting"] == 1
    assert again.id != sent.id


def test_an_address_without_a_sign_in_has_so_many_a_day(engine: Engine) -> None:
    for _ in range(2):
        count_attempt(engine, "192.0.2.1", 2)
    with pytest.raises(NotAllowedError, match="2 suggestions"):
        count_attempt(engine, "192.0.2.1", 2)
    count_attempt(engine, "192.0.2.2", 2)
    for last in ("1", "2"):
        count_attempt(engine, f"2001:db8:0:1::{last}", 2)
    with pytest.raises(NotAllowedError):
        count_attempt(engine, "2001:db8:0:1:ffff::3", 2)
