"""A cache of what is worked out of texts that anybody may have written: of short ones alone.

`functools.lru_cache` counts answers, whatever their length: a few files of long texts would fill the memory of a
process that serves many, and stay in it when their people are gone.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def cached_if_short(
    most: int, longest: int, *, typed: bool = False
) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """Make a function of texts keep its last answers, but those to long texts.

    Parameters
    ----------
    most
        How many answers are kept.
    longest
        Characters of any text among the arguments, by position, of an answer that is kept.
    typed
        Whether equal arguments of different types have answers of their own.

    Examples
    --------
    >>> asked = []
    >>> length = cached_if_short(8, longest=3)(lambda text: (asked.append(text), len(text))[1])
    >>> [length("abc"), length("abc"), length("abcd"), length("abcd")]
    [3, 3, 4, 4]
    >>> asked
    ['abc', 'abcd', 'abcd']
    """

    def decorate(function: Callable[Asked, Found]) -> Callable[Asked, Found]:
        kept = lru_cache(most, typed=typed)(function)

        @wraps(function)
        def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
            for text in args:
                if isinstance(text, str) and len(text) > longest:
                    return function(*args, **kwargs)
            return kept(*args, **kwargs)  # type: ignore[arg-type]  # Texts are hashable.

        return asked

    return decorate
