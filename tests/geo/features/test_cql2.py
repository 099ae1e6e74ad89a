"""CQL2: filters keep what they say, what is not known is neither, and no filter takes long."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import HealthCheck, given
from hypothesis import settings as search
from hypothesis import strategies as st

from geo import features
from geo.dates import day_number
from geo.features.cql2_scalars import pattern_test

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geo import Dataset

TODAY = day_number("2026-11-27")


def kept(dataset: Dataset, text: str, collection: str = "events", language: str = "cql2-text") -> list[str]:
    """The ids of what a filter keeps."""
    given_ = [("filter", text), ("filter-lang", language), ("limit", "1000")]
    query = features.read_query(collection, given_)
    result = features.select_features(dataset, collection, query, TODAY)
    return result.table.ids(result.positions)


CASES: dict[str, Callable[[pd.Series], bool]] = {
    "category = 'battle'": lambda event: event.category == "battle",
    "category <> 'battle'": lambda event: event.category != "battle",
    "NOT category = 'battle'": lambda event: event.category != "battle",
    "n_sources >= 2 AND NOT disputed": lambda event: event.n_sources >= 2 and not event.disputed,
    "disputed = TRUE OR n_sources > 1": lambda event: event.disputed or event.n_sources > 1,
    "n_sources BETWEEN 1 AND 2": lambda event: 1 <= event.n_sources <= 2,
    "category IN ('battle', 'building')": lambda event: event.category in {"battle", "building"},
    "title LIKE '%the%'": lambda event: "the" in event.title,
    "CASEI(title) LIKE CASEI('%THE%')": lambda event: "the" in event.title.casefold(),
    "place_name IS NULL": lambda event: not event.place_name,
    "place_name = 'Fort'": lambda event: event.place_name == "Fort",
    "NOT place_name = 'Fort'": lambda event: bool(event.place_name) and event.place_name != "Fort",
    "a_contains(district_ids, ('north'))": lambda event: "north" in event.district_ids,
    "a_overlaps(district_ids, ('north','south'))": lambda event: bool(
        {"north", "south"} & set(event.district_ids)
    ),
    "first_day >= DATE('1902-01-01')": lambda event: event.first_day >= day_number("1902-01-01"),
    "start_date >= DATE('1902-01-01')": lambda event: event.start_date >= "1902-01-01",
    "first_day = last_day": lambda event: event.first_day == event.last_day,
    "T_INTERSECTS(INTERVAL(first_day, last_day), INTERVAL('1902-01-01', '..'))": lambda event: (
        event.last_day >= day_number("1902-01-01")
    ),
    "T_BEFORE(INTERVAL(first_day, last_day), DATE('1902-01-01'))": lambda event: (
        event.last_day < day_number("1902-01-01")
    ),
    "S_INTERSECTS(geometry, BBOX(10, 50, 10.6, 51))": lambda event: (
        10 <= event.lon <= 10.6 and 50 <= event.lat <= 51
    ),
    "S_DISJOINT(geometry, BBOX(10, 50, 10.6, 51))": lambda event: (
        event.lon == event.lon and not (10 <= event.lon <= 10.6 and 50 <= event.lat <= 51)
    ),
    "S_WITHIN(geometry, POLYGON((10 49, 11 49, 11 50, 10 50, 10 49)))": lambda event: (
        10 < event.lon < 11 and 49 < event.lat < 50
    ),
    "geometry IS NULL": lambda event: event.lon != event.lon,
}


@pytest.mark.parametrize("text", CASES)
def test_a_filter_keeps_what_it_says(made_up: Dataset, text: str) -> None:
    events = made_up.events
    expected = [str(name) for name, event in events.iterrows() if CASES[text](event)]
    assert kept(made_up, text) == expected


def test_json_is_asked_as_text_is(made_up: Dataset) -> None:
    written = {
        "op": "and",
        "args": [
            {"op": "=", "args": [{"property": "category"}, "battle"]},
            {"op": ">", "args": [{"property": "n_sources"}, 1]},
        ],
    }
    by_text = kept(made_up, "category = 'battle' AND n_sources > 1")
    assert kept(made_up, json.dumps(written), language="cql2-json") == by_text


def test_outlines_are_asked_where_they_lie(any_dataset: Dataset) -> None:
    districts = any_dataset.districts
    outlined = districts[districts.geometry.notna()]
    seat = outlined.geometry.iloc[0].representative_point()
    expected = [str(name) for name, shape in outlined.geometry.items() if shape.intersects(seat)]
    assert kept(any_dataset, f"S_CONTAINS(geometry, POINT({seat.x!r} {seat.y!r}))", "districts") == expected
    far = shapely.box(-10, -10, -9, -9).wkt
    assert kept(any_dataset, f"S_INTERSECTS(geometry, {far})", "districts") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nowhere = 1", "'nowhere' is no property"),
        ("title > 3", "compares number with text"),
        ("district_ids = 'north'", "is a list"),
        ("title", "compares"),
        ("n_sources + 1 = 2", "cannot be compared"),
        ("first_day > 'yesterday'", "a day like"),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1, 1 0, 0 0)))", "valid geometry"),
        ("S_INTERSECTS(title, BBOX(0,0,1,1))", "property geometry"),
        ("T_BEFORE(title, DATE('2020-01-01'))", "two times"),
        ("A_CONTAINS(title, ('a'))", "two lists"),
        ("f(title)", "cannot be asked"),
        ("(" * 60 + "NOT " * 60 + "disputed" + ")" * 60, "too many brackets"),
        ("title = '" + "a" * features.MOST_CHARACTERS + "'", "characters at most"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(made_up: Dataset, text: str, said: str) -> None:
    with pytest.raises(features.QueryError, match=re.escape(said)):
        kept(made_up, text)


@search(max_examples=60)
@given(st.text("ab%_\\", max_size=8), st.text("ab", max_size=8))
def test_a_pattern_fits_as_an_expression_does(pattern: str, text: str) -> None:
    parts, letters = [], iter(pattern)
    for letter in letters:
        if letter == "\\":
            parts.append(re.escape(next(letters, "\\")))
        else:
            parts.append({"%": ".*", "_": "."}.get(letter, re.escape(letter)))
    assert pattern_test(pattern)(text) == bool(re.fullmatch("".join(parts), text, re.DOTALL))


def test_no_pattern_takes_long() -> None:
    begun = time.perf_counter()
    assert not pattern_test("%a" * 500 + "b")("a" * 20_000)
    assert time.perf_counter() - begun < 5


LEAVES = st.sampled_from(
    [
        *(
            "category",
            "n_sources",
            "disputed",
            "first_day",
            "geometry",
            "district_ids",
            "nothing",
            "'a'",
            "1",
        ),
        *("TRUE", "DATE('1902-01-01')", "INTERVAL('1901-01-01','..')", "BBOX(0,0,90,90)", "('a','b')", "'%'"),
        *("POINT(10 50)", "TIMESTAMP('1902-01-01T00:00:00Z')", "CASEI(title)", "ACCENTI(title)"),
    ]
)
EXPRESSIONS = st.recursive(
    st.builds("{} {} {}".format, LEAVES, st.sampled_from(["=", "<", "<>", "LIKE", "IN", "BETWEEN"]), LEAVES)
    | st.builds(
        "{}({}, {})".format,
        st.sampled_from(["S_INTERSECTS", "S_WITHIN", "T_AFTER", "T_DURING", "A_CONTAINS", "f"]),
        LEAVES,
        LEAVES,
    )
    | st.builds("{} IS NULL".format, LEAVES),
    lambda inner: (
        st.builds("({} AND {})".format, inner, inner)
        | st.builds("({} OR {})".format, inner, inner)
        | st.builds("NOT ({})".format, inner)
    ),
    max_leaves=5,
)


@search(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EXPRESSIONS)
def test_a_filter_and_its_opposite_have_nothing_in_common(made_up: Dataset, text: str) -> None:
    try:
        found = kept(made_up, text)
    except features.QueryError:
        with pytest.raises(features.QueryError):
            kept(made_up, f"NOT ({text})")
    else:
        assert set(found) <= set(made_up.events.index)
        assert set(kept(made_up, f"NOT ({text})")).isdisjoint(found)


@search(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from(["cql2-text", "cql2-json"]))
def test_what_is_no_filter_is_refused(made_up: Dataset, text: str, language: str) -> None:
    with pytest.raises(features.QueryError):
        kept(made_up, f"{text} =", language=language)
