"""`import`: read a file of events, tell what cannot be used, write a dataset with the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import geo
from geo.commands.output import GOOD, WRONG, add_json, as_json, say, steps, write
from geo.datapackage.write import write_package
from geo.dataset.memory import give_back
from geo.dataset.sizes import LARGE
from geo.importers import cage, from_json, import_events, recognise
from geo.importers.merge import combine

if TYPE_CHECKING:
    import argparse

    from geo.importers import ColumnMapping, Imported, Table

SHOWN_PROBLEMS = 20


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument(
        "file", help="CSV, TSV, XLSX, GeoJSON, GeoPackage, GeoParquet, Parquet, or one in a zip"
    )
    parser.add_argument("--output", metavar="FOLDER", help="write a dataset with the events added to its own")
    parser.add_argument(
        "--format",
        choices=("auto", "csv", "parquet"),
        default="auto",
        help="how events and claims are written: as CSV, as Parquet files by year,"
        f" or (auto, the default) as Parquet from {LARGE:,} events up",
    )
    parser.add_argument("--alone", action="store_true", help="leave the dataset's own events out")
    parser.add_argument("--problems", metavar="CSV", help="write the list of all problems")
    parser.add_argument("--mapping", metavar="JSON", help="read what the columns mean from a file")
    parser.add_argument("--save-mapping", metavar="JSON", help="write what the columns were taken for")
    parser.add_argument(
        "--date-order", choices=("dmy", "mdy"), help="day or month first in dates like 03/04/2020"
    )
    parser.add_argument("--epsg", type=int, help="coordinate system of x, y and WKT columns, as 32638")
    parser.add_argument("--swap", action="store_true", help="exchange longitude and latitude")
    parser.add_argument("--encoding", default="", help="of a text file, where the guess is wrong, as cp1251")
    parser.add_argument("--part", default="", help="the sheet, layer or file, where a file has several")
    parser.add_argument(
        "--districts",
        metavar="LAYER",
        help="polygons with names that take the place of the dataset's districts",
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Import a file and print the counts, the mapping and the first problems."""
    cage.prepare()
    with steps(4) as begin:
        begin("Reading the districts")
        boundaries = cage.draw_apart(cage.read_apart(options.districts)) if options.districts else None
        dataset = geo.load(options.dataset) if boundaries is None else boundaries.dataset
        begin("Reading the file")
        table = cage.read_apart(options.file, encoding=options.encoding, part=options.part)
        mapping = _mapping(options, table)
        table = table.only(column for choice in mapping.fields.values() for column in choice.columns)
        begin("Making events")
        imported = import_events(table, mapping, dataset.districts, neighbours=dataset.neighbours)
        del table
        give_back()
        begin("Writing")
        if options.problems:
            write(options.problems, imported.problems_csv())
        if options.save_mapping:
            write(options.save_mapping, json.dumps(mapping.as_json(), ensure_ascii=False, indent=2).encode())
        if options.output:
            combined = combine(dataset, imported, bundled=not options.alone)
            write_package(combined, options.output, options.format)
    told = boundaries.problems if boundaries else ()
    result = {
        "read": imported.read,
        "shown": imported.shown,
        "notShown": imported.not_shown,
        "mapping": mapping.as_json(),
        "warnings": list(mapping.warnings),
        "offers": [offer.sentence for offer in imported.offers],
        "problems": as_json((*told, *imported.problems())),
    }
    say(options, result, "\n".join([*map(str, told), *_lines(imported, mapping)]))
    return WRONG if imported.not_shown else GOOD


def _mapping(options: argparse.Namespace, table: Table) -> ColumnMapping:
    if options.mapping:
        try:
            mapping = from_json(json.loads(Path(options.mapping).read_text("utf-8")))
        except ValueError as error:
            if isinstance(error, geo.DataPackageError):
                raise
            mapping = from_json({})
    else:
        mapping = recognise(table)
    return replace(
        mapping,
        date_order=options.date_order or mapping.date_order,
        epsg=options.epsg or mapping.epsg,
        swapped=options.swap or mapping.swapped,
    )


def _lines(imported: Imported, mapping: ColumnMapping) -> list[str]:
    lines = [f"Layout: {mapping.layout}"]
    lines += [
        f"  {name}: {', '.join(choice.columns)}  ({choice.reason})" for name, choice in mapping.fields.items()
    ]
    lines += [f"Look at this: {warning}" for warning in mapping.warnings]
    lines += [f"Perhaps: {offer.sentence}" for offer in imported.offers]
    lines += [f"{problem.severity}: {problem}" for problem in imported.problems(SHOWN_PROBLEMS)]
    more = len(imported.problem_rows) - SHOWN_PROBLEMS
    if more > 0:
        lines.append(f"... and {more:,} problems more: write them all with --problems FILE.")
    return [*lines, imported.summary()]
