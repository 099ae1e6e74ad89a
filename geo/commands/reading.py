"""Options of the commands that read a person's file, and what they say of the questions that it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.i18n import gettext as _
from geo.i18n import sentence_text
from geo.importers import cage

if TYPE_CHECKING:
    import argparse

    from geo.importers.table import Question, Table

SHOWN_ROWS = 2
"""Of each reading of a file that is asked about."""


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Give a command the options that say how its file is to be read; each answers a question."""
    parser.add_argument(
        "--encoding", default="", help=_("of a text file, where the guess is wrong, as cp1251")
    )
    parser.add_argument("--part", default="", help=_("the sheet, layer or file, where a file has several"))
    parser.add_argument(
        "--header",
        default="",
        metavar="ROW",
        help=_("the line with the names of the columns (4, or 4-5 for one of two lines), or none"),
    )
    parser.add_argument(
        "--separator",
        default="",
        metavar="SIGN",
        help=_("between the cells of a text file, where the guess is wrong"),
    )
    parser.add_argument(
        "--epsg",
        type=int,
        help=_("coordinate system of x, y and WKT columns, and of a layer that names none, as 32638"),
    )


def read(options: argparse.Namespace) -> Table:
    """Read the file of a command as its options say.

    Raises
    ------
    ImportProblems
        When it cannot be used at all.
    """
    return cage.read_apart(
        options.file,
        encoding=options.encoding,
        part=options.part,
        header=options.header,
        separator=options.separator.replace("\\t", "\t"),
        epsg=options.epsg or 0,
    )


def question_json(question: Question, prefix: str = "") -> dict[str, Any]:
    """Return a question as an object for JSON, with the option that answers it."""
    return {
        "option": f"--{prefix}{question.about}",
        "sentence": sentence_text(question.sentence),
        "answers": [
            {"value": one.value, "label": sentence_text(one.label), "rows": [list(row) for row in one.rows]}
            for one in question.alternatives
        ],
    }


def question_lines(questions: tuple[Question, ...], prefix: str = "") -> list[str]:
    """Return questions with the option that makes each reading, and the first rows read so."""
    lines = []
    for question in questions:
        lines.append(_("Asked: {sentence}").format(sentence=sentence_text(question.sentence)))
        for one in question.alternatives:
            first = " | ".join(", ".join(row) for row in one.rows[:SHOWN_ROWS])
            answer = f"--{prefix}{question.about} {one.value}" if one.value else ""
            lines.append(f"  {answer}  {sentence_text(one.label)}: {first}".rstrip(": "))
    return lines
