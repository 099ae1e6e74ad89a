"""The size from which on a dataset is kept and drawn in the ways made for large ones."""

from typing import Final

LARGE: Final = 100_000
"""Events from which a dataset is large.

Up to here every way of keeping the tables is quick and small enough, and the plainest one is
the best: text columns as they are, CSV on disk. From here on a column that repeats a few words
costs more as text than as codes, and reading CSV takes longer than a person waits: the repeated
text columns are of dtype ``category``, and packages are written as partitioned GeoParquet.
"""
