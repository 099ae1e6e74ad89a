"""A table to fill in: the columns that are understood at once, with an example of each way to name a place."""

from __future__ import annotations

import csv
import io

NAME = "events-template.csv"
COLUMNS = (
    "title",
    "start_date",
    "end_date",
    "category",
    "latitude",
    "longitude",
    "place",
    "district",
    "description",
    "source",
    "url",
    "deaths",
)
EXAMPLES = (
    {
        "title": "Example: a meeting in a town on one day",
        "start_date": "2021-06-15",
        "category": "Meeting",
        "latitude": "39.7601",
        "longitude": "46.7499",
        "place": "Name of the town",
        "description": "What happened, in a sentence.",
        "source": "Name of the newspaper",
        "url": "https://www.example.org/article",
    },
    {
        "title": "Example: a district, and a month only",
        "start_date": "1992-05",
        "category": "Displacement",
        "district": "Lachin",
        "source": "Name of the report",
    },
    {
        "title": "Example: several days, with deaths",
        "start_date": "2020-09-27",
        "end_date": "2020-09-29",
        "category": "Fighting",
        "latitude": "39.4800",
        "longitude": "47.0300",
        "source": "Name of the agency",
        "deaths": "3",
    },
)


def template_csv() -> bytes:
    """Return the template as CSV (UTF-8 with its mark, by which spreadsheet programs know it)."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(EXAMPLES)
    return text.getvalue().encode("utf-8-sig")
