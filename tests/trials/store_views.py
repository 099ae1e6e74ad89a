"""Trial: random views of a store, counted by the store and by DuckDB from the same files."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import duckdb

from geo.spatial.map_tiles import Cell
from geo.store.importing import manifest
from geo.store.query import WHOLE_REGION, Question, Store, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEPEST = 14
"""Level of the finest cells that are asked for."""
FILTERED = 0.4
"""How often a view has a filter of a kind."""
SHOWN = 10
X = "floor((lon / 360 + 0.5) * {size})"
Y = "floor((0.5 - atanh(sin(radians(lat))) / (2 * pi())) * {size})"


def trial(address: str, count: int, seed: int) -> bool:
    """Ask random views and print how many differ; True where none does.

    Parameters
    ----------
    address
        A store in a folder.
    count
        How many views.
    seed
        Of what is asked.
    """
    found = manifest(address)
    if found is None:
        print(f"There is no store at {address}.")
        return False
    store = Store(address, found)
    paths = [store.place.path(f"versions/{store.version}/{path}") for path in found["tables"]["events"]]
    asked = duckdb.connect()
    listed = ", ".join(map(_quoted, paths))
    asked.execute(f"create view events as select * from read_parquet([{listed}])")
    choose = random.Random(seed)
    wrong, spent, by_duckdb = 0, [], []
    for number in range(count):
        question = _made_up(store, choose, asked)
        begun = time.perf_counter()
        counted = store.count(question)
        between = time.perf_counter()
        (plain,) = asked.execute(f"select count(*) from events where {_sql(question)}").fetchall()[0]
        spent.append(between - begun)
        by_duckdb.append(time.perf_counter() - between)
        if counted != plain:
            wrong += 1
            if wrong <= SHOWN:
                print(f"- view {number}: {counted:,} by the store, {plain:,} by DuckDB: {question}")
    print("| events | views | differ | store, median ms | store, 95 % ms | DuckDB, median ms |")
    print("|---:|---:|---:|---:|---:|---:|")
    times = f"{_at(spent, 0.5):.0f} | {_at(spent, 0.95):.0f} | {_at(by_duckdb, 0.5):.0f}"
    print(f"| {len(store):,} | {count} | {wrong} | {times} |")
    return wrong == 0


def _at(seconds: Sequence[float], share: float) -> float:
    return 1000 * sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]


def _made_up(store: Store, choose: random.Random, asked: duckdb.DuckDBPyConnection) -> Question:
    first, last = store.days
    days = sorted(choose.randint(first - 50, last + 50) for _ in range(2))
    words = [sorted({word for word in one if word}) for one in store.words[1:]]
    districts = sorted({one for found in store.district_lists for one in found} - {WHOLE_REGION})

    def some(known: Sequence[str]) -> frozenset[str]:
        most = min(3, len(known))
        if not most or choose.random() > FILTERED:
            return frozenset()
        return frozenset(choose.sample(known, choose.randint(1, most)))

    return Question(
        days[0], days[1], some(words[0]), some(districts), some(words[1]), _where(store, choose, asked)
    )


def _where(store: Store, choose: random.Random, asked: duckdb.DuckDBPyConnection) -> Where:
    """Return a part of the map: all, without a place, a cell with at least one event, or a box."""
    kind = choose.choice(("all", "cell", "cell", "cell", "box", "unplaced", "within"))
    extent = store.extent
    if kind in {"unplaced", "within"}:
        return Where(placed="unplaced" if kind == "unplaced" else "within")
    if kind == "all" or extent is None:
        return Where()
    if kind == "box":
        west, south, east, north = extent
        lon, lat = (
            sorted(choose.uniform(*side) for _ in range(2)) for side in ((west, east), (south, north))
        )
        return Where(box=(lon[0], lat[0], lon[1], lat[1]))
    level = choose.randint(2, DEEPEST)
    size = 1 << level
    rows = asked.execute(
        f"select {X.format(size=size)}, {Y.format(size=size)} from events where lon is not null limit 1 offset ?",
        [choose.randint(0, max(0, len(store) // 4))],
    ).fetchall()
    return Where(Cell(level, *map(int, rows[0]))) if rows else Where()


def _sql(question: Question) -> str:
    parts = [f"first_day <= {question.last}", f"last_day >= {question.first}"]
    for name in ("categories", "evidence"):
        chosen = getattr(question, name)
        if chosen:
            column = "category" if name == "categories" else name
            parts.append(f"{column} in ({', '.join(map(_quoted, sorted(chosen)))})")
    if question.districts:
        listed = ", ".join(map(_quoted, sorted({*question.districts, WHOLE_REGION})))
        parts.append(f"list_has_any(split(coalesce(district_ids, ''), ';'), [{listed}])")
    where = question.where
    if where.cell is not None:
        size = 1 << where.cell.level
        parts += [f"{X.format(size=size)} = {where.cell.x}", f"{Y.format(size=size)} = {where.cell.y}"]
    if where.placed:
        empty = "is null" if where.placed == "unplaced" else "is not null"
        parts += ["lon is null", f"district_ids {empty}"]
    if where.box is not None:
        west, south, east, north = where.box
        parts.append(
            f"(lon is null or (lon between {west!r} and {east!r} and lat between {south!r} and {north!r}))"
        )
    return " and ".join(parts)


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
