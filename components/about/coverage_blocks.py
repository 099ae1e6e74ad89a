"""Counts of who speaks in the dataset, in which language, of what and when, drawn as bars."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from babel import Locale

from components.details.frame_rows import district_name, records_of
from geo.claims.coverage import EVENTS, UNDATED, coverage
from geo.claims.rules import rule
from geo.i18n import gettext as _
from geo.i18n import locale, ngettext, number_text, sentence_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from components.details.inline_text import Json, Runs
    from components.details.palette import Palette
    from geo.claims.coverage import Coverage
    from geo.dataset.dataset import Dataset

MOST_LANGUAGES = 8
_TICK_YEARS = 5


def coverage_blocks(dataset: Dataset, palette: Palette) -> list[Json]:
    """Return the blocks of the section: by side, language, year, category, and who is rarely heard."""
    found = coverage(dataset)
    if not found.by_voice["claims"].sum():
        return []
    return [
        {"kind": "text", "runs": [_in_a_sentence(found)]},
        _by_voice(found),
        _by_language(found),
        _by_year(found, dataset),
        *_by_published(found),
        _by_category(found, dataset, palette),
        *_rarely_heard(found, dataset),
    ]


def _in_a_sentence(found: Coverage) -> str:
    claims, labels = found.by_voice["claims"], found.by_voice["label"]
    most, fewest = str(claims.idxmax()), str(claims.idxmin())
    sentence = _(
        "Of {total} claims {most_count} have the voice “{most}”, the most, and {fewest_count} the voice "
        "“{fewest}”, the fewest. The dashboard shows this for each event; it does not even it out. {remarks} "
        "more rows of the table are the researcher's remarks on sources and are counted for no side."
    )
    return sentence.format(
        total=number_text(int(claims.sum())),
        most_count=number_text(int(claims[most])),
        most=labels[most],
        fewest_count=number_text(int(claims[fewest])),
        fewest=labels[fewest],
        remarks=number_text(found.remarks),
    )


def _by_voice(found: Coverage) -> Json:
    total = int(found.by_voice["claims"].sum())
    rows = [
        {
            "label": row["label"],
            "percent": 100 * row["claim_share"],
            "text": _("{claims}; {sources}").format(
                claims=_claims(int(row["claims"])), sources=_sources(int(row["sources"]))
            ),
        }
        for row in records_of(found.by_voice)
    ]
    note = _("of {count}").format(count=_claims(total))
    return {"kind": "bars", "title": _("Claims by side"), "note": note, "rows": rows}


def _by_language(found: Coverage) -> Json:
    table = found.by_language
    shown, rest = table.iloc[:MOST_LANGUAGES], table.iloc[MOST_LANGUAGES:]
    counted = [
        (_language(str(code)), int(row["claims"]), int(row["sources"]))
        for code, row in zip(shown.index, records_of(shown), strict=True)
    ]
    if len(rest):
        label = ngettext("{count} other language", "{count} other languages", len(rest))
        label = label.format(count=number_text(len(rest)))
        counted.append((label, int(rest["claims"].sum()), int(rest["sources"].sum())))
    total = int(table["claims"].sum())
    rows = [
        {
            "label": label,
            "percent": 100 * claims / total,
            "text": _("{claims}; {sources}").format(claims=_claims(claims), sources=_sources(sources)),
        }
        for label, claims, sources in counted
    ]
    return {
        "kind": "bars",
        "title": _("Claims by the language of the source"),
        "note": None,
        "rows": rows,
    }


def _by_year(found: Coverage, dataset: Dataset) -> Json:
    table = found.by_year
    claims = table.drop(columns=EVENTS).sum(axis="columns")
    voices = [voice.label for voice in dataset.about.voices]
    return _columns(
        claims,
        title=_("Claims by the year of the event"),
        note=_("a year without a bar has no claim on record"),
        head=[_("Year"), _("Events"), *voices],
        table=[[[str(year)], *_cells(row.values())] for year, row in table.to_dict("index").items()],
    )


def _by_published(found: Coverage) -> list[Json]:
    sources = found.by_published.sum(axis="columns")
    undated = int(sources.get(UNDATED, 0))
    dated = sources[sources.index != UNDATED]
    if dated.empty:  # A person's own file may date none of its sources.
        return []
    dated = dated.reindex(range(int(dated.index.min()), int(dated.index.max()) + 1), fill_value=0)
    note = ngettext("{count} source gives no date", "{count} sources give no date", undated)
    return [
        _columns(
            dated,
            title=_("Sources by the year of their publication"),
            note=note.format(count=number_text(undated)),
            head=[_("Year"), _("Sources")],
            table=[[[str(year)], *_cells([count])] for year, count in dated.items()],
        )
    ]


def _columns(
    counts: pd.Series[int], *, title: str, note: str, head: list[str], table: list[list[Runs]]
) -> Json:
    years = [int(str(year)) for year in counts.index]
    most = int(counts.max())
    spoken = _("{title}: {first} to {last}, the most in {year}: {count}.").format(
        title=title,
        first=years[0],
        last=years[-1],
        year=years[int(counts.to_numpy().argmax())],
        count=number_text(most),
    )
    return {
        "kind": "columns",
        "title": title,
        "note": note,
        "spoken": spoken,
        "most": number_text(most),
        "rows": [
            {
                "percent": 100 * int(count) / max(most, 1),
                "text": _("{year}: {count}").format(year=year, count=number_text(int(count))),
            }
            for year, count in zip(years, counts, strict=True)
        ],
        "ticks": [
            {"at": 100 * (position + 0.5) / len(years), "text": str(year)}
            for position, year in enumerate(years)
            if year % _TICK_YEARS == 0
        ],
        "more": _("As a table"),
        "head": head,
        "table": table,
    }


def _by_category(found: Coverage, dataset: Dataset, palette: Palette) -> Json:
    table = found.by_category
    largest = max(int(table[EVENTS].max()), 1)
    rows = [
        {
            "icon": palette.icon(str(category)),
            "label": dataset.about.category(str(category)).label,
            "percent": 100 * int(events) / largest,
            "text": number_text(int(events)),
        }
        for category, events in table[EVENTS].items()
    ]
    return {"kind": "bars", "title": _("Events by category"), "note": None, "rows": rows}


def _rarely_heard(found: Coverage, dataset: Dataset) -> list[Json]:
    """Say for each category and district which voices speak of few of its events."""
    labels = {voice.id: voice.label for voice in dataset.about.voices}
    names = {category.id: category.label for category in dataset.about.categories}
    names |= {str(district): district_name(dataset, str(district)) for district in dataset.districts.index}
    rows = records_of(found.rarely_heard)
    points: list[Runs] = []
    for (_dimension, group), rare in groupby(
        sorted(rows, key=_group), key=lambda row: (row["dimension"], row["id"])
    ):
        gaps = list(rare)
        heard = "; ".join(
            _("{voice} {count}").format(voice=labels[gap["voice"]], count=number_text(int(gap["heard"])))
            for gap in gaps
        )
        sentence = _("{group}, {events} events. Claims on them: {heard}.")
        points.append(
            [sentence.format(group=names[group], events=number_text(int(gaps[0]["events"])), heard=heard)]
        )
    if not points:
        return []
    return [
        {"kind": "heading", "text": _("Rarely heard")},
        {"kind": "text", "runs": [sentence_text(rule("rarely_heard").sentence)]},
        {"kind": "list", "rows": points},
    ]


def _group(row: Json) -> tuple[str, int, str]:
    return str(row["dimension"]), -int(row["events"]), str(row["id"])


def _language(code: str) -> str:
    return str(Locale.parse(str(locale())).languages.get(code, code))


def _cells(counts: Iterable[int]) -> list[Runs]:
    return [[number_text(int(count))] for count in counts]


def _claims(count: int) -> str:
    return ngettext("{count} claim", "{count} claims", count).format(count=number_text(count))


def _sources(count: int) -> str:
    return ngettext("{count} source", "{count} sources", count).format(count=number_text(count))
