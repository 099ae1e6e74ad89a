"""What is made of a person's dataset goes when their session ends."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING

from components.view.voices import counts, scene_with_voices, with_voices
from geo.claims.coverage import coverage
from geo.control.history import state_at
from geo.dataset.lookup import claims_of
from geo.figures.series import figures
from geo.search.query import search
from geo.selection.filters import Selection

if TYPE_CHECKING:
    import geo


def test_a_persons_dataset_is_freed_with_all_that_was_made_of_it(dataset: geo.Dataset) -> None:
    own = replace(dataset)
    wide = Selection(own.about.first_day, 30_000, text="school", voices=frozenset({"armenian"}))
    seen = with_voices(own, wide.voices)
    scene_with_voices(own, wide.voices, 20_000)
    counts(own, wide)
    claims_of(own, "unsc-822-1993")
    figures(own, "kalbajar", voices=wide.voices)
    coverage(own)
    search(seen, "kalbajar")
    state_at(own, 10_000)
    kept = [weakref.ref(own), weakref.ref(seen)]
    del own, seen
    gc.collect()
    assert [one() for one in kept] == [None, None]
