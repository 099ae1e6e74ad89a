"""Linked Places Format: the districts for gazetteers, with their names and who held them when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from geo.dates import edtf
from geo.export.geojson import geometry_json, json_bytes
from geo.export.provenance import DISTRICTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.dataset.dataset import Dataset
    from geo.export.provenance import Provenance

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)
DIVISION = {"identifier": "aat:300232418", "label": "administrative division"}
ADMINISTRATIVE = "A"
"""GeoNames' class of administrative entities, which LPF asks for."""
RELATED = "gvp:tgn3000_related_to"
"""Getty's widest relation: who held a district says nothing of whose it was."""
COUNTRY_FACT = "iso_3166_2"
NAME_FACT = "name_"
EXTENTS = {"whole": "whole", "part": "in part", "town": "a town"}

Json = dict[str, Any]


def linked_places(dataset: Dataset, provenance: Provenance, address: str) -> bytes:
    """Write the districts in Linked Places Format 1.3 (GeoJSON and JSON-LD).

    Parameters
    ----------
    dataset
        The dataset.
    provenance
        Goes into the member `dataset` of the collection.
    address
        The page's address without parameters: a district's identifier is the address of its page.

    Returns
    -------
    bytes
        UTF-8. A feature is a district with its outline, or with the point of its seat where no
        outline is openly published; `names` by language with the sources that use them; a
        `relation` for each control period: label, holder, `when` and citations. A period that
        goes on ends no earlier than the export; one recorded from the dataset's first day on
        began on that day at the latest. An end is the day, month or year of the change, as
        precise as what follows it is known.
    """
    collection = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "dataset": provenance.as_json(DISTRICTS),
        "features": [_feature(dataset, provenance, address, str(key)) for key in dataset.districts.index],
    }
    return json_bytes(collection)


def _feature(dataset: Dataset, provenance: Provenance, address: str, key: str) -> Json:
    district = dataset.districts.loc[key]
    facts = dataset.district_facts[dataset.district_facts["district_id"] == key]
    codes = facts.loc[facts["field"] == COUNTRY_FACT, "value"]
    periods = dataset.control_periods[dataset.control_periods["district_id"] == key]
    relations = _relations(dataset, provenance, address, _rows(periods))
    cited = [*facts["source_id"], *(source for sources in periods["source_ids"] for source in sources)]
    feature: Json = {
        "@id": f"{address}?district={key}",
        "type": "Feature",
        "properties": {
            "title": district["name"],
            "ccodes": sorted({code.partition("-")[0] for code in codes}),
            "fclasses": [ADMINISTRATIVE],
            "district_id": key,
        },
        "when": {"timespans": _whole(relations)},
        "names": _names(dataset, _rows(facts), district["name"]),
        "types": [{**DIVISION, "sourceLabels": [{"label": "district", "lang": "en"}]}],
        "geometry": {"type": "GeometryCollection", "geometries": [_setting(district, provenance)]},
        "relations": relations,
        "links": [
            {"type": "seeAlso", "identifier": url}
            for url in dict.fromkeys(dataset.sources.loc[cited, "url"])
            if url
        ],
        "descriptions": _descriptions(dataset, bool(district["outlined"]), district["name"]),
    }
    return {name: value for name, value in feature.items() if value and value != {"timespans": []}}


def _rows(frame: pd.DataFrame) -> list[Json]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _names(dataset: Dataset, facts: list[Json], name: str) -> list[Json]:
    """Return the names that sources give, in the languages of the facts; else the dataset's own."""
    cited: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        if fact["field"].startswith(NAME_FACT):
            language = fact["field"].removeprefix(NAME_FACT)
            cited.setdefault((fact["value"], language), []).append(fact["source_id"])
    return [
        {"toponym": toponym, "lang": language, "citations": _citations(dataset, sources)}
        for (toponym, language), sources in cited.items()
    ] or [{"toponym": name, "lang": "en"}]


def _relations(dataset: Dataset, provenance: Provenance, address: str, periods: list[Json]) -> list[Json]:
    relations = []
    for period in periods:
        holder = dataset.about.controller(period["controller"])
        size = f" ({period['extent_size']})" if period["extent_size"] else ""
        relation = {
            "relationType": RELATED,
            "relationTo": f"{address}#{holder.id}",
            "label": f"held {EXTENTS[period['extent']]}{size}: {holder.label}",
            "when": {"timespans": [_timespan(period, periods, dataset, provenance)]},
            "citations": _citations(dataset, period["source_ids"]),
            "controller": holder.id,
            "extent": period["extent"],
            "extent_size": period["extent_size"],
            "extent_note": period["extent_note"],
            "begins_with_event_id": period["begins_with_event_id"],
        }
        relations.append({name: value for name, value in relation.items() if value})
    return relations


def _timespan(period: Json, periods: list[Json], dataset: Dataset, provenance: Provenance) -> Json:
    began = "latest" if period["from_day"] == dataset.about.first_day else "in"
    start = {began: edtf(period["from_date"], None, period["date_precision"])}
    if not period["to_date"]:
        return {"start": start, "end": {"earliest": provenance.made.isoformat()}}
    following = [other for other in periods if other["from_date"] == period["to_date"]]
    changes = [edtf(other["from_date"], None, other["date_precision"]) for other in following]
    return {"start": start, "end": {"in": min(changes, key=len, default=period["to_date"])}}


def _whole(relations: list[Json]) -> list[Json]:
    """Return the time from the first control period's beginning to the last one's end."""
    spans = [span for relation in relations for span in relation["when"]["timespans"]]
    if not spans:
        return []
    start = min((span["start"] for span in spans), key=lambda bound: next(iter(bound.values())))
    end = max((span["end"] for span in spans), key=lambda bound: next(iter(bound.values())))
    return [{"start": start, "end": end}]


def _setting(district: Any, provenance: Provenance) -> Json | None:  # noqa: ANN401 (a row of districts)
    shape, resource = district["geometry"], "districts"
    if shape is None:
        shape, resource = shapely.Point(district["seat_lon"], district["seat_lat"]), "places"
    setting = geometry_json(shape)
    origin = "; ".join(found.attribution for found in provenance.resources((resource,)) if found.attribution)
    return {**setting, "citations": [{"label": origin}]} if setting and origin else setting


def _citations(dataset: Dataset, source_ids: Iterable[str]) -> list[Json]:
    citations = []
    for source in dataset.sources.loc[list(dict.fromkeys(source_ids))].to_dict("records"):
        details = ", ".join(part for part in (source["publisher"], source["published"]) if part)
        citation = {"label": f"{source['title']} ({details})" if details else source["title"]}
        citations.append({**citation, "@id": source["url"]} if source["url"] else citation)
    return citations


def _descriptions(dataset: Dataset, outlined: bool, name: str) -> list[Json]:  # noqa: FBT001 (of the row)
    note = dataset.about.notes.get("no_outline", "")
    return [] if outlined or not note else [{"value": note.format(district=name), "lang": "en"}]
