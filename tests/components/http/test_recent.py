"""What was made last is kept, within so many things and bytes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from components.http.recent import Recent

MOST, MOST_BYTES = 3, 10


def test_what_is_asked_for_again_is_not_made_again() -> None:
    recent: Recent[bytes] = Recent(MOST, MOST_BYTES, len)
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode()

    for name in ("a", "b", "c", "a", "d", "a", "b"):
        assert recent.get(name, lambda name=name: make(name)) == name.encode()  # type: ignore[misc]
    assert made == ["a", "b", "c", "d", "b"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 12)), max_size=30))
def test_no_more_is_kept_than_is_allowed(asked: list[tuple[int, int]]) -> None:
    recent: Recent[bytes] = Recent(MOST, MOST_BYTES, len)
    for key, size in asked:
        recent.get(key, lambda size=size: bytes(size))  # type: ignore[misc]
        kept = list(recent._kept.values())  # noqa: SLF001 - What is held shows nowhere else.
        assert len(kept) <= MOST
        assert sum(map(len, kept)) == recent._bytes <= MOST_BYTES  # noqa: SLF001


def test_what_is_larger_than_all_may_be_drives_no_other_away() -> None:
    recent: Recent[bytes] = Recent(MOST, MOST_BYTES, len)
    for key in ("a", "b"):
        recent.get(key, lambda: b"small")
    assert len(recent.get("large", lambda: bytes(MOST_BYTES + 1))) == MOST_BYTES + 1
    for key in ("a", "b"):
        assert recent.get(key, lambda: b"made anew") == b"small"
