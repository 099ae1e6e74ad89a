"""About the data: the sections of the page, as words and numbers for the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from components.about.coverage_blocks import coverage_blocks
from components.assets import component
from components.details.frame_rows import event_of, event_title
from components.details.inline_text import data_text, fill, join_runs, web_link
from components.details.palette import Palette
from components.details.panel import machine_note
from components.details.record_age import record_text
from components.wording.dates_and_counts import day_text, days_text
from geo.claims.rules import RULES
from geo.dataset.lookup import is_event
from geo.dates import day_date
from geo.export.citations import line, of_view
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text, sentence_text

if TYPE_CHECKING:
    from datetime import date

    from components.details.inline_text import Json, Run
    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About, Resource

_about = component("about", "about/index.js")

_OF_SINGLE_RECORDS = frozenset({"no_outline", "unrecorded", "no_place"})
"""Notes that the page shows beside the district or event they are about."""


def show(dataset: Dataset, *, today: int, address: str = "") -> None:
    """Draw the page about a dataset.

    Parameters
    ----------
    dataset
        The loaded dataset.
    today
        The day on which it would be cited, in days since 1970-01-01.
    address
        Where the page stands, "" where it does not know.
    """
    _about(key="about", data=about_model(dataset, day_date(today), address))


def about_model(dataset: Dataset, today: date, address: str = "") -> Json:
    """Return what the browser draws.

    Parameters
    ----------
    dataset
        What the page speaks of.
    today
        The day on which it would be cited.
    address
        Where the page stands.

    Returns
    -------
    dict
        ``palette``; ``lead``, ``sizes`` and ``version`` for the head; ``sections``, each with ``id``,
        ``title`` and ``blocks``; a block has a ``kind`` that says how it is drawn.
    """
    palette = Palette(dataset.about)
    sections = {
        "age": (_("How old the record is"), _age(dataset)),
        "method": (_("How it is made"), _method(dataset.about)),
        "rules": (_("Rules"), _rules()),
        "missing": (_("Who speaks, and what is missing"), coverage_blocks(dataset, palette)),
        "evidence": (_("Signs of evidence"), _signs(dataset.about, palette)),
        "notes": (_("What to know first"), _notes(dataset)),
        "licences": (_("Files and licences"), _licences(dataset.about)),
        "correct": (_("Correct a record"), _correcting(dataset, address)),
        "cite": (_("Cite it"), _citing(dataset.about, today, address)),
    }
    return {
        "palette": palette.model,
        "contents": _("Contents"),
        "lead": dataset.about.subtitle,
        "sizes": _sizes(dataset),
        "version": record_text(dataset),
        "sections": [
            {"id": name, "title": title, "blocks": blocks}
            for name, (title, blocks) in sections.items()
            if blocks
        ],
    }


def _sizes(dataset: Dataset) -> list[Json]:
    sizes = {
        _("events"): len(dataset.events),
        _("claims"): len(dataset.claims),
        _("sources"): len(dataset.sources),
        _("districts"): len(dataset.districts),
        _("periods of control"): len(dataset.control_periods),
    }
    return [{"label": label, "value": number_text(count)} for label, count in sizes.items()]


def _text(text: str | list[Run], *, quiet: bool = False) -> Json:
    return {"kind": "text", "runs": [text] if isinstance(text, str) else text, "quiet": quiet}


def _age(dataset: Dataset) -> list[Json]:
    """Say when the last event was, when the data changed last, and what each version changed."""
    blocks: list[Json] = []
    if len(dataset.events):
        last = str(dataset.events.index[-1])
        day = day_text(int(dataset.events["first_day"].iloc[-1]), "long")
        sentence = _("The last event of the record is of {date}: {title}.")
        blocks.append(_text(fill(sentence, date=day, title=data_text(event_title(dataset, last)))))
    for release in dataset.about.releases:
        heading = _("Version {version}, {date}").format(
            version=release.version, date=day_text(release.released, "long")
        )
        blocks.append({"kind": "heading", "text": heading})
        blocks.append({"kind": "list", "rows": [[data_text(change)] for change in release.changes]})
        added = [event_id for event_id in release.new_events if is_event(dataset, event_id)]
        if added:
            count = ngettext("{count} new event", "{count} new events", len(added))
            blocks.append(
                {
                    "kind": "more",
                    "title": count.format(count=number_text(len(added))),
                    "rows": [[_day_of(dataset, event_id)] for event_id in added],
                }
            )
    return blocks


def _day_of(dataset: Dataset, event_id: str) -> Run:
    event = event_of(dataset, event_id, ("first_day", "last_day", "date_precision", "title"))
    days = days_text(int(event["first_day"]), int(event["last_day"]), event["date_precision"])
    return data_text(f"{days}: {event['title']}")


def _method(about: About) -> list[Json]:
    voices: list[Run] = [data_text(voice.label) for voice in about.voices]
    return [
        _text(
            _(
                "One record is one event. For each event the dataset keeps what single publications claim: "
                "a number, a date or a statement, with the address where it can be read. Claims that differ "
                "stand beside each other; none is chosen, and none is averaged."
            )
        ),
        _text(
            fill(
                _(
                    "Each publication speaks with a voice, which is that of its publisher: {voices}. A voice "
                    "says who speaks, not whether what is said is right."
                ),
                voices=join_runs(voices, "; "),
            )
        ),
        _text(
            _(
                "How well an event is supported, where sources disagree and how figures are put together is "
                "worked out from the claims when the data is loaded, by the rules below. Nothing is typed in."
            )
        ),
    ]


def _rules() -> list[Json]:
    topics = {
        "support": _("Support"),
        "disagreement": _("Disagreement"),
        "districts": _("Districts"),
        "voices": _("Voices"),
        "figures": _("Figures"),
    }
    blocks: list[Json] = []
    for topic in dict.fromkeys(rule.topic for rule in RULES):
        rows = [
            {"name": _(rule.name), "text": sentence_text(rule.sentence)}
            for rule in RULES
            if rule.topic == topic
        ]
        blocks += [
            {"kind": "heading", "text": topics.get(topic, topic.capitalize())},
            {"kind": "rules", "rows": rows},
        ]
    return blocks


def _signs(about: About, palette: Palette) -> list[Json]:
    note = _("A circle is a record, its halves are sides. The ring of a marker on the map says the same.")
    rows = [palette.sign(verdict.id) for verdict in about.evidence]
    return [_text(note), {"kind": "signs", "rows": rows}]


def _notes(dataset: Dataset) -> list[Json]:
    about = dataset.about
    told = [note for name, note in about.notes.items() if name not in _OF_SINGLE_RECORDS and "{" not in note]
    if about.own_titles:
        told.append(
            _(
                "A source's title in square brackets is not its own: where that is in another language, or there is "
                "none, we say in English what the source is."
            )
        )
    notes = [note for note in (machine_note(dataset), about.title_note, *told) if note]
    return [{"kind": "list", "rows": [[data_text(note)] for note in notes]}] if notes else []


def _licences(about: About) -> list[Json]:
    head = [_("File"), _("What it holds"), _("Rows"), _("Licence"), _("Attribution")]
    return [
        {
            "kind": "table",
            "caption": _("Files and licences"),
            "head": head,
            "rows": [_file(resource) for resource in about.resources],
        }
    ]


def _file(resource: Resource) -> list[list[Run]]:
    licences: list[Run] = [web_link(title or name, path) for name, title, path in resource.licences]
    return [
        [data_text(resource.path)],
        [data_text(resource.title)],
        [number_text(resource.rows)],
        join_runs(licences, "; "),
        [data_text(resource.attribution)],
    ]


def _correcting(dataset: Dataset, address: str) -> list[Json]:
    if not any(resource.name == "events" for resource in dataset.about.resources):
        return []  # A person's own files: they alone can correct them.
    steps = [
        _(
            "Find the row in events.csv (title, dates, place, summary), claims.csv (what one source says of "
            "one thing) or control_periods.csv (who controlled a district)."
        ),
        _(
            "Correct it, or add one. Name the publication in sources.csv, with its address, and write in "
            "claims.csv what it says, as it says it. A claim that another source contradicts stays: add the "
            "other beside it."
        ),
        _("Run the check below. It names each fault: file, row, column, value, and what was expected."),
        _("Propose the change as a pull request, or open an issue with the event's link and the source."),
    ]
    on_the_page = _(
        "Choose “Suggest a correction” at an event, a claim, a district, a place or a step of a story; a reviewer "
        "decides. {changes} · {queue}. Or change the files:"
    )
    ways = {
        "changes": web_link(_("What was suggested and changed"), urljoin(address, "history")),
        "queue": web_link(_("Review queue"), urljoin(address, "review")),
    }
    return [
        _text(fill(on_the_page, **ways)),
        {"kind": "list", "numbered": True, "rows": [[step] for step in steps]},
        {"kind": "code", "text": f"python -m geo check data/{dataset.folder.name}"},
        _text(_("The link of an event is under its record: “Copy link to this event”."), quiet=True),
    ]


def _citing(about: About, today: date, address: str) -> list[Json]:
    return [
        _text(
            _(
                "Cite the view you used with its link, the data version and the day, and the publications "
                "themselves."
            )
        ),
        {"kind": "code", "text": line(of_view(about, address, today))},
    ]
