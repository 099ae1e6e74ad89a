"""The import of files into a store: the plan is made here, the executor does the work, the version is put in place.

Until the last step the old version is read. What is finished stays finished: the same command, run again after a kill,
goes on with the slices and files that are not there yet.
"""

from __future__ import annotations

import posixpath
import time
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.dataset.columns import positions
from geo.dataset.origin import BUNDLED, UNRECORDED
from geo.i18n import Sentence, language, marked, sentence_text
from geo.identifiers import LIST_DELIMITER
from geo.importers import recognise
from geo.importers.claims import decimal_of, signs_of
from geo.importers.counts import Signs, find_signs
from geo.importers.event_import import names_and_days, read_columns
from geo.importers.layouts import BY_ID
from geo.importers.merge import known_categories, voices_with
from geo.importers.placement import Outlines
from geo.importers.problems import Notes
from geo.store import executor, layout, parts, second_pass
from geo.store.address import Place, identity
from geo.store.base import write_base
from geo.store.keys import BUCKETS
from geo.store.plan import FORMAT, Plan, with_signs, work_folder, write_plan
from geo.store.slices import SAMPLE_ROWS, SLICE_BYTES, SLICE_ROWS, Reading, Slice, Source, cut, look_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.dataset.dataset import Dataset
    from geo.i18n import Words
    from geo.importers import ColumnMapping, Table
    from geo.importers.terms import Terms

Json = dict[str, Any]
POINTER = "store.json"
MOST_KEYS = 2_000_000
"""Rows whose ids are compared at once."""
READING = marked("Making events")
REPEATED = marked("Looking for ids that come again")
WRITING = marked("Writing")
ADDING = marked("Adding up")


@dataclass(frozen=True)
class Progress:
    """How far an import is.

    Parameters
    ----------
    step
        What is done.
    done, total
        Parts of the step.
    file
        The file of the part that was finished last, "" where it is of no file.
    files_done, files
        Files of which all is done, and all files.
    rows
        Rows that were read since the command began.
    seconds
        Since then.
    """

    step: str
    done: int
    total: int
    file: str
    files_done: int
    files: int
    rows: int
    seconds: float


@dataclass(frozen=True)
class Sizes:
    """How the work is cut: rows and bytes of a slice, events of a file of the store."""

    slice_rows: int = SLICE_ROWS
    slice_bytes: int = SLICE_BYTES
    file_rows: int = second_pass.FILE_ROWS


@dataclass(frozen=True)
class Workers:
    """Who does the work: processes of this machine, or those of the cluster with this scheduler."""

    processes: int = 0
    scheduler: str = ""


def is_store(address: str) -> bool:
    """Whether there is a store at an address."""
    return manifest(address) is not None


def manifest(address: str) -> Json | None:
    """Return what the version of a store says of itself that is to be read, None where there is no store."""
    store = Place(address)
    told = store.read_json(POINTER)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        return None
    found = store.read_json(f"versions/{told['version']}/manifest.json")
    return found if isinstance(found, dict) else None


def make_plan(
    files: Sequence[str],
    address: str,
    dataset: Dataset,
    *,
    reading: Reading,
    terms: Terms,
    choose: Callable[[Table], ColumnMapping] = recognise,
    sizes: Sizes = Sizes(),
    bundled: bool = True,
    today: int | None = None,
) -> tuple[Plan, list[Table]]:
    """Look at the files and return the plan of their import, and the first rows of each kind of file.

    Files with the same columns have the same mapping, which is made of the first rows of all of them together.

    Parameters
    ----------
    files
        Paths or addresses.
    address
        Of the store.
    dataset
        On whose districts the events are shown.
    reading, terms
        How the files are read, and their title and licence.
    choose
        Returns what the columns of a table mean.
    sizes
        How the work is cut.
    bundled
        Whether the dataset's own events stay.
    today
        The last day that an event may begin on, in days since 1970-01-01.

    Raises
    ------
    ImportProblems
        When a file cannot be used, or no date is found in it.
    OSError
        When one cannot be read.
    """
    sources: list[Source] = []
    samples: dict[tuple[str, ...], list[Table]] = {}
    for number, file in enumerate(files):
        source, table = look_at(file, number, reading)
        sources.append(source)
        samples.setdefault(source.columns, []).append(table)
    tables = {columns: _together(found) for columns, found in samples.items()}
    mappings = {columns: choose(table) for columns, table in tables.items()}
    for columns, table in tables.items():
        read_columns(table, mappings[columns])
    kinds = {_publisher_kind(mapping) for mapping in mappings.values()}
    voiced = {kind for voice in dataset.about.voices for kind in voice.publisher_kinds}
    known = [names_and_days(mapping, dataset, today) for mapping in mappings.values()]
    names, days = known[0]
    first = None if any(one.first is None for _, one in known) else days.first
    plan = Plan(
        terms.title.strip() or posixpath.basename(address.rstrip("/\\").replace("\\", "/")),
        tuple(sources),
        tuple(identity(file) for file in files),
        mappings,
        {columns: signs_of(table, mappings[columns]) for columns, table in tables.items()},
        reading,
        Outlines.of(dataset.districts, dataset.neighbours, names),
        replace(days, first=first),
        voices_with(dataset.about, tuple(sorted(kinds - voiced))),
        known_categories(dataset.about),
        frozenset(map(str, dataset.events.index)) if bundled else frozenset(),
        (terms.title, terms.licence),
        language(),
        {columns: decimal_of(table, mappings[columns]) for columns, table in tables.items()},
        dataset.about.version if bundled else "",
        sizes.slice_rows,
        sizes.slice_bytes,
    )
    return plan, list(tables.values())


def _together(found: Sequence[Table]) -> Table:
    """Return the first rows of files with the same columns as of one file."""
    frame = pd.concat([table.frame for table in found]).head(SAMPLE_ROWS)
    geometry = found[0].geometry
    if geometry is not None:
        shapes = [table.geometry for table in found if table.geometry is not None]
        geometry = np.concatenate(shapes)[: len(frame)]
    return replace(found[0], frame=frame, geometry=geometry)


def _publisher_kind(mapping: ColumnMapping) -> str:
    origin = BY_ID[mapping.layout].origin
    return origin.publisher_kind if origin else UNRECORDED


def import_files(
    address: str,
    plan: Plan,
    dataset: Dataset | None = None,
    *,
    base: Dataset | None = None,
    workers: Workers = Workers(),
    sizes: Sizes = Sizes(),
    tell: Callable[[Progress], object] = lambda _progress: None,
) -> Json:
    """Import files into a store and return its manifest. An import that is finished already is not done again.

    Parameters
    ----------
    address
        Of the store.
    plan
        From :func:`make_plan`.
    dataset
        The dataset whose own events stay, None for none.
    base
        The dataset on whose districts the events are shown, which is kept with them, so that the page can open the
        store; None for that whose own events stay.
    workers
        Who does the work.
    sizes
        How the work is cut.
    tell
        Is told how far the work is.

    Raises
    ------
    DataPackageError
        When a file cannot be read any more, or the workers are lost.
    OSError
        When the store cannot be written.
    """
    began = time.monotonic()
    with executor.Executor(scheduler=workers.scheduler, processes=workers.processes) as called:
        return _import_files(
            address, plan, dataset, base=base or dataset, workers=called, sizes=sizes, tell=tell, began=began
        )


def _import_files(
    address: str,
    plan: Plan,
    dataset: Dataset | None,
    *,
    base: Dataset | None,
    workers: executor.Executor,
    sizes: Sizes,
    tell: Callable[[Progress], object],
    began: float,
) -> Json:
    store = Place(address)
    while True:
        old = manifest(address)
        if old is not None and old["version"] == plan.id:
            return {**old, "again": True}
        write_plan(store, plan)
        run = _Run(address, plan, workers=workers, sizes=sizes, tell=tell, began=began)
        told = run.read()
        signs = _signs(plan, run.slices, told)
        if signs == dict(plan.signs):
            break
        store.remove(work_folder(plan.id))  # What the first rows said of the counts is not so.
        plan = with_signs(plan, signs)
    if dataset is not None:
        told = [*told, _own_events(store, plan, dataset, len(told))]
    if base is not None:
        write_base(store, plan.id, base)
    found = run.second(told, own=len(dataset.events) if dataset is not None else 0)
    store.write_json(f"versions/{plan.id}/manifest.json", found)
    before = (store.read_json(POINTER) or {}).get("version")
    store.write_json(POINTER, {"format": FORMAT, "version": plan.id, "previous": before})
    store.remove(work_folder(plan.id))
    for name in store.names("versions"):
        if name not in {plan.id, before}:
            store.remove(f"versions/{name}")
    return found


def _signs(plan: Plan, slices: Sequence[Slice], told: Sequence[Json]) -> dict[tuple[str, ...], Signs]:
    """Return how counts are written, by all of their texts; the plan has what the first rows say."""
    odd: dict[tuple[str, ...], set[str]] = {columns: set() for columns in plan.mappings}
    for one, answer in zip(slices, told, strict=True):
        odd[plan.files[one.source].columns].update(answer["odd"])
    found = {}
    for columns, texts in odd.items():
        mapping = plan.mappings[columns]
        decimal = plan.decimals[columns]
        found[columns] = find_signs(sorted(texts), decimal=mapping.count_sign, file_decimal=decimal)
    return found


class _Run:
    """One go at an import."""

    def __init__(
        self,
        address: str,
        plan: Plan,
        *,
        workers: executor.Executor,
        sizes: Sizes,
        tell: Callable[[Progress], object],
        began: float,
    ) -> None:
        self._address = address
        self._store = Place(address)
        self._plan = plan
        self._id = plan.id
        self._executor = workers
        self._sizes = sizes
        self._tell = tell
        self._began = began
        self._rows = 0
        self.slices: list[Slice] = []

    def read(self) -> list[Json]:
        """Make the parts of all slices, and return what is known of each."""
        files, self.slices = self._cut()
        tasks = [
            parts.SliceTask(self._address, self._id, number, files[one.source], one)
            for number, one in enumerate(self.slices)
        ]
        left = [0] * len(self._plan.files)
        for one in self.slices:
            left[one.source] += 1
        return self._do(READING, parts.do_slice, tasks, left)

    def _cut(self) -> tuple[list[Source], list[Slice]]:
        """Cut the files, or return how they were cut when the import was begun."""
        name = f"{work_folder(self._id)}/slices.json"
        known = self._store.read_json(name)
        if known is None:
            found: list[Slice] = []
            files = []
            for source in self._plan.files:
                file, slices = cut(source, size=self._sizes.slice_bytes, rows=self._sizes.slice_rows)
                files.append(file)
                found += slices
            known = {"slices": [asdict(one) for one in found], "files": [asdict(file) for file in files]}
            self._store.write_json(name, known)
        files = [Source(**{**one, "columns": tuple(one["columns"])}) for one in known["files"]]
        return files, [Slice(**one) for one in known["slices"]]

    def _do(
        self,
        step: str,
        function: Callable[[Any], Any],
        tasks: Sequence[Any],
        left: list[int] | None = None,
    ) -> list[Any]:
        answers: list[Any] = [None] * len(tasks)
        done = self._executor.run(function, tasks)
        for number, (position, answer) in enumerate(done, start=1):
            answers[position] = answer
            file = ""
            if left is not None:
                source = tasks[position].slice.source
                left[source] -= 1
                self._rows += answer["read"]
                file = self._plan.files[source].name
            self._tell(
                Progress(
                    step,
                    number,
                    len(tasks),
                    file,
                    sum(not one for one in left) if left is not None else len(self._plan.files),
                    len(self._plan.files),
                    self._rows,
                    time.monotonic() - self._began,
                )
            )
        return answers

    def second(self, told: Sequence[Json], own: int) -> Json:
        """Write the files of the store, and return its manifest."""
        where = (self._address, self._id, self._id)
        total = sum(one["read"] for one in told[: len(self.slices)])
        number = min(BUCKETS, max(1, -(-total // MOST_KEYS)))
        edges = [BUCKETS * at // number for at in range(number + 1)]
        key_tasks = [
            second_pass.KeyTask(self._address, self._id, len(self.slices), low, high)
            for low, high in pairwise(edges)
        ]
        repeated = self._do(REPEATED, second_pass.find_repeated, key_tasks)
        files = second_pass.files_of(*where, told, self._sizes.file_rows)
        written = self._do(WRITING, second_pass.write_file, files)
        problems = [(f"slices/{at:06}.problems.arrow", one["problems"]) for at, one in enumerate(told)]
        problems += [
            (f"keys/{task.first:02}.problems.arrow", one["problems"])
            for task, one in zip(key_tasks, repeated, strict=True)
        ]
        merges = [
            *second_pass.source_tasks(*where, told),
            *second_pass.problem_tasks(*where, problems),
            *second_pass.count_tasks(*where, written, files),
        ]
        rows = self._do(ADDING, second_pass.merge, merges)
        return self._manifest(told, repeated, written, dict(zip(merges, rows, strict=True)), own)

    def _manifest(
        self,
        told: Sequence[Json],
        repeated: Sequence[Json],
        written: Sequence[Json],
        merged: Mapping[second_pass.MergeTask, int],
        own: int,
    ) -> Json:
        plan, of_files = self._plan, told[: len(self.slices)]
        read = sum(one["read"] for one in of_files)
        events = sum(one["events"] for one in written)
        labels: dict[str, str] = {}
        for one in told:
            for category, label in one["labels"].items():
                labels.setdefault(category, label)
        of_kind = {
            kind: sum(rows for task, rows in merged.items() if task.kind == kind)
            for kind in ("sources", "problems", "counts")
        }
        prefix = f"versions/{self._id}/"
        files = []
        for source, known in zip(plan.files, plan.identities, strict=True):
            some = [
                answer
                for one, answer in zip(self.slices, of_files, strict=True)
                if one.source == source.number
            ]
            files.append(
                {
                    "name": source.name,
                    "size": known["size"],
                    "read": sum(one["read"] for one in some),
                    "events": sum(one["shown"] for one in some),
                }
            )
        return {
            "format": FORMAT,
            "version": self._id,
            "title": plan.terms[0],
            "licence": plan.terms[1],
            "read": read,
            "shown": events - own,
            "notShown": read - (events - own),
            "own": own,
            "repeated": sum(one["lost"] for one in repeated),
            "events": events,
            "claims": sum(one["claims"] for one in written),
            **of_kind,
            "bytes": sum(one["bytes"] for one in written),
            "firstDay": min((one["first_day"] for one in written if one["events"]), default=None),
            "lastDay": max((one["last_day"] for one in written if one["events"]), default=None),
            "inputs": files,
            "categories": labels,
            "voices": [asdict(voice) for voice in plan.voices],
            "tables": {
                "events": [f"events/{one['name']}" for one in written],
                "claims": [f"claims/{one['name']}" for one in written],
                **{
                    kind: [task.target.removeprefix(prefix) for task in merged if task.kind == kind]
                    for kind in of_kind
                },
            },
            "mappings": [
                {"columns": list(columns), **mapping.as_json()} for columns, mapping in plan.mappings.items()
            ],
        }


def _own_events(store: Place, plan: Plan, dataset: Dataset, number: int) -> Json:
    """Write the dataset's own events as parts, as if they were a slice."""
    events, claims = dataset.events, dataset.claims
    rows = positions(claims["event_id"].astype("str"), events.index)
    said = claims.assign(row=rows)[rows >= 0]
    named = said.groupby("row")["source_id"].agg(
        lambda ids: LIST_DELIMITER.join(dict.fromkeys(map(str, ids)))
    )
    source_ids = pd.Series("", range(len(events)), dtype="str")
    source_ids.loc[named.index] = named.astype("str")
    made = events.reset_index(drop=True).assign(source_ids=source_ids, line=0)
    coded = map(str, made.select_dtypes("category"))
    made = made.assign(**{name: made[name].astype("str") for name in coded})
    ids = events.index.to_series().reset_index(drop=True)
    table = parts.events_table(made, ids, -1 - np.arange(len(events)), -1, BUNDLED)
    labels = {entry.id: entry.label for entry in dataset.about.categories}
    found = parts.in_order(table, said)
    whole = parts.Parts(*found, dataset.sources, labels, Notes(), [], 0, len(events), [])
    name = f"{work_folder(plan.id)}/slices/{number:06}"
    return parts.write_parts(store, name, whole, layout.PROBLEMS.empty_table())


def sentences(found: Mapping[str, Any]) -> Iterable[str]:
    """Return the counts of a store in sentences."""
    words: Words = Sentence(
        marked("{read} read, {shown} shown, {left_out} not."),
        {"read": found["read"], "shown": found["shown"], "left_out": found["notShown"]},
    )
    yield sentence_text(words)
