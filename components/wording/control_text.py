"""Holders of a district in words: one holder, several with their parts, or nobody on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n.messages import gettext as _

if TYPE_CHECKING:
    from geo.dataset.metadata import About


Shares = tuple[tuple[str, str], ...]


def shares_text(shares: Shares, about: About, *, inside: bool = False) -> str:
    """Say who held a district: ``Azerbaijani control``, or ``Mostly Azerbaijani control, part Armenian control``.

    ``inside`` a sentence the words begin with a small letter: ``mostly Azerbaijani control``.
    """
    if inside and shares[0][0] == about.unrecorded.id:
        return _("not recorded")
    holders = [(about.controller(holder).label, holder, size) for holder, size in shares]
    if len(holders) == 1:
        return holders[0][0]
    (first, _first_id, size), (second, second_id, _size), *others = holders
    if second_id == about.unrecorded.id:
        return _("{holder} in part, rest not recorded").format(holder=first)
    template = {
        ("larger", False): _("Mostly {first}, part {second}"),
        ("larger", True): _("mostly {first}, part {second}"),
        ("even", False): _("Part {first}, part {second}"),
        ("even", True): _("part {first}, part {second}"),
    }["larger" if size == "larger" else "even", inside]
    text = template.format(first=first, second=second)
    for label, _holder, _size in others:
        text = _("{holders}, part {another}").format(holders=text, another=label)
    return text


def short_text(shares: Shares, about: About) -> str:
    """Say who held a district in a few words: ``Mostly Azerbaijani control``."""
    if len(shares) == 1:
        return held_text(shares, about)
    (first, size), *others = [(about.controller(holder).label, size) for holder, size in shares]
    if shares[1][0] == about.unrecorded.id:
        return _("{holder} in part").format(holder=first)
    if size == "larger":
        return _("Mostly {holder}").format(holder=first)
    return _("{first} and {second}").format(first=first, second=others[0][0])


def held_text(shares: Shares, about: About) -> str:
    """Say who held a district, and that it was the whole of it where it was."""
    text = shares_text(shares, about)
    is_whole = len(shares) == 1 and shares[0][0] != about.unrecorded.id
    return _("{holder}, whole").format(holder=text) if is_whole else text
