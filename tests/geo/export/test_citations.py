"""Citations, read again by reference managers' own libraries."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import rispy
from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from geo.export import citations
from geo.export.citations import Citation
from tests.hostile import PAYLOADS

if TYPE_CHECKING:
    import geo

VIEW = "https://map.example/?district=kalbajar&q=50%25"
WORK = Citation(
    "un-1993",
    "On {mines} & 100% of them: $5 #1 a_b ~ ^ \\",
    publisher="UN & partners",
    published="1993-04",
    url="https://un.example/a_b?c=1&d=%20{x}#top",
    accessed="2026-11-21",
    language="en",
)
UNLATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def as_read(text: str) -> str:
    for command, mark in UNLATEX.items():
        text = text.replace(command, f"\0{ord(mark):x}\0")
    for mark in "#$%&_":
        text = text.replace(f"\\{mark}", mark)
    for mark in UNLATEX.values():
        text = text.replace(f"\0{ord(mark):x}\0", mark)
    return text


def bibtex_fields(works: list[Citation]) -> dict[str, dict[str, str]]:
    parsed = parse_string(citations.bibtex(works), "bibtex")
    return {key: dict(entry.fields) for key, entry in parsed.entries.items()}


def ris_entries(works: list[Citation]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = rispy.loads(citations.ris(works))
    return entries


@pytest.fixture(scope="module")
def sources(dataset: geo.Dataset) -> list[Citation]:
    return citations.of_sources(dataset.sources.reset_index())


def test_the_view_is_cited_by_title_version_address_and_day(dataset: geo.Dataset) -> None:
    work = citations.of_view(dataset.about, VIEW, date(2026, 11, 21))
    version = dataset.about.version
    assert citations.line(work) == (
        f"Liberated districts and events: {dataset.about.subtitle} (n.d., data version {version}). {VIEW} "
        "(accessed 2026-11-21)."
    )
    [entry] = json.loads(citations.csl_json([work]))
    assert entry["type"] == "dataset"
    assert (entry["version"], entry["URL"]) == (version, VIEW)
    assert entry["accessed"] == {"date-parts": [[2026, 11, 21]]}
    assert "issued" not in entry


def test_a_line_says_no_date_where_none_is_known() -> None:
    work = Citation("a", "A title.", publisher="P", url="https://p.example/", accessed="2026-11-21")
    assert citations.line(work) == "P (n.d.). A title. https://p.example/ (accessed 2026-11-21)."
    assert citations.line(Citation("b", "Only a title")) == "Only a title (n.d.)."


def test_what_is_not_known_is_left_out() -> None:
    bare = Citation("b", "Only a title")
    assert bibtex_fields([bare]) == {"b": {"title": "{Only a title}"}}
    assert ris_entries([bare]) == [{"type_of_reference": "ELEC", "title": "Only a title", "id": "b"}]
    assert json.loads(citations.csl_json([bare])) == [{"id": "b", "type": "webpage", "title": "Only a title"}]


def test_bibtex_is_read_back_as_it_was() -> None:
    fields = bibtex_fields([WORK])["un-1993"]
    assert as_read(fields["title"]) == f"{{{WORK.title}}}"
    assert as_read(fields["publisher"]) == as_read(fields["howpublished"]) == WORK.publisher
    assert (fields["year"], fields["month"], fields["date"]) == ("1993", "4", "1993-04")
    assert fields["url"] == "https://un.example/a_b?c=1&d=%20%7Bx%7D#top"
    assert fields["urldate"] == "2026-11-21"


def test_ris_is_read_back_as_it_was() -> None:
    [entry] = ris_entries([WORK])
    assert entry["title"] == WORK.title
    assert entry["urls"] == [WORK.url]
    assert (entry["year"], entry["date"], entry["access_date"]) == ("1993", "1993/04//", "2026/11/21/")
    assert citations.ris([WORK]).startswith("TY  - ELEC")


def test_a_month_stays_a_month_in_csl_json() -> None:
    [entry] = json.loads(citations.csl_json([WORK]))
    assert entry["issued"] == {"date-parts": [[1993, 4]]}


def test_every_source_of_the_dataset_comes_back(dataset: geo.Dataset, sources: list[Citation]) -> None:
    titles = dataset.sources["title"].str.split().str.join(" ").tolist()
    bibtex = bibtex_fields(sources)
    assert list(bibtex) == list(dataset.sources.index)
    assert [as_read(fields["title"])[1:-1] for fields in bibtex.values()] == titles
    entries = ris_entries(sources)
    assert [entry["id"] for entry in entries] == list(dataset.sources.index)
    assert [entry["title"] for entry in entries] == titles
    assert [";".join(entry.get("urls", [])) for entry in entries] == dataset.sources["url"].tolist()
    csl = json.loads(citations.csl_json(sources))
    assert [entry["title"] for entry in csl] == titles
    assert sum("issued" in entry for entry in csl) == (dataset.sources["published"] != "").sum()
    assert len(citations.lines(sources).splitlines()) == len(dataset.sources)


def test_a_citation_processor_writes_the_csl_json(sources: list[Citation]) -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    chosen = [*sources[:20], WORK]
    bibliography = CitationStylesBibliography(
        style, CiteProcJSON(json.loads(citations.csl_json(chosen))), formatter.plain
    )
    for work in chosen:
        bibliography.register(Cluster([CitationItem(work.key)]))
    written = [str(entry) for entry in bibliography.bibliography()]
    for work, text in zip(chosen, written, strict=True):
        assert work.url in text
        assert work.publisher in text


@pytest.mark.parametrize(
    "attack", [*PAYLOADS, "a\nER  - \nTY  - JOUR", "}\n@misc{x, title={y}", "a\r\x0bb\u2028c"]
)
def test_hostile_text_stays_within_its_field(attack: str) -> None:
    row = {
        "source_id": "a",
        "title": attack,
        "publisher": attack,
        "published": attack,
        "url": "https://a.example/",
        "accessed": "2026-11-21",
        "language": "en",
    }
    works = citations.of_sources(pd.DataFrame([row, row | {"source_id": "b"}]))
    wanted = " ".join(attack.replace("\u2028", " ").split())
    assert [as_read(fields["title"])[1:-1] for fields in bibtex_fields(works).values()] == [wanted, wanted]
    entries = ris_entries(works)
    assert [(entry["id"], entry["title"]) for entry in entries] == [("a", wanted), ("b", wanted)]
    assert [entry["title"] for entry in json.loads(citations.csl_json(works))] == [wanted, wanted]
    assert all("issued" not in entry for entry in json.loads(citations.csl_json(works)))
    assert len(citations.lines(works).split("\n")) == 3


@given(st.text(min_size=1))
def test_any_title_survives_bibtex_and_ris(title: str) -> None:
    [work] = citations.of_sources(
        pd.DataFrame(
            [
                {
                    "source_id": "a",
                    "title": f"T {title}",
                    "publisher": "P",
                    "published": "",
                    "url": "",
                    "accessed": "",
                    "language": "",
                }
            ]
        )
    )
    assert as_read(bibtex_fields([work])["a"]["title"])[1:-1] == work.title
    assert ris_entries([work])[0]["title"] == work.title
