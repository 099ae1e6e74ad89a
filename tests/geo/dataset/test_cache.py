"""What is worked out of a dataset is kept as long as the dataset and no longer."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from geo.dataset.cache import cached

if TYPE_CHECKING:
    import geo


def test_an_answer_is_worked_out_once(made_up: geo.Dataset) -> None:
    asked = []

    @cached(2)
    def answer(of: geo.Dataset, number: int) -> int:
        asked.append(number)
        return number + len(of.events)

    assert [answer(made_up, number) for number in (1, 2, 1, 3, 1, 2)] == [10, 11, 10, 12, 10, 11]
    assert asked == [1, 2, 3, 2]
    assert answer(replace(made_up, events=made_up.events.iloc[:0]), 1) == 1


def test_the_dataset_is_freed_with_its_session(made_up: geo.Dataset) -> None:
    @cached(1)
    def rows(of: geo.Dataset) -> list[str]:
        return list(of.events.index)

    own = replace(made_up)
    kept = weakref.ref(own)
    assert len(rows(own)) == 9
    del own
    gc.collect()
    assert kept() is None


def test_what_failed_is_asked_again(made_up: geo.Dataset) -> None:
    asked = []

    @cached(1)
    def fails_first(_of: geo.Dataset) -> str:
        asked.append("once")
        if len(asked) == 1:
            raise ValueError(made_up.about.title)
        return "found"

    with pytest.raises(ValueError, match=made_up.about.title):
        fails_first(made_up)
    assert fails_first(made_up) == "found"


def test_threads_that_ask_at_once_share_one_answer(made_up: geo.Dataset) -> None:
    together = Barrier(4)
    asked = []

    @cached(1)
    def answer(_of: geo.Dataset) -> object:
        asked.append("once")
        return object()

    def ask(_thread: int) -> object:
        together.wait()
        return answer(made_up)

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, range(4)))
    assert len(asked) == 1
    assert len(set(map(id, answers))) == 1
