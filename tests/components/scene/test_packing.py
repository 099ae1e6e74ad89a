"""Header and columns are laid out as the browser's reader expects."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from components.scene.packing import pack

COLUMN = st.sampled_from([np.int32, np.uint32, np.uint16, np.uint8]).flatmap(
    lambda dtype: arrays.arrays(dtype, st.integers(0, 40))
)


@given(st.dictionaries(st.text(max_size=8), COLUMN, max_size=5))
def test_every_column_is_found_at_its_offset(columns: dict[str, np.ndarray]) -> None:
    packed = pack({"title": "Քարվաճառ"}, columns)
    (length,) = struct.unpack_from("<I", packed)
    header = json.loads(packed[4 : 4 + length])
    start = -(-(4 + length) // 8) * 8
    assert header["title"] == "Քարվաճառ"
    for described, (name, values) in zip(header["columns"], columns.items(), strict=True):
        assert described["name"] == name
        assert described["offset"] % 8 == 0
        read = np.frombuffer(packed, values.dtype, described["length"], start + described["offset"])
        np.testing.assert_array_equal(read, values)


def test_a_column_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="column 'day' has dtype float64"):
        pack({}, {"day": np.zeros(3)})
