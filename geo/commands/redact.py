"""`redact`: delete the texts of a suggestion that is unlawful; the history says that they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.commands.mended_record import add_places, database, operator
from geo.commands.output import GOOD, add_json, refuse, say
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.revisions.errors import RevisionError
from geo.revisions.redaction import redact

if TYPE_CHECKING:
    import argparse


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument("--suggestion", required=True, type=int, help=_("its number"))
    parser.add_argument("--reason", required=True, help=_("why, in a sentence that is public"))
    add_places(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Delete the texts, and print how many."""
    try:
        count = redact(database(options), options.suggestion, operator(), options.reason)
    except RevisionError as error:
        return refuse(str(error))
    say(
        options,
        {"suggestion": options.suggestion, "texts": count},
        _("Texts deleted: {n}").format(n=number_text(count)),
    )
    return GOOD
