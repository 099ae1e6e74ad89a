"""`import`: read a file of events, tell what cannot be used, write a dataset with the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo
from geo.commands import import_store
from geo.commands.output import GOOD, WRONG, add_json, as_json, note, say, steps, write
from geo.commands.reading import add_reading, question_json, question_lines, read
from geo.datapackage.check import marked_problem
from geo.datapackage.write import write_package
from geo.dataset.memory import give_back
from geo.dataset.sizes import LARGE
from geo.i18n import gettext as _
from geo.i18n import number_text, sentence_text
from geo.importers import SETTINGS, cage, from_json, import_into, recognise
from geo.importers.merge import combine
from geo.importers.own_districts import likeliest_layer, name_column
from geo.importers.problems import ImportProblems, summarised
from geo.importers.terms import Terms

if TYPE_CHECKING:
    import argparse

    from geo.importers import ColumnMapping, Imported, Offer, Table
    from geo.importers.own_districts import Boundaries
    from geo.importers.table import Question

SHOWN_PROBLEMS = 20
OF_LAYER = "districts-"
"""Before the names of options that are of the layer of districts."""
MOST_IN_JSON = 100
"""Problems in the answer as JSON; all kinds of them are counted, and `--problems` writes every one."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument(
        "file",
        nargs="+",
        help=_(
            "CSV, TSV, XLSX, XLS, XLSB, ODS, JSON, GeoJSON, GeoPackage, GeoParquet, Parquet, KML, KMZ, GPX,"
            " FlatGeobuf, TopoJSON, or one in a zip or gzip archive"
        ),
    )
    parser.add_argument(
        "--output",
        metavar="FOLDER",
        help=_("write a dataset with the events added to its own, or a store, which may be at any address"),
    )
    parser.add_argument(
        "--format",
        choices=("auto", "csv", "parquet", import_store.STORE),
        default="auto",
        help=_(
            "how events and claims are written: as CSV, as Parquet files by year, or (auto, the default) as Parquet"
            " from {count} events up; store is for any number of events"
        ).format(count=number_text(LARGE)),
    )
    parser.add_argument("--alone", action="store_true", help=_("leave the dataset's own events out"))
    parser.add_argument("--title", default="", help=_("of the imported data; else the name of the file"))
    parser.add_argument(
        "--licence",
        default="",
        help=_("of the imported data, as CC-BY-4.0, an address or words; else it is not stated"),
    )
    parser.add_argument("--problems", metavar="CSV", help=_("write the list of all problems"))
    parser.add_argument("--mapping", metavar="JSON", help=_("read what the columns mean from a file"))
    parser.add_argument("--save-mapping", metavar="JSON", help=_("write what the columns were taken for"))
    for setting in SETTINGS.values():
        answers = ", ".join(f"{value}: {_(words)}" for value, words in setting.choices.items() if value)
        choices = tuple(filter(None, setting.choices))
        parser.add_argument(setting.option, choices=choices, help=f"{_(setting.label)} ({answers})")
    parser.add_argument("--swap", action="store_true", help=_("exchange longitude and latitude"))
    add_reading(parser)
    parser.add_argument(
        "--districts",
        metavar="LAYER",
        help=_("polygons with names that take the place of the dataset's districts"),
    )
    parser.add_argument(
        "--districts-layer", default="", metavar="NAME", help=_("the layer or file of LAYER to take")
    )
    parser.add_argument(
        "--districts-encoding", default="", metavar="ENCODING", help=_("of the texts of LAYER, as cp1251")
    )
    parser.add_argument(
        "--districts-epsg",
        type=int,
        metavar="EPSG",
        help=_("coordinate system of LAYER, where it names none, as 32638"),
    )
    parser.add_argument(
        "--districts-name", default="", metavar="COLUMN", help=_("the column with the names of the districts")
    )
    import_store.describe(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Import a file and print the counts, the mapping and the first problems."""
    if import_store.is_meant(options):
        return import_store.run(options, lambda table: _mapping(options, table))
    (options.file,) = options.file
    cage.prepare()
    with steps(4) as begin:
        begin(_("Reading the districts"))
        layer = _layer(options)
        dataset = geo.load(options.dataset) if layer is None else layer.boundaries.dataset
        begin(_("Reading the file"))
        table = read(options)
        mapping = _mapping(options, table)
        used = {column for choice in mapping.fields.values() for column in choice.columns}
        unused = [column for column in table.columns if column not in used]
        questions = table.questions
        table = table.only(used)
        begin(_("Making events"))
        try:
            imported = import_into(table, mapping, dataset)
        except ImportProblems:  # What was asked may be the reason.
            note(question_lines(questions))
            raise
        del table
        give_back()
        begin(_("Writing"))
        if options.problems:
            write(options.problems, imported.problems_csv())
        if options.save_mapping:
            write(options.save_mapping, json.dumps(mapping.as_json(), ensure_ascii=False, indent=2).encode())
        if options.output:
            terms = Terms(options.title, options.licence)
            combined = combine(dataset, imported, bundled=not options.alone, terms=terms)
            write_package(combined, options.output, options.format)
    told = layer.boundaries.problems if layer else ()
    kinds = summarised(imported.problem_rows)
    result = {
        "read": imported.read,
        "shown": imported.shown,
        "notShown": imported.not_shown,
        "mapping": mapping.as_json(),
        "notUsed": unused,
        "warnings": [sentence_text(warning) for warning in mapping.warnings],
        "questions": [question_json(question) for question in questions],
        "offers": [_offer(offer) for offer in imported.offers],
        "problemCount": len(told) + len(imported.problem_rows),
        "problemKinds": kinds.to_dict("records"),
        "problems": as_json((*told[:MOST_IN_JSON], *imported.problems(MOST_IN_JSON))),
    }
    if layer:
        result["districts"] = layer.as_json()
    of_layer = layer.lines() if layer else []
    lines = [*of_layer, *map(str, told[:SHOWN_PROBLEMS]), *_lines(imported, mapping, unused, questions)]
    say(options, result, "\n".join(lines))
    return WRONG if imported.not_shown else GOOD


@dataclass(frozen=True)
class Layer:
    """A layer that districts were made of, and the column with their names."""

    table: Table
    column: str
    boundaries: Boundaries

    def as_json(self) -> dict[str, Any]:
        """Return what was read, what could have been, and what is asked, as an object for JSON."""
        return {
            "layer": self.table.part,
            "layers": list(self.table.parts),
            "name": self.column,
            "columns": self.table.columns,
            "questions": [question_json(question, OF_LAYER) for question in self.table.questions],
            "summary": self.boundaries.summary(),
        }

    def lines(self) -> list[str]:
        """Return the same in lines, with the options that choose otherwise."""
        names = _(
            "Districts are named by the column {column}; another: --districts-name, of {columns}"
        ).format(column=self.column, columns=", ".join(self.table.columns))
        asked = question_lines(self.table.questions, OF_LAYER)
        remarks = map(sentence_text, self.table.remarks)
        return [*remarks, names, *asked, self.boundaries.summary()]


def _layer(options: argparse.Namespace) -> Layer | None:
    """Return the layer of a person's own districts, None where the dataset's are taken."""
    if not options.districts:
        return None

    def read_part(part: str) -> Table:
        return cage.read_apart(
            options.districts,
            part=part,
            encoding=options.districts_encoding,
            epsg=options.districts_epsg or 0,
        )

    part = options.districts_layer
    table = read_part(part) if part else likeliest_layer(read_part)
    column = options.districts_name or name_column(table)
    return Layer(table, column, cage.draw_apart(table, column))


def _offer(offer: Offer) -> str:
    return f"{sentence_text(offer.sentence)} {offer.option}"


def _mapping(options: argparse.Namespace, table: Table) -> ColumnMapping:
    if options.mapping:
        try:
            mapping = from_json(json.loads(Path(options.mapping).read_text("utf-8")))
        except (ValueError, RecursionError) as error:
            if isinstance(error, geo.DataPackageError):
                raise
            mapping = from_json({})
    else:
        mapping = recognise(table)
    given = {name: getattr(options, name) for name in SETTINGS if getattr(options, name)}
    return replace(
        mapping.answered(**given),
        epsg=options.epsg or mapping.epsg,
        swapped=options.swap or mapping.swapped,
    )


def _lines(
    imported: Imported, mapping: ColumnMapping, unused: list[str], questions: tuple[Question, ...]
) -> list[str]:
    lines = [_("Layout: {layout}").format(layout=mapping.layout)]
    lines += [
        f"  {name}: {', '.join(choice.columns)}  ({sentence_text(choice.reason)})"
        for name, choice in mapping.fields.items()
    ]
    if unused:
        lines.append(_("Columns that are not used: {columns}").format(columns=", ".join(unused)))
    looked_at = _("Look at this: {sentence}")
    lines += [looked_at.format(sentence=sentence_text(warning)) for warning in mapping.warnings]
    lines += question_lines(questions)
    perhaps = _("Perhaps: {sentence}")
    for offer in imported.offers:
        lines.append(f"{perhaps.format(sentence=sentence_text(offer.sentence))} {offer.option}")
        lines += [f"  {written!r}: {now} -> {then}" for written, now, then in offer.examples]
    lines += [marked_problem(problem) for problem in imported.problems(SHOWN_PROBLEMS)]
    more = len(imported.problem_rows) - SHOWN_PROBLEMS
    if more > 0:
        words = _("... and {count} problems more: write them all with --problems FILE. By kind:")
        lines.append(words.format(count=number_text(more)))
        kind = _("  {rows} x {column}: expected {expected}. {remedy}. First in line {line}.")
        found = summarised(imported.problem_rows).head(SHOWN_PROBLEMS)
        lines += [
            kind.format(
                rows=number_text(int(str(entry.rows))),
                column=entry.column,
                expected=entry.expected,
                remedy=entry.remedy,
                line=entry.line,
            )
            for entry in found.itertuples(index=False)
        ]
    return [*lines, imported.summary()]
