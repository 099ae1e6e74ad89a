"""A cache of what is worked out of a dataset, kept as long as it: a person's own goes with their session."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from geo.dataset.sizes import LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from geo.dataset.dataset import Dataset

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def cached(
    most: int, *, of_large: int | None = None
) -> Callable[[Callable[Concatenate[Dataset, Asked], Found]], Callable[Concatenate[Dataset, Asked], Found]]:
    """Make a function of a dataset keep its last answers, beside the dataset.

    `functools.lru_cache` would keep the dataset too, for as long as the process runs. What the function
    returns must not hold the dataset itself, for the same reason. Of threads that ask the same at once,
    one works it out and the others wait for it.

    Parameters
    ----------
    most
        How many answers are kept of one dataset; the one that was asked for longest ago goes first.
    of_large
        How many of a large dataset (:mod:`geo.dataset.sizes`), where an answer takes much room.
    """

    def decorate(
        function: Callable[Concatenate[Dataset, Asked], Found],
    ) -> Callable[Concatenate[Dataset, Asked], Found]:
        kept: WeakKeyDictionary[Dataset, OrderedDict[Hashable, Future[Found]]] = WeakKeyDictionary()
        lock = Lock()

        @wraps(function)
        def asked(dataset: Dataset, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
            question = (args, tuple(sorted(kwargs.items())))
            with lock:
                answers = kept.setdefault(dataset, OrderedDict())
                answer = answers.get(question)
                is_new = answer is None
                if answer is None:
                    answer = answers[question] = Future()
                    if len(answers) > (most if of_large is None or len(dataset.events) < LARGE else of_large):
                        answers.popitem(last=False)
                else:
                    answers.move_to_end(question)
            if is_new:
                try:
                    answer.set_result(function(dataset, *args, **kwargs))
                except BaseException as error:
                    with lock:
                        answers.pop(question, None)
                    answer.set_exception(error)
                    raise
            return answer.result()

        return asked

    return decorate
