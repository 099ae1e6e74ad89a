"""Texts of an export in the language of who takes it along, in columns beside the English ones.

The English columns stay what they are, so that a file means the same in every language and can be brought back; the
texts of the language stand beside them, with who translated each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dataset.record_columns import DISTRICT_TABLES, REGION_WIDE, Column
from geo.i18n import Sentence, locale, marked
from geo.identifiers import LIST_DELIMITER, split_list
from geo.translations import claim_translation, event_translation, period_translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    import pandas as pd

    from geo.dataset.dataset import Dataset
    from geo.dataset.translations import Translation
    from geo.export.records import Records

TEXT = marked("{column} in the language of this file ({language}); blank where it is not translated")
LABEL = marked("{column} in words, in the language of this file ({language})")
BY = marked(
    "Who translated these texts: machine is a program, and the English text decides; after a semicolon who has read "
    "and confirmed it"
)
BESIDE = {
    "events": {
        "title": ("title", TEXT),
        "category": ("category", LABEL),
        "district_ids": ("districts", LABEL),
        "place_name": ("place_name", TEXT),
        "summary": ("summary", TEXT),
    },
    "claims": {
        "field": ("field", LABEL),
        "value": ("value", TEXT),
        "unit": ("unit", LABEL),
        "note": ("note", TEXT),
    },
    "districts": {"name": ("name", LABEL), "economic_region": ("economic_region", LABEL)},
    "control_periods": {
        "name": ("name", LABEL),
        "extent_note": ("extent_note", TEXT),
        "controller_label": ("controller_label", LABEL),
    },
}
"""By table the columns that have one in the language beside them, the first part of its name, and what it holds."""
TRANSLATED = {"events": "summary", "claims": "note", "control_periods": "extent_note"}
"""The column after whose translation stands who translated, by table."""


def in_language(records: Records, told: Dataset) -> Records:
    """Return records with the texts of a language beside the English ones; as they are in English.

    Parameters
    ----------
    records
        Of the same dataset in English.
    told
        The dataset as `geo.translations.translated_dataset` tells it.
    """
    if told.spoken is None:
        return records
    code = told.spoken.texts.language
    columns = {name: columns_in(code, name, known) for name, known in records.columns.items()}
    return replace(
        records,
        events=_events(records.events, told, code),
        claims=_claims(records.claims, told, code),
        columns=columns,
        language=code,
    )


def layers_in_language(
    layers: Mapping[str, gpd.GeoDataFrame], told: Dataset
) -> tuple[dict[str, gpd.GeoDataFrame], dict[str, tuple[Column, ...]]]:
    """Return the layers of districts with the texts of a language beside the English ones, and their columns.

    Parameters
    ----------
    layers
        What `geo.export.records.district_layers` gives of the dataset in English.
    told
        The dataset as `geo.translations.translated_dataset` tells it.
    """
    if told.spoken is None:
        return dict(layers), dict(DISTRICT_TABLES)
    code = told.spoken.texts.language
    names, regions = told.districts["name"], told.districts["economic_region"]
    districts, periods = layers["districts"], layers["control_periods"]
    found = [period_translation(told, row) for row in periods.to_dict("records")]
    changed = {
        **layers,
        "districts": districts.assign(
            **{
                f"name_{code}": districts["district_id"].map(names),
                f"economic_region_{code}": districts["district_id"].map(regions),
            }
        ),
        "control_periods": periods.assign(
            **{
                f"name_{code}": periods["district_id"].map(names),
                f"extent_note_{code}": _texts(found),
                f"translation_{code}": _who(found),
                f"controller_label_{code}": [
                    told.about.controller(holder).label for holder in periods["controller"]
                ],
            }
        ),
    }
    columns = {name: columns_in(code, name, known) for name, known in DISTRICT_TABLES.items()}
    ordered = {
        name: layer[[*(column.name for column in columns[name]), "geometry"]]
        for name, layer in changed.items()
    }
    return ordered, columns


def columns_in(code: str, table: str, known: Iterable[Column]) -> tuple[Column, ...]:
    """Return the columns of a table with those of a language, each after the English one.

    Parameters
    ----------
    code
        The language, which is that of the run.
    table
        Name of the table.
    known
        Its columns in English.
    """
    language = str(locale().languages.get(code, code))
    columns = []
    for column in known:
        columns.append(column)
        if column.name in BESIDE.get(table, {}):
            start, meaning = BESIDE[table][column.name]
            words = Sentence(meaning, {"column": column.name, "language": language})
            columns.append(Column(f"{start}_{code}", words, width=column.width))
        if column.name == TRANSLATED.get(table):
            columns.append(Column(f"translation_{code}", BY, width=16))
    return tuple(columns)


def _events(events: pd.DataFrame, told: Dataset, code: str) -> pd.DataFrame:
    labels = {category.id: category.label for category in told.about.categories}
    districts = {str(key): str(name) for key, name in told.districts["name"].items()}
    texts = {
        name: [
            event_translation(told, str(key), name, text)
            for key, text in zip(events["event_id"], events[name], strict=True)
        ]
        for name in ("title", "place_name", "summary")
    }
    return events.assign(
        **{f"{name}_{code}": _texts(found) for name, found in texts.items()},
        **{
            f"category_{code}": [labels.get(key, key) for key in events["category"]],
            f"districts_{code}": [_named(keys, districts) for keys in events["district_ids"]],
            f"translation_{code}": _who(*texts.values()),
        },
    )


def _named(keys: str, districts: Mapping[str, str]) -> str:
    if keys == REGION_WIDE:
        return f"{LIST_DELIMITER} ".join(districts.values())
    return f"{LIST_DELIMITER} ".join(districts.get(key, key) for key in split_list(keys))


def _claims(claims: pd.DataFrame, told: Dataset, code: str) -> pd.DataFrame:
    texts = {name: [claim_translation(told, text) for text in claims[name]] for name in ("value", "note")}
    return claims.assign(
        **{f"{name}_{code}": _texts(found) for name, found in texts.items()},
        **{
            f"field_{code}": [told.about.field_label(name) for name in claims["field"]],
            f"unit_{code}": [told.about.units.get(unit, unit) for unit in claims["unit"]],
            f"translation_{code}": _who(*texts.values()),
        },
    )


def _texts(found: Iterable[Translation | None]) -> list[str]:
    return [one.text if one else "" for one in found]


def _who(*found: Iterable[Translation | None]) -> list[str]:
    """Return for each row who translated its texts and who has checked them."""
    return [
        ", ".join(
            dict.fromkeys(
                f"{one.by}{LIST_DELIMITER} {one.checked_by}" if one.checked_by else one.by
                for one in of_row
                if one
            )
        )
        for of_row in zip(*found, strict=True)
    ]
