"""Words of the argument parser: what Python's own says of usage and of wrong arguments, from our catalogue.

The parser asks the system's catalogues, which have few languages and are rarely installed; it has no other way to be
told its words than the function that it asks.
"""

from __future__ import annotations

import argparse

from geo.i18n import gettext, marked

WORDS = (
    marked("usage: "),
    marked("positional arguments"),
    marked("options"),
    marked("show this help message and exit"),
    marked("%(prog)s: error: %(message)s\n"),
    marked("argument %(argument_name)s: %(message)s"),
    marked("invalid choice: %(value)r (choose from %(choices)s)"),
    marked("invalid %(type)s value: %(value)r"),
    marked("expected one argument"),
    marked("expected at least one argument"),
    marked("expected at most one argument"),
    marked("ignored explicit argument %r"),
    marked("ambiguous option: %(option)s could match %(matches)s"),
    marked("not allowed with argument %s"),
    marked("one of the arguments %s is required"),
    marked("the following arguments are required: %s"),
    marked("unrecognized arguments: %s"),
)
"""What the parser may say to whoever types a command; what it says to programmers stays English."""


def speak() -> None:
    """Let the parser say its words in the language of the run."""
    argparse._ = gettext  # type: ignore[attr-defined]
