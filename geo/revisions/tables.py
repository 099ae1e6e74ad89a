"""Tables of the mended record: what was suggested, decided, changed and released, and what became of its texts.

Rows are only ever added. What a person wrote stands in tables of its own, named `..._text`: a row of these may be
deleted once a row of `redaction` says that it is, and never changed. Of `contact` and `attempt` rows are deleted when
they are no longer needed. Triggers of the database hold whoever writes to that (:mod:`geo.revisions.migrations`).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
FINAL = ("accept", "refuse")
"""Outcomes after which there is no other; `ask_back` is none."""
ONE_DECISION = text("outcome IN ('accept', 'refuse')")


def _moment() -> Column[str]:
    """Make a column of a moment in UTC, written as in ISO 8601 with microseconds: it sorts as it is read."""
    return Column("at", String(27), nullable=False)


def _person() -> Column[int]:
    return Column("person_id", ForeignKey("person.id"), nullable=False)


person = Table(
    "person",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("subject", String(500), nullable=False, unique=True),
    _moment(),
)
"""Who acted: `local`, `program`, `anonymous`, or the provider's name for them. Never an e-mail address."""

suggestion = Table(
    "suggestion",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("form_id", String(64), nullable=False, unique=True),
    Column("question", String(40), nullable=False),
    _person(),
    Column("role", String(20), nullable=False),
    Column("replaces", ForeignKey("suggestion.id"), nullable=True, unique=True),
    _moment(),
)
"""What somebody suggested. `token` is in the address that follows it, `form_id` keeps it from being sent twice."""

suggestion_record = Table(
    "suggestion_record",
    METADATA,
    Column("suggestion_id", ForeignKey("suggestion.id"), primary_key=True),
    Column("table_name", String(80), primary_key=True),
    Column("record_key", String(500), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("before_digest", String(32), nullable=False),
    Column("after_digest", String(32), nullable=False),
    Column("about", String(300), nullable=False),
    Index(None, "table_name", "record_key"),
    Index(None, "about"),
)
"""The rows that a suggestion would add, change or withdraw; `about` is the event or district that they speak of."""

suggestion_text = Table(
    "suggestion_text",
    METADATA,
    Column("id", ForeignKey("suggestion.id"), primary_key=True),
    Column("content", Text, nullable=False),
)
contact = Table(
    "contact",
    METADATA,
    Column("suggestion_id", ForeignKey("suggestion.id"), primary_key=True),
    Column("email", String(320), nullable=False),
)
"""E-mail addresses, for questions of the reviewers; deleted with the decision."""

decision = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("suggestion_id", ForeignKey("suggestion.id"), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("reason_code", String(40), nullable=False),
    _person(),
    Column("role", String(20), nullable=False),
    Column("own", Boolean, nullable=False),
    _moment(),
    Index(
        "uq_decision_final",
        "suggestion_id",
        unique=True,
        sqlite_where=ONE_DECISION,
        postgresql_where=ONE_DECISION,
    ),
    Index(None, "suggestion_id"),
)
"""What a reviewer said; of one suggestion at most one decision is final. `own`: of what they had suggested."""

decision_text = Table(
    "decision_text",
    METADATA,
    Column("id", ForeignKey("decision.id"), primary_key=True),
    Column("content", Text, nullable=False),
)
revision = Table(
    "revision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("decision_id", ForeignKey("decision.id"), nullable=False),
    Column("table_name", String(80), nullable=False),
    Column("record_key", String(500), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("before_digest", String(32), nullable=False),
    Column("after_digest", String(32), nullable=False),
    Column("about", String(300), nullable=False),
    Column("follows", Integer, nullable=False),
    _moment(),
    UniqueConstraint("table_name", "record_key", "follows"),
    Index(None, "about"),
    Index(None, "after_digest"),
)
"""What changed in the record. `follows` is the revision of the same row before it, 0 for the first: no two can follow
the same one."""

revision_text = Table(
    "revision_text",
    METADATA,
    Column("id", ForeignKey("revision.id"), primary_key=True),
    Column("content", Text, nullable=False),
)
release = Table(
    "release",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("version", String(80), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("base_digest", String(64), nullable=False),
    Column("content", String(80), nullable=False),
    Column("up_to_revision", Integer, nullable=False),
    Column("folder", String(200), nullable=False, unique=True),
    _person(),
    _moment(),
)
"""Versions of the data package. `digest` is that of the descriptor, which holds those of all files; `base_digest` that
of the package it was made from; `content` is the version that the page shows; `folder` lies in that of the releases."""

redaction = Table(
    "redaction",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("table_name", String(80), nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    _person(),
    _moment(),
    UniqueConstraint("table_name", "row_id"),
)
attempt = Table(
    "attempt",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("address", String(64), nullable=False),
    _moment(),
    Index(None, "address"),
)
"""Suggestions of whoever did not sign in, by a digest of their address that means nothing elsewhere; kept for a day."""

secret = Table(
    "secret",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("value", String(64), nullable=False),
)
"""What digests of addresses are made with."""

GUARDED = (
    "person",
    "suggestion",
    "suggestion_record",
    "decision",
    "revision",
    "release",
    "redaction",
)
TEXTS = ("suggestion_text", "decision_text", "revision_text")
