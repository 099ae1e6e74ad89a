from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.search.names import Name, district_names, names_in_note, place_names

if TYPE_CHECKING:
    import geo

NOTES = [
    ("Armenian: Aghopen. South-western end of the railway and road from Horadiz", ["Aghopen/hy-Latn"]),
    ("Also Agdam; Armenian also Akna", ["Agdam/", "Akna/hy-Latn"]),
    ("Armenian: Martakert (Mardakert)", ["Martakert/hy-Latn", "Mardakert/hy-Latn"]),
    ("Also Maraga, Maragha, Leninavan. A Wikipedia article", ["Maraga/", "Maragha/", "Leninavan/"]),
    ("Also Terter; until 1991 Mir Bashir", ["Terter/", "Mir Bashir/"]),
    ("Azerbaijani: Kohna Taglar", ["Kohna Taglar/az-Latn"]),
    ("Armenian: Vank; renamed Chinarli in 2020", ["Vank/hy-Latn"]),
    ("Also Şuşakənd, Əskəran", ["Şuşakənd/", "Əskəran/"]),
    ("Also Çıraq; Armenian also Չափար", ["Çıraq/", "Չափար/hy"]),
    ("Russian: Кельбаджар (Калбаджар)", ["Кельбаджар/ru", "Калбаджар/ru"]),
    ("Also S\u0327us\u0327a", ["S\u0327us\u0327a/"]),
    ("Also თბილისი", ["თბილისი/"]),
    ("Also çox kiçik", []),
    ("Also of the older name", []),
    ("Armenian settlement of 2003-2020", []),
    ("Moved from Shusha to Khojaly district by the law of December 2023", []),
    ("ICAO code UBBF", []),
    ("", []),
]


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_a_note_gives_names_in_clauses_of_their_own(note: str, expected: list[str]) -> None:
    assert [f"{name.text}/{name.language}" for name in names_in_note(note)] == expected


def test_every_name_of_a_place_is_in_its_row(dataset: geo.Dataset) -> None:
    for place, names in place_names(dataset.places).items():
        row = " ".join(str(cell) for cell in dataset.places.loc[place])
        assert [name.text for name in names if name.text not in row] == []
        assert len({name.text for name in names}) == len(names)


def test_a_district_has_its_own_names_and_those_of_its_seat(dataset: geo.Dataset) -> None:
    of_places = place_names(dataset.places)
    named = district_names(dataset.about.districts, dataset.district_facts, of_places)
    assert list(named) == list(dataset.districts.index)
    assert Name("Kəlbəcər", "az") in named["kalbajar"]
    assert Name("Քարվաճառ", "hy", of_seat=True) in named["kalbajar"]
    assert Name("Karvachar", "hy-Latn", of_seat=True) in named["kalbajar"]
    assert Name("Физулинский район", "ru") in named["fuzuli"]
    assert {name.text for name in named["khojaly"]} >= {"Ասկերան (Askeran region)", "Իվանյան (town)"}


def test_a_district_without_a_name_is_called_by_its_id(dataset: geo.Dataset) -> None:
    named = district_names(dataset.about.districts, dataset.district_facts.iloc[:0], {})
    assert named["khojavend"] == (Name("Khojavend", "en"),)
