"""The check of columns that were read from Parquet files against the table's Table Schema."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.datapackage.parquet.write import NUMBERS
from geo.datapackage.patterns import ID
from geo.datapackage.schema_rules import each_once, field_rules, number_between
from geo.errors import Problem
from geo.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from geo.datapackage.table_schemas import Field

    Bools = npt.NDArray[np.bool_]

MOST = 1_000
"""Problems of one rule of one column that are told; a foreign file may have millions alike."""


def check_columns(path: str, frame: pd.DataFrame, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield a problem for each cell that is not what the Table Schema says.

    Numbers are compared by columns, and of codes each different text is tested once. Texts that are
    mapped were looked at when they were read, and are not read again.

    Parameters
    ----------
    path
        Of the table inside the package.
    frame
        From :func:`geo.datapackage.parquet.read.read_partitioned`.
    fields
        The fields of the Table Schema by name.
    """
    for name, field in fields.items():
        column = frame.get(name)
        if column is None:
            continue
        if name in NUMBERS:
            yield from _out_of_bounds(path, column, field)
        elif isinstance(column.dtype, pd.CategoricalDtype) and name != "event_id":  # A link, tested as such.
            for rule in field_rules(field):
                wrong = np.flatnonzero(~each_once(column, rule.passes))[:MOST]
                for row, value in column.iloc[wrong].items():
                    yield Problem(
                        path, _row(row), name, str(value), rule.expected, rule.remedy, rule.severity
                    )
        elif name == "event_id" and not isinstance(column.dtype, pd.CategoricalDtype):
            yield from _malformed_ids(path, column, field)


def _out_of_bounds(path: str, column: pd.Series, field: Field) -> Iterator[Problem]:
    constraints = field.get("constraints", {})
    low = float(constraints.get("minimum", -math.inf))
    high = float(constraints.get("maximum", math.inf))
    values = column.to_numpy(dtype="float64")
    wrong = np.flatnonzero(~np.isnan(values) & ~((values >= low) & (values <= high) & np.isfinite(values)))
    for row, value in column.iloc[wrong[:MOST]].items():
        expected, remedy = number_between(low, high), marked("Correct the number")
        yield Problem(path, _row(row), str(column.name), f"{value:g}", expected, remedy)


def _malformed_ids(path: str, column: pd.Series, field: Field) -> Iterator[Problem]:
    fits = pc.match_substring_regex(pa.array(column.array, pa.large_string()), rf"\A(?:{ID})\z")
    for row, value in column[~np.asarray(fits, dtype=bool)].head(MOST).items():
        rule = next(rule for rule in field_rules(field) if not rule.passes(str(value)))
        yield Problem(path, _row(row), str(column.name), str(value), rule.expected, rule.remedy)


def _row(label: object) -> int:
    return int(str(label))
