"""The files that can be taken along from a view: what each holds, and how it is made once it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.downloads.standalone_html import standalone
from components.stories import is_reading, story_of, telling
from geo.dates import day_date
from geo.export import (
    citations,
    csv_package,
    district_layers,
    geojson,
    geopackage,
    geoparquet,
    in_language,
    layers_in_language,
    linked_places,
    select,
    spreadsheet,
)
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.identifiers import slug
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.export import Provenance, Records
    from geo.selection.filters import Selection


@dataclass(frozen=True)
class Download:
    """A file that is made when a person asks for it.

    Parameters
    ----------
    key
        Names the button.
    label
        What the button says.
    holds
        What is in the file, in words.
    file
        Its name.
    mime
        Its media type.
    make
        Makes its content; runs in a thread of its own, without Streamlit.
    """

    key: str
    label: str
    holds: str
    file: str
    mime: str
    make: Callable[[], bytes]


def base_name(dataset: Dataset, selection: Selection) -> str:
    """Return what all files of a view are called before their endings: dataset and range."""
    first, last = (day_date(day).isoformat() for day in (selection.first, selection.last))
    return f"{slug(dataset.folder.name) or 'dataset'}-{first}-{last}"


def record_files(dataset: Dataset, selection: Selection, provenance: Provenance) -> list[Download]:
    """Return the formats of the events of a view with their claims and sources.

    Parameters
    ----------
    dataset
        In English; texts of the language of the run stand beside it where they are translated.
    selection, provenance
        What is taken along, and what a file says of itself.
    """
    name = base_name(dataset, selection)
    together = _("Everything above with {districts} districts, {periods} control periods and {places} places")
    counted = together.format(
        districts=number_text(len(dataset.districts)),
        periods=number_text(len(dataset.control_periods)),
        places=number_text(len(dataset.places)),
    )
    return [
        Download(
            "xlsx",
            _("Spreadsheet"),
            _("A sheet each for events, claims and sources (.xlsx)"),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: spreadsheet(_records(dataset, selection), provenance),
        ),
        Download(
            "csv",
            _("CSV"),
            _("Three tables, each column described (.zip)"),
            f"{name}-csv.zip",
            "application/zip",
            lambda: csv_package(_records(dataset, selection), provenance),
        ),
        Download(
            "geojson",
            _("GeoJSON"),
            _("Events as points with their claims; those without a place have no geometry"),
            f"{name}.geojson",
            "application/geo+json",
            lambda: geojson(_records(dataset, selection), provenance),
        ),
        Download(
            "parquet",
            _("GeoParquet"),
            _("Three tables for analysis, events with points (.zip)"),
            f"{name}-parquet.zip",
            "application/zip",
            lambda: geoparquet(_records(dataset, selection), provenance),
        ),
        Download(
            "gpkg",
            _("GeoPackage"),
            counted,
            f"{name}.gpkg",
            "application/geopackage+sqlite3",
            lambda: _geopackage(dataset, selection, provenance),
        ),
    ]


def _records(dataset: Dataset, selection: Selection) -> Records:
    """Return the records of a view with the texts of the language of the run."""
    return in_language(select(dataset, selection), translated_dataset(dataset))


def _geopackage(dataset: Dataset, selection: Selection, provenance: Provenance) -> bytes:
    layers, columns = layers_in_language(district_layers(dataset), translated_dataset(dataset))
    return geopackage(_records(dataset, selection), layers, provenance, columns)


def district_file(dataset: Dataset, provenance: Provenance, address: str) -> Download:
    """Return the districts with their names and control periods, for gazetteers."""
    holds = _("{districts} districts with names, outlines and {periods} control periods")
    return Download(
        "lpf",
        _("Linked Places"),
        holds.format(
            districts=number_text(len(dataset.districts)), periods=number_text(len(dataset.control_periods))
        ),
        f"{slug(dataset.folder.name) or 'dataset'}-districts.lpf.json",
        "application/ld+json",
        lambda: linked_places(dataset, provenance, address),
    )


def map_file(
    dataset: Dataset, state: ViewState, selection: Selection, today: int, provenance: Provenance
) -> Download:
    """Return the map and its timeline as one file."""
    name = base_name(dataset, selection)
    read = story_of(dataset, state) if is_reading(state) else None
    # Told now: the file is made in a thread that knows nothing of the person's own story.
    story = telling(dataset, read, state, today) | {"step": state.step} if read else None
    return Download(
        "html",
        _("Map as a file"),
        _("This map with its timeline and the story, for any browser, without a network (.html)")
        if story
        else _("This map with its timeline, for any browser, without a network (.html)"),
        f"{name}.html",
        "text/html",
        lambda: standalone(dataset, state, today=today, provenance=provenance, name=name, story=story),
    )


def source_files(dataset: Dataset, selection: Selection) -> list[Download]:
    """Return the bibliographies of the sources of a view, in the formats of reference managers."""
    name = f"{base_name(dataset, selection)}-sources"

    def written(write: Callable[[list[citations.Citation]], str]) -> Callable[[], bytes]:
        return lambda: write(citations.of_sources(select(dataset, selection).sources)).encode()

    return [
        Download("bib", _("BibTeX"), "", f"{name}.bib", "application/x-bibtex", written(citations.bibtex)),
        Download(
            "ris", _("RIS"), "", f"{name}.ris", "application/x-research-info-systems", written(citations.ris)
        ),
        Download(
            "csl", _("CSL-JSON"), "", f"{name}.csl.json", "application/json", written(citations.csl_json)
        ),
        Download("text", _("Text"), "", f"{name}.txt", "text/plain", written(citations.lines)),
    ]
