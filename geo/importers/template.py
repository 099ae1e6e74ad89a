"""A table to fill in: the columns that are understood at once, with an example of each way to name a place."""

from __future__ import annotations

import csv
import io

from geo.i18n import gettext, marked

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
        "title": marked("Example: a meeting in a town on one day"),
        "start_date": "2021-06-15",
        "category": marked("Meeting"),
        "latitude": "39.7601",
        "longitude": "46.7499",
        "place": marked("Name of the town"),
        "description": marked("What happened, in a sentence."),
        "source": marked("Name of the newspaper"),
        "url": "https://www.example.org/article",
    },
    {
        "title": marked("Example: a district, and a month only"),
        "start_date": "1992-05",
        "category": marked("Displacement"),
        "district": "Lachin",
        "source": marked("Name of the report"),
    },
    {
        "title": marked("Example: several days, with deaths"),
        "start_date": "2020-09-27",
        "end_date": "2020-09-29",
        "category": marked("Fighting"),
        "latitude": "39.4800",
        "longitude": "47.0300",
        "source": marked("Name of the agency"),
        "deaths": "3",
    },
)


def template_csv() -> bytes:
    """Return the template as CSV (UTF-8 with its mark, by which spreadsheet programs know it).

    Its examples are in the language of the run, the names of its columns are those that are understood at once.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: gettext(text) for name, text in example.items()} for example in EXAMPLES)
    return text.getvalue().encode("utf-8-sig")
