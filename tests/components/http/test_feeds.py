"""Feed and calendar, read back by other parsers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import feedparser
import pandas as pd
import pytest
from icalendar import Calendar

from components.http.addresses import slugs
from geo.dataset.metadata import Release
from geo.dates import day_number
from geo.i18n import LANGUAGES, speaking
from geo.translations import translated_dataset
from tests.hostile import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset


def events_of(calendar: bytes) -> list[Any]:
    """The events of a calendar, as it is read back."""
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def with_days(dataset: Dataset, *days: tuple[int, int]) -> Dataset:
    """A dataset whose first districts have City Days, by a decree of 2023."""
    source = str(dataset.sources.index[0])
    rows = [
        {"district_id": name, "month": month, "day": day, "decree_date": "2023-07-31", "source_id": source}
        for name, (month, day) in zip(dataset.districts.index, days, strict=False)
    ]
    return replace(dataset, city_days=pd.DataFrame(rows))


def with_releases(dataset: Dataset, *changes: str) -> Dataset:
    """A dataset that has had two versions: the newer one added its first event."""
    releases = (
        Release("2.0.0", day_number("2026-11-27"), changes, (str(dataset.events.index[0]), "gone")),
        Release("1.0.0", day_number("2026-01-02"), ("Begun.",), ()),
    )
    return replace(dataset, about=replace(dataset.about, releases=releases))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_calendar_has_every_city_day_every_year(
    code: str, client_of: Callable[[Dataset], TestClient], made_up: Dataset
) -> None:
    client = client_of(with_days(made_up, (8, 26), (2, 29)))
    answer = client.get(f"/city-days.ics?lang={code}")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = events_of(answer.content)
    first, leap = sorted(events, key=lambda event: event["dtstart"].dt)
    assert [first["dtstart"].dt.isoformat(), leap["dtstart"].dt.isoformat()] == ["2023-08-26", "2024-02-29"]
    assert first["rrule"] == {"FREQ": ["YEARLY"]}
    assert leap["rrule"] == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}
    assert len({event["uid"] for event in events}) == 2
    for event in events:
        page = client.get(urlsplit(str(event["url"])).path)
        assert (page.status_code, page.headers["content-language"]) == (200, code)


def test_a_calendar_of_one_district(client_of: Callable[[Dataset], TestClient], made_up: Dataset) -> None:
    client = client_of(with_days(made_up, (8, 26), (10, 4)))
    answer = client.get(f"/city-days.ics?district={made_up.districts.index[1]}")
    assert [event["dtstart"].dt.month for event in events_of(answer.content)] == [10]
    assert client.get("/city-days.ics?district=nowhere").status_code == 400


@pytest.mark.parametrize("code", LANGUAGES)
def test_anniversaries_are_of_what_the_timeline_names_and_what_changed_control(
    code: str, client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    answer = client.get(f"/anniversaries.ics?lang={code}")
    found = {str(event["url"]).rsplit("/", 1)[1]: event for event in events_of(answer.content)}
    known = slugs(karabakh)
    named = {landmark.event_id for landmark in karabakh.about.landmarks}
    named |= {str(event_id) for event_id in karabakh.control_periods["begins_with_event_id"]} - {""}
    to_the_day = karabakh.events["date_precision"] == "day"
    assert set(found) == {known.of_event[name] for name in named if to_the_day[name]}
    handover = found[known.of_event["kalbajar-2020-11-25-handover"]]
    assert handover["dtstart"].dt.isoformat() == "2020-11-25"
    assert handover["rrule"] == {"FREQ": ["YEARLY"]}
    assert str(handover["summary"]).endswith("(2020)")
    title = spoken_titles(karabakh, code)["kalbajar-2020-11-25-handover"]
    assert str(handover["summary"]).startswith(title)
    assert client.get(urlsplit(str(handover["url"])).path).status_code == 200


def spoken_titles(dataset: Dataset, code: str) -> pd.Series:
    with speaking(code):
        return translated_dataset(dataset).events["title"]


def test_a_calendar_of_both_has_both(client_of: Callable[[Dataset], TestClient], karabakh: Dataset) -> None:
    client = client_of(karabakh)
    for query in ("", "?district=kalbajar"):
        parts = [
            {str(event["uid"]) for event in events_of(client.get(f"/{name}.ics{query}").content)}
            for name in ("city-days", "anniversaries", "calendar")
        ]
        assert parts[0] | parts[1] == parts[2]
        assert len(parts[0]) + len(parts[1]) == len(parts[2]) > 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_feed_says_what_each_version_changed(
    code: str, client_of: Callable[[Dataset], TestClient], made_up: Dataset
) -> None:
    client = client_of(with_releases(made_up, "Added: one event."))
    answer = client.get(f"/feed.atom?lang={code}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert [entry.updated[:10] for entry in feed.entries] == ["2026-11-27", "2026-01-02"]
    assert len({entry.id for entry in feed.entries}) == 2
    newest = feed.entries[0].content[0].value
    assert "Added: one event." in newest
    assert newest.count("<a href=") == 1
    page = client.get(urlsplit(newest.partition('<a href="')[2].partition('"')[0]).path)
    assert (page.status_code, page.headers["content-language"]) == (200, code)


def test_a_feed_of_a_district_has_the_versions_that_added_events_there(
    client_of: Callable[[Dataset], TestClient], made_up: Dataset
) -> None:
    dataset = with_releases(made_up, "Added: one event.")
    client = client_of(dataset)
    here = set(made_up.events["district_ids"].iloc[0])
    for district in made_up.districts.index:
        feed = feedparser.parse(client.get(f"/feed.atom?district={district}").content)
        assert len(feed.entries) == (1 if district in here else 0)


def test_changes_that_attack_stay_texts(client_of: Callable[[Dataset], TestClient], made_up: Dataset) -> None:
    attacks = (*PAYLOADS, "a control character \x01\x0b")
    answer = client_of(with_releases(made_up, *attacks)).get("/feed.atom")
    feed = feedparser.parse(answer.content, sanitize_html=False)
    assert not feed.bozo
    value = feed.entries[0].content[0].value
    assert "<script" not in value
    assert "<img" not in value
    assert value.count("<li>") == len(attacks) + 1


def test_who_follows_is_told_that_nothing_is_new(made_up_client: TestClient) -> None:
    for path in ("/feed.atom", "/city-days.ics", "/anniversaries.ics", "/calendar.ics"):
        tag = made_up_client.get(path).headers["etag"]
        assert made_up_client.get(path, headers={"if-none-match": tag}).status_code == 304
