"""Forms of words that are worked out once for a language: most people look at the same days and numbers."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from geo.i18n.languages import language
from geo.short_texts import cached_if_short

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Written = TypeVar("Written")
MOST = 8_192
"""How many answers a function keeps, those of all languages together."""
LONGEST = 100
"""Characters of a text: what is asked of a longer one is worked out each time."""


def by_language(function: Callable[Asked, Written]) -> Callable[Asked, Written]:
    """Make a function keep its last answers in each language.

    Its arguments must be hashable, and its answer must follow from them and the language alone.

    Examples
    --------
    >>> from geo.i18n.languages import speaking
    >>> greet = by_language(lambda name: f"{language()}: {name}")
    >>> greet("Aghdam")
    'en: Aghdam'
    >>> with speaking("az"):
    ...     greet("Aghdam")
    'az: Aghdam'
    """

    # Typed: 1, 1.0 and True are equal, and written differently.
    @cached_if_short(MOST, LONGEST, typed=True)
    def kept(_code: str, *args: Asked.args, **kwargs: Asked.kwargs) -> Written:
        return function(*args, **kwargs)

    @wraps(function)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Written:
        return kept(language(), *args, **kwargs)

    return asked
