"""Signs that are not seen before a formula: some programs take them away first, so the guard looks behind them."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.csv_injection import neutralise, neutralise_table, restore

UNSEEN = [
    "\u200b",
    "\ufeff",
    "\u200e",
    "\u202e",
    "\u2060",
    "\u00ad",
    "\x01",
    "\x7f",
    " \u200b",
    "\u200b\u200b",
]


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("formula", ["=1+1", "@SUM(1)", "+1+1", "-1+1", "＝1"])
def test_a_formula_behind_what_is_not_seen_is_text(sign: str, formula: str) -> None:
    text = sign + formula
    assert neutralise(text) == f"'{text}"
    assert restore(neutralise(text)) == text
    assert neutralise_table(pd.DataFrame({"a": [text]}))["a"].tolist() == [f"'{text}"]


def test_other_text_behind_it_stays() -> None:
    assert neutralise("\u200bplain") == "\u200bplain"
