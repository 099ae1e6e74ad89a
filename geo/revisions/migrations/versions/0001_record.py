"""Tables of suggestions, decisions, revisions and releases, with the triggers that guard them."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

GUARDED = ("person", "suggestion", "suggestion_record", "decision", "revision", "release", "redaction")
TEXTS = ("suggestion_text", "decision_text", "revision_text")


def upgrade() -> None:
    """Make tables and triggers."""
    _suggestions()
    _decisions()
    _releases()
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()
    values = sa.table("secret", sa.column("id"), sa.column("value"))
    op.bulk_insert(values, [{"id": 1, "value": secrets.token_hex(32)}])


def _suggestions() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(500), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("subject", name="uq_person_subject"),
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("form_id", sa.String(64), nullable=False),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("replaces", sa.Integer, nullable=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
        sa.UniqueConstraint("token", name="uq_suggestion_token"),
        sa.UniqueConstraint("form_id", name="uq_suggestion_form_id"),
        sa.UniqueConstraint("replaces", name="uq_suggestion_replaces"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_suggestion_person_id"),
        sa.ForeignKeyConstraint(["replaces"], ["suggestion.id"], name="fk_suggestion_replaces"),
    )
    op.create_table(
        "suggestion_record",
        sa.Column("suggestion_id", sa.Integer, nullable=False),
        sa.Column("table_name", sa.String(80), nullable=False),
        sa.Column("record_key", sa.String(500), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("before_digest", sa.String(32), nullable=False),
        sa.Column("after_digest", sa.String(32), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("suggestion_id", "table_name", "record_key", name="pk_suggestion_record"),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name="fk_suggestion_record_suggestion_id"
        ),
    )
    op.create_index(
        "ix_suggestion_record_table_name_record_key", "suggestion_record", ["table_name", "record_key"]
    )
    op.create_index("ix_suggestion_record_about", "suggestion_record", ["about"])
    _text("suggestion_text", "suggestion")
    op.create_table(
        "contact",
        sa.Column("suggestion_id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.PrimaryKeyConstraint("suggestion_id", name="pk_contact"),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestion.id"], name="fk_contact_suggestion_id"),
    )


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("suggestion_id", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("reason_code", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestion.id"], name="fk_decision_suggestion_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_decision_person_id"),
    )
    final = sa.text("outcome IN ('accept', 'refuse')")
    op.create_index(
        "uq_decision_final",
        "decision",
        ["suggestion_id"],
        unique=True,
        sqlite_where=final,
        postgresql_where=final,
    )
    op.create_index("ix_decision_suggestion_id", "decision", ["suggestion_id"])
    _text("decision_text", "decision")
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("decision_id", sa.Integer, nullable=False),
        sa.Column("table_name", sa.String(80), nullable=False),
        sa.Column("record_key", sa.String(500), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("before_digest", sa.String(32), nullable=False),
        sa.Column("after_digest", sa.String(32), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        sa.Column("follows", sa.Integer, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_revision_decision_id"),
        sa.UniqueConstraint(
            "table_name", "record_key", "follows", name="uq_revision_table_name_record_key_follows"
        ),
    )
    op.create_index("ix_revision_about", "revision", ["about"])
    op.create_index("ix_revision_after_digest", "revision", ["after_digest"])
    _text("revision_text", "revision")


def _releases() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("base_digest", sa.String(64), nullable=False),
        sa.Column("content", sa.String(80), nullable=False),
        sa.Column("up_to_revision", sa.Integer, nullable=False),
        sa.Column("folder", sa.String(200), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.UniqueConstraint("folder", name="uq_release_folder"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_release_person_id"),
    )
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("table_name", sa.String(80), nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_redaction"),
        sa.UniqueConstraint("table_name", "row_id", name="uq_redaction_table_name_row_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_redaction_person_id"),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_address", "attempt", ["address"])
    op.create_table(
        "secret",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("value", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_secret"),
    )


def _text(name: str, of: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["id"], [f"{of}.id"], name=f"fk_{name}_id"),
    )


def _guard_sqlite() -> None:
    for name in (*GUARDED, *TEXTS):
        unless = (
            f"WHEN NOT EXISTS (SELECT 1 FROM redaction WHERE table_name = '{name}' AND row_id = OLD.id)"  # noqa: S608
            if name in TEXTS
            else ""
        )
        for act, when in (("update", ""), ("delete", unless)):
            op.execute(
                f"CREATE TRIGGER {name}_refuses_{act} BEFORE {act.upper()} ON {name} {when} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {name} are only added'); END"
            )
        key = "suggestion_id" if name == "suggestion_record" else "id"
        same = f"{key} = NEW.{key}" + (
            " AND table_name = NEW.table_name AND record_key = NEW.record_key" if key != "id" else ""
        )
        # INSERT OR REPLACE deletes without asking the trigger above.
        op.execute(
            f"CREATE TRIGGER {name}_refuses_replace BEFORE INSERT ON {name} "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM {name} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {name} are only added'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    op.execute(
        "CREATE FUNCTION refuse_unless_redacted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM redaction WHERE table_name = TG_TABLE_NAME AND row_id = OLD.id) "
        "THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    for name in (*GUARDED, *TEXTS):
        on_delete = "refuse_unless_redacted" if name in TEXTS else "refuse_change"
        op.execute(
            f"CREATE TRIGGER {name}_refuses_update BEFORE UPDATE ON {name} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {name}_refuses_delete BEFORE DELETE ON {name} "
            f"FOR EACH ROW EXECUTE FUNCTION {on_delete}()"
        )
        op.execute(
            f"CREATE TRIGGER {name}_refuses_truncate BEFORE TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
