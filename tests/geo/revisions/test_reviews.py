"""Decisions: one for each suggestion, never on one's own, each with its reason."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from geo.revisions import Change, Suggested, current, decide, new_form_id, revert, suggest
from geo.revisions.database import reading
from geo.revisions.errors import DecidedError, NotAllowedError, RevisionError
from geo.revisions.history import history
from geo.revisions.people import Person
from geo.revisions.queue import email_of, entries, entry
from geo.revisions.redaction import redact
from geo.revisions.tables import contact, decision
from tests.revisions import LOCAL, OTHER_REVIEWER, READER, REVIEWER, changed_claim, claim, suggest_value

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from geo.revisions import Record


def value_now(engine: Engine, record: Record) -> str:
    key, _row = claim(record, "1", "1", "deaths")
    with reading(engine) as connection:
        return (current(connection, record).row("claims", key) or {}).get("value", "")


def test_an_accepted_change_is_in_the_record_and_the_address_is_gone(engine: Engine, record: Record) -> None:
    sent = suggest_value(engine, record, "13", email="ann@example.org")
    decide(engine, record, sent.id, "accept", REVIEWER, reason="The page says 13.", reason_code="right")
    assert value_now(engine, record) == "13"
    with reading(engine) as connection:
        found = entry(connection, sent.id)
        assert email_of(connection, sent.id) == ""
        assert connection.execute(select(contact)).all() == []
    assert found is not None
    assert found.status == "accepted"
    assert [(one.outcome, one.name, one.reason, one.own) for one in found.said] == [
        ("accept", "Bea", "The page says 13.", False)
    ]


def test_a_refused_change_leaves_the_record_as_it_is(engine: Engine, record: Record) -> None:
    sent = suggest_value(engine, record, "13")
    with pytest.raises(RevisionError, match="Give the reason"):
        decide(engine, record, sent.id, "refuse", REVIEWER)
    decide(engine, record, sent.id, "refuse", REVIEWER, reason="The page says 12.")
    assert value_now(engine, record) == "12"
    with pytest.raises(DecidedError, match="was refused"):
        decide(engine, record, sent.id, "accept", OTHER_REVIEWER)


def test_asking_back_leaves_it_open(engine: Engine, record: Record) -> None:
    sent = suggest_value(engine, record, "13", email="ann@example.org")
    decide(engine, record, sent.id, "ask_back", REVIEWER, reason="Which page?")
    with reading(engine) as connection:
        assert [one.id for one in entries(connection, "asked")] == [sent.id]
        assert email_of(connection, sent.id) == "ann@example.org"
    decide(engine, record, sent.id, "accept", REVIEWER)


@pytest.mark.parametrize("outcome", ["accept", "refuse", "ask_back"])
def test_nobody_decides_on_their_own(engine: Engine, record: Record, outcome: str) -> None:
    sent = suggest_value(engine, record, "13", REVIEWER)
    with pytest.raises(NotAllowedError, match="themselves"):
        decide(engine, record, sent.id, outcome, REVIEWER, reason="Mine.")
    with pytest.raises(NotAllowedError):
        decide(engine, record, sent.id, outcome, READER, reason="Not a reviewer.")


def test_the_one_person_of_a_machine_decides_on_their_own_and_it_is_recorded_so(
    engine: Engine, record: Record
) -> None:
    sent = suggest_value(engine, record, "13", LOCAL)
    decide(engine, record, sent.id, "accept", LOCAL)
    with reading(engine) as connection:
        found = entry(connection, sent.id)
    assert found is not None
    assert (found.said[0].own, found.said[0].role) == (True, "local")


def test_a_reviewer_of_some_districts_decides_on_these_alone(engine: Engine, record: Record) -> None:
    of_south = Person("provider|dag", "Dag", "reviewer", frozenset({"south"}))
    of_north = Person("provider|eli", "Eli", "reviewer", frozenset({"north"}))
    sent = suggest_value(engine, record, "13")
    with pytest.raises(NotAllowedError, match="other districts"):
        decide(engine, record, sent.id, "accept", of_south)
    decide(engine, record, sent.id, "accept", of_north)


def test_two_reviewers_at_once_make_one_decision(engine: Engine, record: Record) -> None:
    sent = suggest_value(engine, record, "13")
    barrier, done, refused = Barrier(4), [], []

    def act(number: int) -> None:
        person = Person(f"provider|{number}", "", "reviewer")
        barrier.wait()
        try:
            done.append(
                decide(engine, record, sent.id, "accept" if number % 2 else "refuse", person, reason="So.")
            )
        except DecidedError as error:
            refused.append(str(error))

    threads = [Thread(target=act, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), len(refused)) == (1, 3)
    with reading(engine) as connection:
        assert len(connection.execute(select(decision)).all()) == 1


def test_a_change_is_taken_back_by_a_new_entry(engine: Engine, record: Record) -> None:
    sent = suggest_value(engine, record, "13")
    made = decide(engine, record, sent.id, "accept", REVIEWER)
    with pytest.raises(RevisionError, match="Give the reason"):
        revert(engine, record, made, OTHER_REVIEWER, " ")
    with pytest.raises(NotAllowedError):
        revert(engine, record, made, READER, "I do not like it.")
    revert(engine, record, made, OTHER_REVIEWER, "It was the other page.")
    assert value_now(engine, record) == "12"
    with reading(engine) as connection:
        past = history(connection, "events/1")
    assert [(one.question, one.status) for one in past.suggestions] == [
        ("revert", "accepted"),
        ("misquoted", "accepted"),
    ]
    with pytest.raises(RevisionError):
        revert(engine, record, made, OTHER_REVIEWER, "Again.")


def test_the_history_of_a_row_is_that_of_this_row(engine: Engine, record: Record) -> None:
    one, other = suggest_value(engine, record, "13"), suggest_value(engine, record, "61", source="b")
    key, _row = claim(record, "1", "1", "deaths")
    with reading(engine) as connection:
        of_event, of_row = history(connection, "events/1"), history(connection, "", ("claims", key))
        nothing = history(connection, "events/007")
    assert {found.id for found in of_event.suggestions} == {one.id, other.id}
    assert [found.id for found in of_row.suggestions] == [one.id]
    assert nothing.suggestions == ()


def test_an_unlawful_text_is_gone_and_the_history_says_so(engine: Engine, record: Record) -> None:
    suggested = Suggested(
        "misquoted", (changed_claim(record, "13"),), comment="UNLAWFUL", name="UNLAWFUL", email="u@x.org"
    )
    sent = suggest(engine, record, suggested, READER, form_id=new_form_id())
    decide(engine, record, sent.id, "refuse", REVIEWER, reason="UNLAWFUL too")
    assert redact(engine, sent.id, LOCAL, "By order of a court.") == 2
    with reading(engine) as connection:
        past = history(connection, "events/1")
        found = past.suggestions[0]
        assert email_of(connection, sent.id) == ""
    assert found.redacted
    assert found.said[0].redacted
    assert "UNLAWFUL" not in str(past)
    assert found.status == "refused"


def test_a_redacted_suggestion_cannot_be_accepted(engine: Engine, record: Record) -> None:
    sent = suggest_value(engine, record, "13")
    redact(engine, sent.id, LOCAL, "By order of a court.")
    with pytest.raises(RevisionError, match="redacted"):
        decide(engine, record, sent.id, "accept", REVIEWER)
    decide(engine, record, sent.id, "refuse", REVIEWER, reason="Redacted.")


def test_a_remark_changes_nothing_and_can_be_answered(engine: Engine, record: Record) -> None:
    suggested = Suggested("remark", (), comment="The map has no legend.")
    sent = suggest(engine, record, suggested, READER, form_id=new_form_id())
    decide(engine, record, sent.id, "accept", REVIEWER, reason="Noted.")
    assert value_now(engine, record) == "12"


def test_withdrawing_a_source_that_is_cited_is_refused(engine: Engine, record: Record) -> None:
    row = record.rows("sources")["unused-source"]
    gone = suggest(
        engine,
        record,
        Suggested("withdraw", (Change("sources", "unused-source", row, None),)),
        READER,
        form_id=new_form_id(),
    )
    key, cited = claim(record, "1", "1", "deaths")
    moved = Change("claims", key, cited, {**cited, "source_id": "unused-source"})
    sent = suggest(engine, record, Suggested("misquoted", (moved,)), READER, form_id=new_form_id())
    decide(engine, record, sent.id, "accept", REVIEWER)
    with pytest.raises(ValueError, match="a source_id of"):
        decide(engine, record, gone.id, "accept", REVIEWER)
