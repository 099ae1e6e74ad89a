"""Events made in the cage are those made outside of it; an answer that names what there is not is none."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from geo.importers import ImportProblems, import_into, read_table, recognise
from geo.importers.cage import import_apart, made_events
from geo.importers.cage.answers import Answer, NoAnswerError, Writer
from geo.importers.cage.made_events import make, read_made, write_request
from geo.importers.event_import import make_events, names_and_days, put_together, read_columns
from geo.importers.placement import Outlines

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from pandas.api.extensions import ExtensionArray

    import geo
    from geo.importers import ColumnMapping, Imported, Table
    from geo.importers.event_import import Making
    from geo.importers.row_dates import Days

TODAY = 20_000
PLAIN = """id,title,date,end,lon,lat,district,category,deaths,source,url,summary
b-1,Second,2020-11-08,,46.75,39.76,,clash,3,Xinhua; Khaama Press,https://a.example/1,Of two sources
b-1,Repeated,2020-11-08,,46.75,39.76,,clash,3,,,
a 2,First,about 1992,,,,Lachin; Nowhere,talks,x,,,No point
c-3,Not read,1993-13-01,,46.75,39.76,,clash,,,,
d-4,Far away,2021-01-01,2021-02-01,10,10,all,clash,,,,
,"Ünïcödé ""=1+1"" x",1994,,46.04,40.1,,,"1,200",Report,,
"""
LAYER = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"title": title, "date": "2020-10-05"}, "geometry": geometry}
            for title, geometry in (
                ("A point", {"type": "Point", "coordinates": [46.75, 39.76]}),
                (
                    "An area that crosses itself",
                    {
                        "type": "Polygon",
                        "coordinates": [[[46, 39.5], [47, 40], [47, 39.5], [46, 40], [46, 39.5]]],
                    },
                ),
                ("Nowhere", None),
            )
        ],
    }
)
SWAPPED = "title,date,lon,lat\n" + "a,03/04/2020,39.76,46.75\n" * 3
FILES = {"plain.csv": PLAIN, "layer.geojson": LAYER, "swapped.csv": SWAPPED, "none.csv": "title,date\na,x\n"}


def rows_of(name: str) -> tuple[Table, ColumnMapping]:
    table = read_table(FILES[name].encode(), name)
    return table, recognise(table)


def assert_same(found: Imported, expected: Imported) -> None:
    pd.testing.assert_frame_equal(found.events, expected.events, check_index_type=False)
    for one, other in ((found.claims, expected.claims), (found.sources, expected.sources)):
        pd.testing.assert_frame_equal(one.astype("str"), other.astype("str"), check_index_type=False)
    pd.testing.assert_frame_equal(
        found.problem_rows.reset_index(drop=True),
        expected.problem_rows.reset_index(drop=True),
        check_dtype=False,
    )
    counts = ("name", "categories", "read", "shown", "not_shown", "offers")
    assert [getattr(found, name) for name in counts] == [getattr(expected, name) for name in counts]


@pytest.mark.parametrize("name", FILES)
def test_events_made_in_the_cage_are_those_made_outside(name: str, dataset: geo.Dataset) -> None:
    table, mapping = rows_of(name)
    assert_same(
        import_apart(table, mapping, dataset, today=TODAY), import_into(table, mapping, dataset, today=TODAY)
    )


def test_a_mapping_without_a_date_is_refused_before_anything_is_made(dataset: geo.Dataset) -> None:
    table, mapping = rows_of("plain.csv")
    with pytest.raises(ImportProblems):
        import_apart(table, mapping.with_field("date"), dataset)


def asked(table: Table, mapping: ColumnMapping, dataset: geo.Dataset) -> tuple[Table, Outlines, Answer]:
    table = read_columns(table, mapping)
    names, days = names_and_days(mapping, dataset, TODAY)
    outlines = Outlines.of(dataset.districts, dataset.neighbours, names)
    return table, outlines, written(lambda writer: write_request(writer, table, mapping, outlines, days))


def written(write: Callable[[Writer], dict[str, Any]]) -> Answer:
    file = io.BytesIO()
    writer = Writer(file)
    writer.head(write(writer))
    return Answer(memoryview(file.getvalue()))


def test_many_rows_come_in_parts(dataset: geo.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.importers.event_import.ROWS", 2)
    table, mapping = rows_of("plain.csv")
    table, outlines, request = asked(table, mapping, dataset)
    answer = written(lambda writer: make(request, writer))
    assert len(answer.head["parts"]) > 1
    found = put_together(table, mapping, *read_made(answer, table, outlines))
    assert_same(found, import_into(table, mapping, dataset, today=TODAY))


LIES: dict[str, Callable[[dict[str, Any]], object]] = {
    "no parts": lambda head: head.update(parts=[]),
    "parts that are none": lambda head: head.update(parts="all"),
    "a part of another number": lambda head: head["parts"].__setitem__(0, (9, 1)),
    "a part twice": lambda head: head["parts"].append(head["parts"][0]),
    "labels that are none": lambda head: head.update(labels=dict.fromkeys(head["labels"], 1)),
    "categories without a label": lambda head: head.update(labels={}),
    "no word whether it looks exchanged": lambda head: head.update(swapped=None),
    "sources of other columns": lambda head: head.update(sources=head["parts"][0][0]),
    "no notes": lambda head: head.update(notes=None),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_in_the_head_is_no_answer(lie: str, dataset: geo.Dataset) -> None:
    table, mapping = rows_of("plain.csv")
    table, outlines, request = asked(table, mapping, dataset)

    def lying(writer: Writer) -> dict[str, Any]:
        head = make(request, writer)
        LIES[lie](head)
        return head

    with pytest.raises(NoAnswerError):
        read_made(written(lying), table, outlines)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event_id", ""),
        ("event_id", "same"),
        ("title", np.nan),
        ("category", "unheard-of"),
        ("date_precision", "century"),
        ("location_precision", "nearly"),
        ("placing", "over there"),
        ("district_ids", ("lachin", "atlantis")),
        ("other_district_ids", ("atlantis",)),
        ("located_in", "atlantis"),
        ("source_id", "nobody"),
        ("lon", 181.0),
        ("lat", -91.0),
        ("last_day", -(2**31)),
    ],
)
def test_an_event_that_names_what_there_is_not_is_no_answer(
    column: str, value: object, dataset: geo.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, mapping = rows_of("plain.csv")
    table, outlines, request = asked(table, mapping, dataset)
    true = make_events

    def lying(
        table: Table, mapping: ColumnMapping, outlines: Outlines, days: Days, take: Callable[..., object]
    ) -> Making:
        def take_it(
            ids: npt.NDArray[np.object_] | ExtensionArray, events: pd.DataFrame, claims: pd.DataFrame, of: int
        ) -> None:
            cells = np.empty(len(events), dtype=object)
            cells[:] = [value] * len(events)
            if column == "event_id":
                ids = cells
            else:
                events[column] = pd.Series(cells).astype(events[column].dtype)
            take(ids, events, claims, of)

        return true(table, mapping, outlines, days, take_it)

    monkeypatch.setattr(made_events, "make_events", lying)
    with pytest.raises(NoAnswerError):
        read_made(written(lambda writer: make(request, writer)), table, outlines)


def test_claims_of_no_event_are_no_answer(dataset: geo.Dataset) -> None:
    table, mapping = rows_of("plain.csv")
    table, outlines, request = asked(table, mapping, dataset)
    answer = written(lambda writer: make(request, writer))
    other = replace(table, frame=table.frame.iloc[:1])
    with pytest.raises(NoAnswerError):
        read_made(answer, other, outlines)
