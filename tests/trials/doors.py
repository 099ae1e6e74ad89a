"""Requests of the addresses beside the API, made up: paths, parameters, headers and forms, most of them wrong."""

from __future__ import annotations

import http.client
import re
import urllib.parse
from collections import Counter
from typing import TYPE_CHECKING

from components.http import doors

if TYPE_CHECKING:
    import random

NAMES = (
    *("day", "from", "to", "district", "place", "event", "q", "lang", "category", "categories", "districts"),
    *(
        "story",
        "step",
        "compare",
        "page",
        "list",
        "evidence",
        "voices",
        "map",
        "at",
        "version",
        "size",
        "theme",
    ),
    *("about", "table", "key", "source", "field", "new", "f", "format", "bbox", "limit", "outcome", "reason"),
    *("kind", "value", "form", "form_id", "licence", "email", "before"),
)
VALUES = (
    *("", "x", "0", "-1", "9" * 20, "2020-11-25", "0000-00-00", "9999-12-31", "-0001-01-01", "2020-02-30"),
    *("1e309", "nan", "\x00", "\ud7ff", "\u202e", "%", "%00", "../../etc/passwd", "<script>", "a" * 5000),
    *("kalbajar", "kalbajar-1993-04-displacement", "events/kalbajar-1993-04-displacement", "claims", "az"),
    *(
        "[]",
        "{}",
        "46,39,47,40",
        "\uff21\uff22",
        "\u0661\u0662",
        "\u00b2",
        "2020-11-25/..",
        "kalbajar,lachin",
    ),
)
HEADERS = {
    "accept-language": ("", "hy;q=0.5, ru", "*;q=x", ",,;", "az" * 500),
    "if-none-match": ("*", 'W/"x"', '"', ",,"),
    "cookie": ("a=b", "_streamlit_user=x", "=;=", "form=\xff"),
    "range": ("bytes=0-", "bytes=-1", "bytes=9-1", "x", "bytes=0-1,3-4"),
    "x-forwarded-for": ("192.0.2.1", "x", "::1"),
}
FORMS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "",
)


def ask_doors(port: int, count: int, chance: random.Random) -> tuple[Counter[int], list[str]]:
    """Ask a server of this machine; return how it answered, and what was asked where it failed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    statuses: Counter[int] = Counter()
    found: list[str] = []
    paths = [route.path for route in doors.ROUTES]
    for _ in range(count):
        path = re.sub(
            r"\{[^}]*\}", lambda _part: urllib.parse.quote(chance.choice(VALUES), ""), chance.choice(paths)
        )
        address = f"{path}?{_made_up(chance, 3)}"
        headers = {name: chance.choice(those) for name, those in HEADERS.items() if chance.random() < 0.2}
        method, body = chance.choice(("GET", "GET", "GET", "HEAD", "POST")), None
        if method == "POST":
            headers |= {"origin": f"http://127.0.0.1:{port}", "content-type": chance.choice(FORMS)}
            body = _made_up(chance, 6)
        try:
            connection.request(method, address, body, headers)
            with connection.getresponse() as answer:
                answer.read()
                status = answer.status
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            found.append(f"{error!r}: {method} {address[:200]}")
            continue
        statuses[status] += 1
        if status >= 500:
            found.append(f"{status}: {method} {address[:200]} {headers} {body}")
    connection.close()
    return statuses, found


def _made_up(chance: random.Random, most: int) -> str:
    pairs = [(chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.randint(0, most))]
    return urllib.parse.urlencode(pairs, errors="surrogatepass")
