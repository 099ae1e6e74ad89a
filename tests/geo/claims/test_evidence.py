"""The verdicts on support: by hand for events of every kind, and what no added source may do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims.evidence import ONE_SIDE, SEVERAL, SINGLE, evidence
from tests.geo.claims.claim_tables import ROWS, SOURCES, TABLES, VOICE_OF, claims_of, events_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    import geo
    from tests.geo.claims.claim_tables import Row

AZ, HY, EN, ENC = "azerbaijani_media:a", "armenian_media:h", "international_media:i", "encyclopedia:w"
AZ_STATE, HY_STATE, RU, UN = "azerbaijani_state:p", "armenian_state:g", "russian_media:t", "un:u"


def judged(dataset: geo.Dataset, sources: list[str], *, disputed: bool = False) -> dict[Hashable, Any]:
    rows = [("e", source, "statement", "so it was", "", "") for source in sources]
    found = evidence(events_of(), claims_of(rows), dataset.about.voices, {"e"} if disputed else set())
    return verdict_of(found)


def verdict_of(found: pd.DataFrame) -> dict[Hashable, Any]:
    row: dict[Hashable, Any] = found.to_dict("index")["e"]
    return row


@pytest.mark.parametrize(
    ("sources", "support", "voices", "independent", "state_only"),
    [
        ([], "single", (), False, False),
        ([AZ], "single", ("azerbaijani",), False, False),
        ([HY, HY], "single", ("armenian",), False, False),
        ([AZ, AZ + ":2"], "one_side", ("azerbaijani",), False, False),
        ([AZ, AZ_STATE], "one_side", ("azerbaijani",), False, False),
        ([AZ_STATE, HY_STATE], "several", ("azerbaijani", "armenian"), False, True),
        ([HY_STATE], "single", ("armenian",), False, True),
        ([RU], "single", ("russian",), False, False),
        ([RU, HY], "several", ("armenian", "russian"), False, False),
        ([EN], "single", ("international",), True, False),
        ([ENC, EN], "several", ("international", "reference"), True, False),
        ([UN, AZ_STATE], "several", ("azerbaijani", "un_ngo_academic"), True, False),
    ],
)
def test_support_follows_from_who_speaks(
    dataset: geo.Dataset,
    sources: list[str],
    support: str,
    voices: tuple[str, ...],
    *,
    independent: bool,
    state_only: bool,
) -> None:
    found = judged(dataset, sources)
    assert found["support"] == found["evidence"] == support
    assert found["voices"] == voices
    assert found["independent"] == independent
    assert found["state_only"] == state_only
    assert found["n_sources"] == len(set(sources))


def test_a_disputed_event_keeps_its_verdict_on_support(dataset: geo.Dataset) -> None:
    found = judged(dataset, [AZ, HY], disputed=True)
    assert found["disputed"]
    assert (found["evidence"], found["support"]) == ("disputed", "several")


def test_two_publications_of_one_publisher_are_two_sources_of_one_publisher(dataset: geo.Dataset) -> None:
    found = judged(dataset, [AZ + ":1", AZ + ":2"])
    assert (found["n_sources"], found["n_publishers"], found["support"]) == (2, 1, "one_side")


def by_claims(dataset: geo.Dataset, rows: list[Row]) -> dict[Hashable, Any]:
    return verdict_of(evidence(events_of(), claims_of(rows), dataset.about.voices, set()))


@settings(max_examples=40)
@given(rows=TABLES, source=SOURCES)
def test_a_source_more_never_lowers_the_verdict(dataset: geo.Dataset, rows: list[Row], source: str) -> None:
    before = by_claims(dataset, rows)
    after = by_claims(dataset, [*rows, ("e", source, "statement", "one more", "", "")])
    from_the_weakest = [SINGLE, ONE_SIDE, SEVERAL]
    assert from_the_weakest.index(after["support"]) >= from_the_weakest.index(before["support"])
    assert set(after["voices"]) == set(before["voices"]) | {VOICE_OF[source.split(":", maxsplit=1)[0]]}
    assert after["independent"] >= before["independent"]
    assert after["state_only"] <= before["state_only"]


@settings(max_examples=40)
@given(rows=TABLES, data=st.data())
def test_the_order_of_claims_changes_nothing(
    dataset: geo.Dataset, rows: list[Row], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert by_claims(dataset, rows) == by_claims(dataset, shuffled)


@settings(max_examples=40)
@given(rows=TABLES, data=st.data())
def test_a_claim_repeated_by_its_source_changes_nothing_and_by_its_publisher_adds_no_side(
    dataset: geo.Dataset, rows: list[Row], data: st.DataObject
) -> None:
    repeated = data.draw(st.sampled_from(rows))
    before = by_claims(dataset, rows)
    assert by_claims(dataset, [*rows, repeated]) == before
    again = ("e", f"{repeated[1]}:2", *repeated[2:])
    after = by_claims(dataset, [*rows, again])
    assert after["voices"] == before["voices"]
    assert after["n_publishers"] == before["n_publishers"]


@settings(max_examples=40)
@given(row=ROWS)
def test_events_are_judged_by_their_own_claims(dataset: geo.Dataset, row: Row) -> None:
    found = evidence(events_of(["e", "other"]), claims_of([row]), dataset.about.voices, set())
    assert found.loc["other", "voices"] == ()
    assert found.loc["e", "n_sources"] == 1


SIDES = {
    "a": "azerbaijani",
    "h": "armenian",
    "r": "russian",
    "i": "international",
    "u": "un_ngo_academic",
    "e": "reference",
}
# Read from claims.csv and sources.csv by hand: number of sources, the sides by their letters above, and the
# verdict of the marker. Where it is disputed, the comment says what the sources contradict each other on.
BY_HAND = {
    "kalbajar-1993-04-02-capture": (6, "aie", "disputed"),  # captured on 2, 3 or 4 April
    "kalbajar-1993-04-casualties": (7, "ariue", "disputed"),  # 511 civilians or at least 150
    "kalbajar-1993-04-displacement": (6, "ahiue", "disputed"),  # 53,340 or 60,000
    "khojaly-capture-1992": (3, "are", "disputed"),  # 613, 485, 161 or more
    "maraga-killings-1992": (5, "hue", "disputed"),  # 43, 45, 53 or 100
    "bishkek-protocol-1994": (4, "hue", "disputed"),  # 5 or 12 May
    "kalbajar-2022-06-26-visit": (4, "a", "disputed"),  # 2022 or 2023
    "city-days-decree-2023": (8, "a", "disputed"),  # 25 November or 20 October
    "gulabird-hpp-opening-2021": (3, "a", "disputed"),  # 14 or 15 February
    "kalbajar-2021-07-23-soldier": (3, "ahi", "disputed"),  # who began
    "shootout-march-2023": (4, "hi", "disputed"),  # who fired first
    "fires-unga-2006": (5, "hie", "disputed"),  # deliberate burning or not
    "stepanakert-cluster-2020": (3, "ue", "disputed"),  # cluster munitions found, shelling denied
    "kalbajar-2024-09-khudavang-restoration": (3, "au", "disputed"),  # Albanian or Armenian heritage
    "mardakert-clashes-2008": (2, "he", "disputed"),  # 8 Azerbaijani soldiers killed, or 4
    "trilateral-statement-2020": (7, "ahri", "several"),  # signed in the night of 9 to 10 November
    "kalbajar-2020-11-25-handover": (8, "ari", "several"),
    "kalbajar-2020-11-12-exodus": (3, "ri", "several"),
    "kalbajar-2020-11-hydropower-loss": (3, "ai", "several"),  # before and after the war: no contradiction
    "sos-horovlu-return-2025": (2, "ar", "several"),  # 169 and 99 + 70 are the same
    "icj-order-lachin-2023": (4, "hiu", "several"),
    "unsc-822-1993": (3, "ue", "several"),
    "ceasefire-1994": (3, "hue", "several"),
    "fuel-depot-explosion-2023": (7, "hi", "several"),  # a toll that grew from day to day
    "kalbajar-2023-05-27-gamishli": (4, "ah", "several"),
    "okchuchay-pollution-2021": (8, "ahi", "several"),
    "mine-aghdam-2021-03-16": (3, "ar", "several"),  # a first report, then the toll
    "displaced-1994-unhcr": (3, "iue", "several"),
    "mine-victims-january-2023": (1, "i", "single"),
    "khankendi-first-return-2026": (3, "ah", "several"),
    "shusha-return-july-2024": (1, "a", "single"),
    "kalbajar-2018-01-19-small-hpps": (1, "h", "single"),
    "mine-maps-aghdam-2021": (4, "ari", "several"),
}


@pytest.mark.parametrize("event_id", BY_HAND)
def test_verdicts_of_the_dataset_are_those_of_a_reader(dataset: geo.Dataset, event_id: str) -> None:
    n_sources, sides, verdict = BY_HAND[event_id]
    event = dataset.events.loc[event_id]
    assert event["n_sources"] == n_sources
    assert event["voices"] == tuple(SIDES[side] for side in sides)
    assert event["evidence"] == verdict
    assert event["independent"] == bool(set(sides) & set("iue"))
    assert event["support"] == ("single" if n_sources == 1 else "one_side" if len(sides) == 1 else "several")


def test_events_known_from_state_bodies_only(dataset: geo.Dataset) -> None:
    of_state = dataset.events.index[dataset.events["state_only"]]
    assert {"shusha-return-july-2024", "kalbajar-2018-01-19-small-hpps"} <= set(of_state)
    kinds = dataset.claims[dataset.claims["event_id"].isin(of_state)]["publisher_kind"]
    assert set(kinds) == {"azerbaijani_state", "armenian_state"}


def test_the_dataset_shows_more_one_sided_events_than_the_status_admits(dataset: geo.Dataset) -> None:
    corroborated = dataset.events[dataset.events["status"] == "corroborated"]
    assert (corroborated["support"] == "one_side").sum() > len(corroborated) / 5


def test_remarks_on_one_sidedness_are_borne_out_by_the_publishers(dataset: geo.Dataset) -> None:
    remark = dataset.claims[dataset.claims["field"] == "source_independence"]
    one_sided = set(remark.loc[remark["value"] == "one_side_only", "event_id"])
    assert one_sided
    assert set(dataset.events.loc[list(one_sided), "support"]) <= {"one_side", "single"}
