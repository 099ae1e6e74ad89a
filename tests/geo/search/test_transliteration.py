from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.identifiers import fold
from geo.search.transliteration import sound, words

NAMES = {
    "kalbacar": "Kelbecer Kəlbəcər KƏLBƏCƏR Kalbajar Kelbajar Kalbadjar Kelbadzhar Kelbadschar Кельбаджар",
    "karvacar": "Քարվաճառ ՔԱՐՎԱՃԱՌ Karvachar Karvajar K’arvach’arr Карвачар",
    "xankandi": "Xankəndi Xankendi Khankendi Hankendi Ханкенди XANKƏNDİ",
    "stapanakart": "Ստեփանակերտ Stepanakert Степанакерт Step’anakert",
    "susa": "Şuşa Susa Shusha Шуша ŞUŞA Schuscha",
    "susi": "Շուշի Shushi Шуши",
    "akdam": "Ağdam Agdam Aghdam Агдам Ագdam",
    "akdara": "Ağdərə Agdere Aghdara Агдере",
    "fuzuli": "Füzuli Fuzuli FÜZULİ Физули".replace("Физули", "Фюзули"),
    "istisu": "İstisu ISTISU İSTİSU istısu Истису",
    "lacin": "Laçın Lacin Lachin Latschin LAÇIN Лачин",
    "xucali": "Xocalı Khojaly Khodzhaly Hocali Khojali Ходжалы",
    "alav": "Aliyev Aliev Əliyev Алиев",
    "akaknut": "Եղեգնուտ Yeghegnut",
}


@pytest.mark.parametrize(
    ("expected", "spelling"), [(key, s) for key, text in NAMES.items() for s in text.split()]
)
def test_spellings_of_a_name_sound_alike(expected: str, spelling: str) -> None:
    assert [sound(word) for word in words(spelling)] == [expected]


def test_names_that_sound_alike_are_still_written_apart() -> None:
    assert sound("sus") == sound("sos")
    assert words("Sus") != words("Sos")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN resolution 62/243", ["un", "resolution", "62", "243"]),
        ("Azerbaijan's order", ["azerbaijan", "order"]),
        ("Джыдыр-Дюзю", ["dzhydyr", "dyuzyu"]),
        ("  \t\n", []),
        ("!?.*+()[]{}|\\^$", []),
    ],
)
def test_words_are_latin_letters_and_digits(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_numbers_keep_their_digits() -> None:
    assert [sound(word) for word in words("822 1100")] == ["822", "1100"]


@given(st.text())
@example("İIıi ẞß ﬁ ŉ ᾳ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
@example("tsh kkh tths dzhdz")
def test_the_sound_of_a_sound_is_itself(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]
        assert sound(sound(word)) == sound(word)


@given(st.text(alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyzАДЖКЛԱՔՋՃ"))
def test_capitals_do_not_change_a_sound(text: str) -> None:
    assert [sound(word) for word in words(text.upper())] == [sound(word) for word in words(text)]
