"""`gazetteer`: make places of a GeoNames country dump, those within the dataset's districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geo
from geo.commands.output import GOOD, add_json, say, steps, write
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.importers.gazetteer import as_csv, as_geojson, fetch, settlements

if TYPE_CHECKING:
    import argparse


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument("dump", help=_("AZ.zip or AZ.txt: a file, or its download address (http or https)"))
    parser.add_argument("--output", metavar="FILE", help=_("write .csv (as places.csv) or .geojson"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the settlements of the districts and print how many there are of each."""
    with steps(3) as begin:
        begin(_("Reading the districts"))
        dataset = geo.load(options.dataset)
        begin(_("Fetching the gazetteer"))
        name, content = fetch(options.dump)
        begin(_("Joining"))
        places = settlements(name, content, dataset.districts)
        if options.output:
            written = as_csv(places) if options.output.endswith(".csv") else as_geojson(places)
            write(options.output, written)
    counts = {str(i): int(n) for i, n in places["district_id"].value_counts().sort_index().items()}
    lines = [f"{dataset.districts['name'][i]}: {number_text(n)}" for i, n in counts.items()]
    whole = _("{settlements} settlements in {districts} districts. Data: GeoNames, CC BY 4.0.").format(
        settlements=number_text(len(places)), districts=number_text(len(counts))
    )
    text = "\n".join([*lines, whole])
    say(options, {"settlements": len(places), "districts": counts}, text)
    return GOOD
