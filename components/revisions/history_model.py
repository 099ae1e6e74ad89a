"""The history of a record as plain values: its entries, the newest first, and what can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.revisions.queue_model import (
    change_model,
    moment_text,
    role_text,
    row_model,
    said_model,
    source_model,
    who_text,
)
from components.wording.dates_and_counts import day_text
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.revisions.suggestions import QUESTIONS

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.revisions.history import Past, Published
    from geo.revisions.people import Person
    from geo.revisions.queue import Entry
    from geo.revisions.record import Record

Json = dict[str, Any]
FILTERS = ("all", "accepted", "refused", "waiting")


def history_model(past: Past, live: Record, told: Dataset, person: Person, shown: str) -> Json:
    """Return the entries of a history.

    Parameters
    ----------
    past
        From :func:`geo.revisions.history.history`.
    live, told
        The record as it is now, and the dataset in the language of the page.
    person
        Who looks: a reviewer may take entries back.
    shown
        One of `FILTERS`.
    """
    kinds = {"accepted": "accepted", "refused": "refused", "waiting": "waiting", "asked": "waiting"}
    counted = dict.fromkeys(FILTERS, 0)
    rows = []
    for one in past.suggestions:
        kind = kinds.get(one.status)
        if kind is None:  # Written anew: the newer one tells it.
            continue
        counted["all"] += 1
        counted[kind] += 1
        if shown in {"all", kind}:
            rows.append(_entry(one, past.releases, live, told, person))
    labels = {
        "all": _("All"),
        "accepted": _("Accepted"),
        "refused": _("Refused"),
        "waiting": _("Waiting"),
    }
    return {
        "entries": rows,
        "filters": [
            {"id": name, "label": labels[name], "count": number_text(counted[name]), "on": name == shown}
            for name in FILTERS
            if name == "all" or counted[name]
        ],
        "start": _beginning(told),
    }


def _entry(one: Entry, releases: dict[int, Published], live: Record, told: Dataset, person: Person) -> Json:
    said = [said_model(said) for said in one.said]
    last = one.said[-1] if one.said else None
    accepted = one.status == "accepted" and last is not None
    published = releases.get(last.id) if last is not None else None
    changed = any(change.before != change.after for change in one.changes)
    heads = {
        "accepted": _("Accepted suggestion {number} by {name}"),
        "refused": _("Refused suggestion {number} by {name}"),
        "asked": _("Asked back on suggestion {number} by {name}"),
        "waiting": _("Suggestion {number} by {name} waits for a reviewer"),
    }
    name = who_text(one.name, one.subject, one.role)
    head = heads[one.status].format(number=str(one.id), name=name)
    if one.question == "revert":
        head = _("Took a change back, as entry {number}").format(number=str(one.id))
    return {
        **row_model(one, live, told),
        "when": moment_text(last.at if last else one.at),
        "actor": who_text(last.name, "", last.role) if last else name,
        "actor_role": role_text(last.role if last else one.role),
        "head": head,
        "own": bool(last and last.own and one.question != "revert"),
        "question_text": _(QUESTIONS[one.question]),
        "changes": [change_model(change, live, told) for change in one.changes],
        "comment": one.comment,
        "source": source_model(one.source, live),
        "said": said,
        "redacted": one.redacted,
        "version": published.version if published else "",
        "content": published.content if published else "",
        "unreleased": accepted and changed and published is None,
        "revert": last.id
        if last and accepted and changed and person.may_review and not one.redacted
        else None,
    }


def _beginning(told: Dataset) -> str:
    """Say where what came before the first entry is told."""
    releases = told.about.releases
    if not releases:
        return _("The record begins with the data as they were brought in.")
    last = releases[-1]
    return _("Before that: version {version} of {date}, with its changelog.").format(
        version=last.version, date=day_text(last.released)
    )
