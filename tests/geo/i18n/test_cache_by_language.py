"""Words are worked out once for a language, and never shown in another one."""

from __future__ import annotations

from geo.i18n import by_language, language, number_text, speaking


def test_each_language_has_its_own_answer_and_each_is_asked_for_once() -> None:
    asked: list[tuple[str, int]] = []

    @by_language
    def written(value: int) -> str:
        asked.append((language(), value))
        return f"{language()} {value}"

    said = []
    for code in ("en", "az", "en", "az"):
        with speaking(code):
            said += [written(1), written(2)]
    assert said == ["en 1", "en 2", "az 1", "az 2"] * 2
    assert asked == [("en", 1), ("en", 2), ("az", 1), ("az", 2)]


def test_equal_values_of_another_kind_are_asked_for_apart() -> None:
    written = by_language(repr)
    assert [written(1), written(1.0), written(bool(1))] == ["1", "1.0", "True"]


def test_a_number_follows_the_language_of_the_moment() -> None:
    said = []
    for code in ("en", "az", "en"):
        with speaking(code):
            said.append(number_text(1234567))
    assert said == ["1,234,567", "1.234.567", "1,234,567"]
