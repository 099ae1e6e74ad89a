"""Citations: of a view of the dashboard, and of the publications that its records name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from geo.dates import PARTIAL_DATE
from geo.i18n import gettext, marked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd

    from geo.dataset.metadata import About

VIEW = "view"
NO_DATE = marked("n.d.")
"""No date: how a citation says that a work has none."""
SPACES = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "#$%&_"},
    }
)
"""A brace needs a command: BibTeX counts the braces of `\\{` too."""
ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


@dataclass(frozen=True)
class Citation:
    """A work to cite. Blank is what is not known; it is left out, never filled in.

    Parameters
    ----------
    key
        Identifies the work within a bibliography.
    title
        Its title.
    is_dataset
        A dataset, else a page of the web.
    publisher
        Who published it.
    published
        Day, month or year of publication, ISO 8601.
    url
        Its address.
    accessed
        Day on which it was read, ISO 8601.
    language
        ISO 639.
    version
        Version of a dataset.
    """

    key: str
    title: str
    is_dataset: bool = False
    publisher: str = ""
    published: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    version: str = ""


def of_view(about: About, permalink: str, accessed: date) -> Citation:
    """Return the citation of a view: the dashboard's title, data version, address and the day.

    Parameters
    ----------
    about
        What the dataset says of itself.
    permalink
        Address of the view, "" when it is not known.
    accessed
        The day on which it is cited.
    """
    title = ": ".join(_line(part) for part in (about.title, about.subtitle) if part)
    return Citation(VIEW, title, True, url=permalink, accessed=accessed.isoformat(), version=about.version)  # noqa: FBT003


def of_sources(sources: pd.DataFrame) -> list[Citation]:
    """Return the citations of sources, in their order.

    Parameters
    ----------
    sources
        Columns source_id, title, publisher, published, url, accessed, language (text).
    """
    return [
        Citation(
            key=row["source_id"],
            title=_line(row["title"]),
            publisher=_line(row["publisher"]),
            published=_date(row["published"]),
            url=row["url"],
            accessed=_date(row["accessed"]),
            language=row["language"],
        )
        for row in sources.to_dict("records")
    ]


def line(citation: Citation) -> str:
    """Return a citation as a line: who, when, title, version, address, and when it was read.

    >>> line(Citation("a", "On mines", publisher="UN", url="https://un.example/1", accessed="2026-11-21"))
    'UN (n.d.). On mines. https://un.example/1 (accessed 2026-11-21).'
    >>> line(Citation("a", "On mines", publisher="UN", accessed="2026-11-21"))
    'UN (n.d.). On mines (accessed 2026-11-21).'
    """
    when = citation.published or gettext(NO_DATE)
    version = gettext("({when}, data version {version})")
    stated = version.format(when=when, version=citation.version) if citation.version else f"({when})"
    title = (citation.title or citation.url).rstrip(".")
    head = f"{citation.publisher} {stated}. {title}." if citation.publisher else f"{title} {stated}."
    read = gettext("(accessed {day})").format(day=citation.accessed) if citation.accessed else ""
    if citation.url:
        return f"{head} {' '.join(filter(None, (citation.url, read)))}."
    return f"{head.removesuffix('.')} {read}." if read else head


def lines(citations: Iterable[Citation]) -> str:
    """Return citations as text, a line each."""
    return "".join(f"{line(citation)}\n" for citation in citations)


def bibtex(citations: Iterable[Citation]) -> str:
    """Return citations as BibTeX; letters stay letters (UTF-8), what LaTeX takes for commands is escaped.

    The publisher stands twice: styles print the one field, reference managers read the other.
    """
    library = Library()
    for citation in citations:
        year, month, _ = (*citation.published.split("-"), "", "", "")[:3]
        fields = {
            "title": f"{{{citation.title.translate(LATEX)}}}" if citation.title else "",
            "howpublished": citation.publisher.translate(LATEX),
            "publisher": citation.publisher.translate(LATEX),
            "year": year,
            "month": str(int(month)) if month else "",
            "date": citation.published,
            "version": citation.version.translate(LATEX),
            "url": citation.url.translate(ADDRESS),
            "urldate": citation.accessed,
            "language": citation.language.translate(LATEX),
        }
        known = [Field(name, value) for name, value in fields.items() if value]
        library.add(Entry("misc", citation.key, known))
    return write_string(library)


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """Writes no numbers between the entries: RIS knows of none."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 (the library's signature)
        return ""


def ris(citations: Iterable[Citation]) -> str:
    """Return citations as RIS."""
    entries = []
    for citation in citations:
        fields = {
            "type_of_reference": "DATA" if citation.is_dataset else "ELEC",
            "title": citation.title,
            "publisher": citation.publisher,
            "year": citation.published[:4],
            "date": _slashed(citation.published),
            "edition": citation.version,
            "urls": [_line(citation.url)] if citation.url else [],
            "access_date": _slashed(citation.accessed),
            "language": _line(citation.language),
            "id": citation.key,
        }
        entries.append({name: value for name, value in fields.items() if value})
    return str(rispy.dumps(entries, implementation=_RisWriter))


def csl_json(citations: Iterable[Citation]) -> str:
    """Return citations as CSL-JSON, which reference managers and citation processors read."""
    entries: list[dict[str, Any]] = []
    for citation in citations:
        fields = {
            "id": citation.key,
            "type": "dataset" if citation.is_dataset else "webpage",
            "title": citation.title,
            "publisher": citation.publisher,
            "issued": _parts(citation.published),
            "version": citation.version,
            "URL": citation.url,
            "accessed": _parts(citation.accessed),
            "language": citation.language,
        }
        entries.append({name: value for name, value in fields.items() if value})
    return json.dumps(entries, ensure_ascii=False, indent=1)


def _line(text: str) -> str:
    """Return text on one line, without control characters: a line break would start another field."""
    return SPACES.sub(" ", text).strip()


def _date(text: str) -> str:
    """Return a date if it is one; what is not readable as one is not known."""
    return text if PARTIAL_DATE.fullmatch(text) else ""


def _slashed(day: str) -> str:
    """Return a date as RIS has it: year/month/day/other, with blank parts."""
    if not day:
        return ""
    year, month, day_of_month = (*day.split("-"), "", "")[:3]
    return f"{year}/{month}/{day_of_month}/"


def _parts(day: str) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None
