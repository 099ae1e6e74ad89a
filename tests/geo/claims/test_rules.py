"""The rules in words agree with those in the code."""

from __future__ import annotations

import pytest

from geo.claims import rules
from geo.claims.evidence import SUPPORT, VERDICTS
from geo.claims.rules import RULES, rule
from geo.figures import series
from geo.i18n import Sentence


def test_each_rule_has_an_id_of_its_own_and_a_full_sentence() -> None:
    assert len({entry.id for entry in RULES}) == len(RULES)
    for entry in RULES:
        assert entry.topic in {"support", "disagreement", "districts", "voices", "figures"}
        assert str(entry.sentence).endswith(".")
        assert "{" not in str(entry.sentence)
        assert entry.name


def test_every_verdict_and_every_choice_of_support_is_a_rule() -> None:
    assert {rule(verdict).topic for verdict in (*VERDICTS, *SUPPORT)} == {"support"}
    with pytest.raises(KeyError):
        rule("other")


def test_sentences_state_the_margins_that_the_code_uses() -> None:
    said = str(rule("numbers").sentence)
    for margin in (rules.ROUNDING_MARGIN, rules.BOUND_MARGIN, rules.MEASURE_MARGIN):
        assert f"{margin:.0%}"[:-1] + " percent" in said
    assert f"{rules.RARELY:.0%}"[:-1] + " percent" in str(rule("rarely_heard").sentence)


def test_a_sentence_is_filled_after_it_is_translated() -> None:
    assert str(Sentence("{a} of {b}", {"a": 1, "b": "two"})) == "1 of two"
    for template in (series.SIDE_BY_SIDE, series.DISTINCT, series.LATEST):
        assert "{why}" in template
