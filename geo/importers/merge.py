"""A dataset of bundled districts and imported events, and one of a person's own districts."""

from __future__ import annotations

import ctypes
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.claims.evidence import evidence
from geo.dataset.columns import (
    arrow_texts,
    as_category,
    compact,
    concatenate,
    event_order,
    ids_by_code,
    is_large,
    positions,
    read_once,
    with_sources,
)
from geo.dataset.memory import release
from geo.dataset.metadata import Category, Group, Jump, Resource, Voice
from geo.dataset.origin import ADDED, BUNDLED, CLAIM_FIELDS, UNRECORDED
from geo.i18n import Sentence, marked
from geo.identifiers import LIST_DELIMITER, slug
from geo.importers.terms import Terms
from geo.search.text_filter import search_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt
    import pyarrow as pa
    from pandas.api.extensions import ExtensionArray

    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About
    from geo.i18n import Words
    from geo.importers import Imported

    Content = bytes | memoryview[int]

__all__ = ["ADDED", "BUNDLED", "combine"]

GROUP = Group("added", marked("Added events"), "#6B5B1E", "#D8C36A")
NO_VOICE = Voice(UNRECORDED, marked("Publisher not recorded"), (UNRECORDED,))
SHAPES = (
    "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "M2.5 2.5h11v11h-11z",
    "M8 1.5 14.5 8 8 14.5 1.5 8z",
    "M8 2 15 14H1z",
    "M1 2h14L8 14z",
    "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    "M6 1.5h4V6h4.5v4H10v4.5H6V10H1.5V6H6z",
    "M2 6h12v4H2z",
)
"""Icons of added categories: plain shapes, 16 x 16."""
COLOURS = (
    ("#5B3A8C", "#B497E7"),
    ("#1F6F5C", "#5FC7AC"),
    ("#8A4B08", "#E3A35C"),
    ("#2B5C9E", "#7FB0EE"),
    ("#9C2F5F", "#EF8DB8"),
    ("#566016", "#B9C45E"),
    ("#4A4F57", "#B9C0C9"),
    ("#7A3B2E", "#DB9585"),
)


def combine(
    dataset: Dataset, imported: Imported, *, bundled: bool = True, terms: Terms | None = None
) -> Dataset:
    """Return a dataset with imported events, as :func:`geo.load` would have made it.

    The districts, places, control periods and their sources are those of the dataset. An imported
    category with the id or the label of one of the dataset becomes that one; the others join a
    group of their own.

    Parameters
    ----------
    dataset
        The loaded dataset; it is not changed.
    imported
        From :func:`geo.importers.import_events`, with the districts of this dataset.
    bundled
        Whether the dataset's own events stay.
    terms
        Title and licence of the imported data; what is not stated is not known, and never the dataset's.

    Returns
    -------
    Dataset
        Its events have one more column, `origin` (str): `dataset` or `added`.
    """
    bundled = bundled and not dataset.events.empty  # Districts alone have no days of their own to keep.
    known = known_categories(dataset.about)
    renamed = {category: known.get(slug(label), category) for category, label in imported.categories.items()}
    fresh, claims, sources = _apart(dataset, imported, renamed)
    about = _about(dataset, imported, renamed, sources, fresh, terms=terms or Terms(), bundled=bundled)
    sources.insert(
        2,
        "voice",
        sources["publisher_kind"].map({k: about.voice_of(k).id for k in sources["publisher_kind"].unique()}),
    )
    fresh = judged(fresh, sources, about.voices)
    claims = with_sources(claims, sources, large=is_large(len(fresh)))
    fresh["search_text"] = search_texts(
        fresh, dataset.about.districts, dataset.district_facts, dataset.places
    )
    old = (dataset.events if bundled else dataset.events.iloc[:0]).assign(origin=BUNDLED)
    events = _events(old, fresh)
    claims = _claims(dataset.claims if bundled else dataset.claims.iloc[:0], claims, events)
    periods = dataset.control_periods
    begins = periods["begins_with_event_id"]
    begins = begins.where(positions(begins, events.index) >= 0, "")
    if is_large(len(events)):
        release()  # Without a collection, for which everybody whom this process serves would wait.
    return replace(
        dataset,
        about=about,
        events=events,
        claims=claims,
        sources=pd.concat([dataset.sources, sources[[c for c in dataset.sources if c in sources]]]).fillna(
            ""
        ),
        control_periods=periods.assign(begins_with_event_id=begins),
        disagreements=dataset.disagreements if bundled else dataset.disagreements.iloc[:0],
        # Stories tell of the dataset's own events: without these their steps show nothing.
        stories=dataset.stories if bundled else None,
        story_steps=dataset.story_steps if bundled else None,
    )


def known_categories(about: About) -> dict[str, str]:
    """Return the ids of the categories of a dataset by the slugs of their labels and ids."""
    return {slug(word): entry.id for entry in about.categories for word in (entry.label, entry.id)}


def _apart(
    dataset: Dataset, imported: Imported, renamed: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return events, claims and sources with ids that the dataset does not have yet."""
    categories = imported.events["category"].astype("str").map(dict(renamed))
    events = imported.events.drop(columns="line").assign(category=categories, origin=ADDED)
    claims, sources = imported.claims, imported.sources.copy()
    if not is_large(len(events)):
        claims = claims.astype("str")
    twice = events.index[events.index.isin(dataset.events.index)]
    if len(twice):
        other = _free(twice, {*dataset.events.index, *events.index})
        events.index = pd.Index([other.get(i, i) for i in events.index], name="event_id")
        claims = claims.assign(event_id=claims["event_id"].astype("str").map(lambda i: other.get(i, i)))
    again = _free(
        [i for i in sources.index if i in dataset.sources.index], {*dataset.sources.index, *sources.index}
    )
    if again:
        sources = sources.rename(index=again)
        claims, events = (
            frame.assign(source_id=frame["source_id"].astype("str").map(lambda ids: _renamed(ids, again)))
            for frame in (claims, events)
        )
    places = set(dataset.places.index)
    kept = read_once(events["place_ids"], lambda ids: tuple(i for i in ids if i in places))
    return events.assign(place_ids=kept), claims, sources


def _free(ids: Iterable[str], taken: set[str]) -> dict[str, str]:
    """Return an id that is not taken for each that is; the same file may be added more than once."""
    found: dict[str, str] = {}
    for one in ids:
        other, number = f"{ADDED}-{one}", 1
        while other in taken:
            number += 1
            other = f"{ADDED}-{number}-{one}"
        taken.add(other)
        found[one] = other
    return found


def _renamed(ids: str, names: Mapping[str, str]) -> str:
    """Return the ids of a list with those that have another name now."""
    return LIST_DELIMITER.join(names.get(i, i) for i in ids.split(LIST_DELIMITER))


def voices_with(about: About, silent: tuple[str, ...]) -> tuple[Voice, ...]:
    """Return the voices, with kinds of publishers that none speaks for under the one of unknown publishers."""
    if not silent:
        return about.voices
    if any(voice.id == NO_VOICE.id for voice in about.voices):
        return tuple(
            replace(voice, publisher_kinds=(*voice.publisher_kinds, *silent))
            if voice.id == NO_VOICE.id
            else voice
            for voice in about.voices
        )
    return (*about.voices, replace(NO_VOICE, publisher_kinds=silent))


def added_categories(
    about: About, labels: Mapping[str, str]
) -> tuple[tuple[Group, ...], tuple[Category, ...]]:
    """Return groups and categories of a dataset with those that it does not have, in a group of their own.

    Parameters
    ----------
    about
        Of the dataset.
    labels
        Label by the id of each category that occurs.
    """
    have = {entry.id for entry in about.categories}
    added = [(category, label) for category, label in labels.items() if category not in have]
    categories = tuple(
        Category(category, label, GROUP.id, SHAPES[n % len(SHAPES)], *COLOURS[n % len(COLOURS)])
        for n, (category, label) in enumerate(added)
    )
    is_new = categories and GROUP.id not in {group.id for group in about.groups}
    return about.groups + ((GROUP,) if is_new else ()), about.categories + categories


def _about(
    dataset: Dataset,
    imported: Imported,
    renamed: Mapping[str, str],
    sources: pd.DataFrame,
    events: pd.DataFrame,
    *,
    terms: Terms,
    bundled: bool,
) -> About:
    about = dataset.about
    labels = {renamed[category]: label for category, label in imported.categories.items()}
    groups, categories = added_categories(about, labels)
    voiced = {kind for voice in about.voices for kind in voice.publisher_kinds}
    silent = tuple(kind for kind in sources["publisher_kind"].unique() if kind not in voiced)
    title = _title(dataset, imported, terms, bundled=bundled)
    made = {} if isinstance(title, str) else {str(title): title}
    changed = replace(
        about,
        categories=categories,
        groups=groups,
        voices=voices_with(about, silent),
        publisher_kinds={UNRECORDED: marked("Not recorded")} | dict(about.publisher_kinds),
        field_labels=dict(CLAIM_FIELDS) | dict(about.field_labels),
        title=str(title),
        sentences={**about.sentences, **made},
        subtitle=about.subtitle if bundled or dataset.events.empty else "",
        resources=_resources(about, imported, terms, bundled=bundled),
        version=f"{about.version}-{_digest(imported, terms, bundled=bundled)}",
    )
    if not bundled:
        changed = replace(changed, landmarks=())  # They are events of the dataset.
    if not len(events):
        return changed
    first, last = int(events["first_day"].min()), int(events["last_day"].max())
    if bundled:
        return replace(changed, first_day=min(about.first_day, first))
    everything = Jump("all", marked("All"), first, None)
    return replace(
        changed,
        first_day=first,
        default_day=last,
        default_range=(first, last),
        jumps=(everything,),
    )


def _title(dataset: Dataset, imported: Imported, terms: Terms, *, bundled: bool) -> Words:
    """Return the title of the dataset, which says that others' events are among its own."""
    if dataset.events.empty:  # Districts of a person's own have the title of their file.
        return terms.title.strip() or dataset.about.title
    if not bundled:
        return terms.title_of(imported.name)
    added = terms.title.strip() or imported.name
    return Sentence(marked("{title}, with {added}"), {"title": dataset.about.title, "added": added})


def _resources(about: About, imported: Imported, terms: Terms, *, bundled: bool) -> tuple[Resource, ...]:
    """Return the files of a dataset and the one that was added; tables that it changes are not the dataset's alone."""
    added = Resource(ADDED, imported.name, marked("Added events"), terms.licences(), "", imported.shown)
    if bundled:
        return (*about.resources, added)
    kept = (entry for entry in about.resources if entry.name not in {"events", "claims"})
    return (*kept, added)


def _digest(imported: Imported, terms: Terms, *, bundled: bool) -> str:
    """Return a short hash of everything that a view of the imported events shows."""
    digest = hashlib.sha256(repr((imported.name, bundled, terms, dict(imported.categories))).encode())
    for frame in (imported.events, imported.claims, imported.sources):
        digest.update(repr(list(frame.columns)).encode())
        for values in (frame.index.array, *(frame[name].array for name in frame.columns)):
            for part in _bytes_of(values):
                digest.update(part)
    return digest.hexdigest()[:12]


def _bytes_of(values: ExtensionArray) -> Iterator[Content]:
    """Yield what tells the values of a column from others; lists and objects by their text."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        yield from bytes_of_texts(arrow_texts(values.categories.array))  # type: ignore[attr-defined]
        yield _memory(values.codes)  # type: ignore[attr-defined]
    elif isinstance(values.dtype, pd.StringDtype):
        yield from bytes_of_texts(arrow_texts(values))
    elif (cells := np.asarray(values)).dtype == object:
        # The same few objects stand in many rows: they are told apart by where they are before they are read.
        codes, first = pd.factorize(_addresses(cells))
        rows = np.full(len(first), 0)
        rows[codes[::-1]] = np.arange(len(cells))[::-1]
        again, different = pd.factorize(np.array([repr(cell) for cell in cells[rows]], dtype=object))
        yield "\n".join(different).encode()
        yield _memory(again[codes])
    else:
        yield _memory(cells)


def _addresses(cells: npt.NDArray[np.object_]) -> npt.NDArray[np.int64]:
    """Return where each object of an array stands in memory, as :func:`id` does for one."""
    cells = np.ascontiguousarray(cells)
    pointers = (ctypes.c_ssize_t * len(cells)).from_address(cells.ctypes.data)
    return np.array(pointers, dtype="int64")


def _memory(numbers: npt.NDArray[Any]) -> memoryview[int]:
    """Return numbers as they lie in memory."""
    return np.ascontiguousarray(numbers).view("uint8").data


def bytes_of_texts(texts: pa.ChunkedArray) -> Iterator[Content]:
    """Yield the lengths of texts and their letters, however they lie in memory."""
    letters: list[Content] = []
    for chunk in filter(len, texts.chunks):
        _, ends, content = chunk.buffers()
        bounds = np.frombuffer(ends, "int64", len(chunk) + 1, 8 * chunk.offset)
        yield _memory(np.diff(bounds))
        if content is not None:
            letters.append(memoryview(content)[bounds[0] : bounds[-1]])
    yield from letters


def judged(events: pd.DataFrame, sources: pd.DataFrame, voices: Sequence[Voice]) -> pd.DataFrame:
    """Return events with their evidence instead of their sources; each set of sources is judged once.

    Parameters
    ----------
    events
        Column source_id.
    sources
        Index source_id, with the column voice.
    voices
        In display order.
    """
    sets = pd.Index(events["source_id"].astype("str")).unique()
    pairs = [(named, source) for named in sets for source in named.split(LIST_DELIMITER)]
    named_by = [source for _, source in pairs]
    said = sources.loc[named_by].reset_index(drop=True)
    said = said.assign(
        event_id=pd.array([event for event, _ in pairs], dtype="str"),
        source_id=pd.array(named_by, dtype="str"),
    )
    verdicts = evidence(pd.DataFrame(index=sets.rename("event_id")), said, voices, frozenset())
    rows = verdicts.index.get_indexer(pd.Index(events["source_id"].astype("str")))
    texts: list[str] = list(verdicts.select_dtypes("str")) if is_large(len(events)) else []
    verdicts = verdicts.assign(**{name: as_category(verdicts[name]) for name in map(str, texts)})
    found = {str(name): pd.Series(column.array.take(rows), events.index) for name, column in verdicts.items()}
    return events.drop(columns="source_id").assign(**found)


def _events(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return the events of both in the order of their days, repeated texts as codes where they are many.

    The columns are taken out of both.
    """
    ids = pd.Index(pd.concat([old.index.to_series(), new.index.to_series()]), name="event_id", dtype="str")
    order = event_order(np.concatenate([part["first_day"].to_numpy() for part in (old, new)]), ids)
    events = concatenate([old, new], order, ids.take(order))
    return compact(events, "events") if is_large(len(events)) else events


def _claims(old: pd.DataFrame, new: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of both; of many events in their order."""
    if not is_large(len(events)):
        return pd.concat([old, new[list(old.columns)].astype("str")], ignore_index=True)
    rows = np.concatenate([positions(part["event_id"], events.index) for part in (old, new)])
    order = np.argsort(rows, kind="stable")
    parts = [old.drop(columns="event_id"), new.drop(columns="event_id")]
    claims = concatenate(parts, order, pd.RangeIndex(len(order)))
    claims.insert(0, "event_id", pd.Series(ids_by_code(rows[order], events.index)))
    return compact(claims, "claims")
