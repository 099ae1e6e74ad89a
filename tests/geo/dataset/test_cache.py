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


def test_an_answer_is_worked_out_once(dataset: geo.Dataset) -> None:
    asked = []

    @cached(2)
    def answer(of: geo.Dataset, number: int) -> int:
        asked.append(number)
        return number + len(of.events)

    numbers = (1, 2, 1, 3, 1, 2)
    answers = [answer(dataset, number) for number in numbers]
    assert answers == [number + len(dataset.events) for number in numbers]
    assert asked == [1, 2, 3, 2]
    assert answer(replace(dataset, events=dataset.events.iloc[:0]), 1) == 1


def test_the_dataset_is_freed_with_its_session(dataset: geo.Dataset) -> None:
    @cached(1)
    def rows(of: geo.Dataset) -> list[str]:
        return list(of.events.index)

    own = replace(dataset)
    kept = weakref.ref(own)
    assert rows(own) == list(dataset.events.index)
    del own
    gc.collect()
    assert kept() is None


def test_what_failed_is_asked_again(dataset: geo.Dataset) -> None:
    asked = []

    @cached(1)
    def fails_first(_of: geo.Dataset) -> str:
        asked.append("once")
        if len(asked) == 1:
            raise ValueError(dataset.about.title)
        return "found"

    with pytest.raises(ValueError, match=dataset.about.title):
        fails_first(dataset)
    assert fails_first(dataset) == "found"


def test_threads_that_ask_at_once_share_one_answer(dataset: geo.Dataset) -> None:
    together = Barrier(4)
    asked = []

    @cached(1)
    def answer(_of: geo.Dataset) -> object:
        asked.append("once")
        return object()

    def ask(_thread: int) -> object:
        together.wait()
        return answer(dataset)

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, range(4)))
    assert len(asked) == 1
    assert len(set(map(id, answers))) == 1
