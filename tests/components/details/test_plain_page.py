"""The link from the panel to the same record without a script."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from components.details.plain_page import plain_page_of_district, plain_page_of_event
from geo.dataset.origin import ADDED, BUNDLED
from geo.i18n import LANGUAGES, speaking

if TYPE_CHECKING:
    from geo import Dataset


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_record_leads_to_its_plain_page_in_the_language_of_the_page(code: str, made_up: Dataset) -> None:
    event = str(made_up.events.index[0])
    prefix = "" if code == "en" else f"{code}/"
    with speaking(code):
        assert plain_page_of_event(event, made_up) == f"{prefix}event/{event}"
        assert plain_page_of_district("north") == f"{prefix}district/north"


def test_what_a_person_added_has_no_plain_page(made_up: Dataset) -> None:
    origins = [ADDED, *[BUNDLED] * (len(made_up.events) - 1)]
    combined = replace(made_up, events=made_up.events.assign(origin=origins))
    added, bundled = (str(event) for event in combined.events.index[:2])
    assert plain_page_of_event(added, combined) is None
    assert plain_page_of_event(bundled, combined) == f"event/{bundled}"
