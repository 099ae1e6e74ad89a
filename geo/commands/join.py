"""`join`: say in which district each point of a file lies."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

import geo
from geo.commands.output import GOOD, add_json, note, say, steps, write
from geo.commands.reading import add_reading, question_json, question_lines, read
from geo.csv_injection import neutralise_table
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.importers import cage, recognise
from geo.importers.placement import Outlines, read_points
from geo.importers.problems import Notes
from geo.spatial.point_in_polygon import GridIndex

if TYPE_CHECKING:
    import argparse

COLUMN = "district_id"


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument("file", help=_("a table or layer with points"))
    parser.add_argument(
        "--output",
        metavar="CSV",
        help=_("write the rows with a column {column}; else they are printed").format(column=COLUMN),
    )
    add_reading(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Add the district to each row of a table; blank for a point in none of the outlines."""
    cage.prepare()
    with steps(3) as begin:
        begin(_("Reading the districts"))
        dataset = geo.load(options.dataset)
        outlines = Outlines.of(dataset.districts, dataset.neighbours)
        begin(_("Reading the file"))
        table = read(options)
        mapping = recognise(table)
        lon, lat = read_points(table, replace(mapping, epsg=options.epsg or mapping.epsg), Notes())
        begin(_("Joining"))
        found = GridIndex(outlines.geometry).locate(lon, lat)
        ids = np.array([*outlines.ids, ""], dtype=object)[found]
        rows = neutralise_table(table.frame.assign(**{COLUMN: ids})).to_csv(index=False)
    note(question_lines(table.questions))
    if options.output:
        write(options.output, rows.encode())
    elif not options.json:
        sys.stdout.write(rows)
        return GOOD
    districts, counts = np.unique(ids.astype(str), return_counts=True)
    by_district = {str(i): int(n) for i, n in zip(districts, counts, strict=True) if i}
    inside = sum(by_district.values())
    text = _("{rows} rows, {inside} in a district.").format(
        rows=number_text(len(ids)), inside=number_text(inside)
    )
    result = {
        "rows": len(ids),
        "inside": inside,
        "districts": by_district,
        "questions": [question_json(question) for question in table.questions],
    }
    say(options, result, text)
    return GOOD
