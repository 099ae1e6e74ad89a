"""The mended record: suggestions, decisions, revisions and releases, in a database beside the data package."""

from geo.revisions.check import Checked, Consequence, cell_problems, check_changes
from geo.revisions.current import current
from geo.revisions.database import exists, opened, reading
from geo.revisions.errors import DecidedError, NotAllowedError, RevisionError, StaleError
from geo.revisions.people import Person
from geo.revisions.places import default_releases, default_url
from geo.revisions.queue import Entry
from geo.revisions.record import Change, Record, read_record
from geo.revisions.release import make_release
from geo.revisions.reviews import decide, revert
from geo.revisions.suggestions import Suggested, new_form_id, rebase, suggest

__all__ = [
    "Change",
    "Checked",
    "Consequence",
    "DecidedError",
    "Entry",
    "NotAllowedError",
    "Person",
    "Record",
    "RevisionError",
    "StaleError",
    "Suggested",
    "cell_problems",
    "check_changes",
    "current",
    "decide",
    "default_releases",
    "default_url",
    "exists",
    "make_release",
    "new_form_id",
    "opened",
    "read_record",
    "reading",
    "rebase",
    "revert",
    "suggest",
]
