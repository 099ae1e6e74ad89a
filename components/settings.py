"""Settings of the server, all of them: read from the environment in this place, with defaults and checks.

A value that cannot be used is told in a sentence when the server starts, not to the first visitor.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from geo.dates import day_number
from geo.i18n import gettext as _
from geo.i18n import marked
from geo.revisions.places import own_database, own_releases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from ipaddress import IPv4Network, IPv6Network

    Network = IPv4Network | IPv6Network

CHECKOUT = Path(__file__).parents[1]
BUNDLED = CHECKOUT / "data" / "karabakh"
MEGABYTE = 1 << 20
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1", "[::1]")
"""Names of this machine, which no page of another site can make its own."""
HOST = re.compile(
    r"\*|(?:\*\.)?[a-z0-9_](?:[a-z0-9_.-]{0,250}[a-z0-9_])?|[0-9a-f:]{2,39}|\[[0-9a-f:]{2,39}\]",
    re.IGNORECASE,
)
ANCESTOR = re.compile(
    r"'self'|'none'|\*|(?:https?://)?[a-z0-9*_](?:[a-z0-9_.*-]{0,250}[a-z0-9_*])?(?::(?:\d{1,5}|\*))?",
    re.IGNORECASE,
)
_ANCESTORS = marked("'self', 'none' or addresses, separated by blanks")
LATEST_TODAY = date(2200, 1, 1)
LARGEST_UPLOAD = 1024
"""Megabytes: what the importers take at most."""
LOGS = ("text", "json")
LONGEST_DRAIN = 600
"""Seconds."""
PREFIX = "DASHBOARD_"
VARIABLES = {
    "DASHBOARD_DATASET": "",
    "DASHBOARD_TODAY": "",
    "DASHBOARD_HOSTS": "",
    "DASHBOARD_FRAME_ANCESTORS": "'self'",
    "DASHBOARD_EMBED_ANCESTORS": "*",
    "DASHBOARD_MAX_UPLOAD_MB": "100",
    "DASHBOARD_MAX_UPLOADS_PER_PERSON_MB": "200",
    "DASHBOARD_MAX_UPLOADS_MB": "1000",
    "DASHBOARD_REVISIONS": "",
    "DASHBOARD_RELEASES": "",
    "DASHBOARD_REVIEWERS": "",
    "DASHBOARD_CONTRIBUTORS": "*",
    "DASHBOARD_ANONYMOUS_SUGGESTIONS": "0",
    "DASHBOARD_PROXIES": "",
    "DASHBOARD_DATA_PER_MINUTE": "1200",
    "DASHBOARD_PICTURES_PER_MINUTE": "120",
    "DASHBOARD_UPLOADS_PER_MINUTE": "30",
    "DASHBOARD_METRICS_FROM": "127.0.0.1, ::1",
    "DASHBOARD_LOG": "text",
    "DASHBOARD_DRAIN_SECONDS": "0",
    "DASHBOARD_LOCALE": "",
}
"""Every variable that is read, and its default; what each means is said at :class:`Settings`."""


class SettingsError(ValueError):
    """A variable of the environment cannot be used; the message is a sentence."""


@dataclass(frozen=True)
class Settings:
    """Settings of the server.

    Parameters
    ----------
    dataset
        DASHBOARD_DATASET: the folder with datapackage.json; the bundled one without it.
    fixed_today
        DASHBOARD_TODAY: the last day of the timeline, as 2026-11-21; None for the day that it is.
    hosts
        DASHBOARD_HOSTS: names under which the page is reached, separated by commas, besides those of this machine;
        `*.example.org` for all names below one, `*` for any, which is safe only behind a proxy that checks.
    frame_ancestors
        DASHBOARD_FRAME_ANCESTORS: who may show the page in a frame, as in Content-Security-Policy.
    embed_ancestors
        DASHBOARD_EMBED_ANCESTORS: who may show the embed, which has neither session nor cookie, in a frame; besides
        the page's own preview of it.
    upload, uploads_of_person, uploads
        DASHBOARD_MAX_UPLOAD_MB, DASHBOARD_MAX_UPLOADS_PER_PERSON_MB, DASHBOARD_MAX_UPLOADS_MB: bytes of one file,
        of all files that one person has open, and of all files of all.
    database, releases
        DASHBOARD_REVISIONS, DASHBOARD_RELEASES: address of the database of suggestions (as SQLAlchemy has it), and the
        folder of the releases; in a dot-folder of the checkout without them.
    reviewers
        DASHBOARD_REVIEWERS: who decides on suggestions, by e-mail address or by the provider's name for them, separated
        by commas; with `=kalbajar+lachin` behind it on these districts alone.
    contributors
        DASHBOARD_CONTRIBUTORS: who may suggest, likewise; `*` for whoever signs in.
    anonymous
        DASHBOARD_ANONYMOUS_SUGGESTIONS: how many suggestions a day are taken from one address without a sign-in.
    proxies
        DASHBOARD_PROXIES: addresses or networks of the proxies before the server, separated by commas; of their
        requests X-Forwarded-For, -Proto, -Host and -Prefix are believed, of nobody else's.
    data_per_minute, pictures_per_minute, uploads_per_minute
        DASHBOARD_DATA_PER_MINUTE, DASHBOARD_PICTURES_PER_MINUTE, DASHBOARD_UPLOADS_PER_MINUTE: requests that an
        address may make of the API, the data and the feeds, of preview pictures, and of files that it adds; 0 is any
        number.
    metrics_from
        DASHBOARD_METRICS_FROM: addresses or networks that may read /metrics; `0.0.0.0/0, ::/0` for all.
    log
        DASHBOARD_LOG: `text`, or `json` for one object a line, with the requests.
    drain_seconds
        DASHBOARD_DRAIN_SECONDS: how long a server that is told to end goes on answering, while /health/ready says 503,
        so that a proxy sends whoever comes to another.
    locale
        DASHBOARD_LOCALE: the folder of the catalogues (read by :mod:`geo.i18n`); None for those that come with it.
    """

    dataset: Path
    fixed_today: str | None
    hosts: tuple[str, ...]
    frame_ancestors: tuple[str, ...]
    embed_ancestors: tuple[str, ...]
    upload: int
    uploads_of_person: int
    uploads: int
    database: str
    releases: Path
    reviewers: tuple[tuple[str, frozenset[str]], ...]
    contributors: tuple[str, ...]
    anonymous: int
    proxies: tuple[Network, ...]
    data_per_minute: int
    pictures_per_minute: int
    uploads_per_minute: int
    metrics_from: tuple[Network, ...]
    log: str
    drain_seconds: int
    locale: Path | None

    @property
    def today(self) -> int:
        """The last day of the timeline, in days since 1970-01-01."""
        return day_number(self.fixed_today or date.today().isoformat())  # noqa: DTZ011 - The day of this place.


def is_store(folder: Path) -> bool:
    """Whether a folder is a store of any number of events (:mod:`geo.store`), and no data package."""
    return (folder / "store.json").is_file()


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of an environment; of this process's without one.

    Raises
    ------
    SettingsError
        When a value cannot be used.
    """
    found = os.environ if environment is None else environment
    return _settings(tuple(found.get(name, "").strip() or default for name, default in VARIABLES.items()))


def problems(environment: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the settings of an environment, all of it, a sentence each.

    A variable that begins like ours and is none of them is a misspelt one.
    """
    found = []
    for name in VARIABLES:
        try:
            settings({name: environment.get(name, "")})
        except SettingsError as error:
            found.append(str(error))
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in VARIABLES:
            sentence = _("{name} is no setting. There are: {known}.")
            found.append(sentence.format(name=name, known=", ".join(VARIABLES)))
    return found


@lru_cache(maxsize=8)
def _settings(values: tuple[str, ...]) -> Settings:
    given = dict(zip(VARIABLES, values, strict=True))
    dataset = Path(given["DASHBOARD_DATASET"] or BUNDLED)
    return Settings(
        dataset=dataset,
        fixed_today=_day("DASHBOARD_TODAY", given),
        hosts=(
            *LOCAL_HOSTS,
            *_list("DASHBOARD_HOSTS", given, HOST, marked("host names, separated by commas")),
        ),
        frame_ancestors=_list("DASHBOARD_FRAME_ANCESTORS", given, ANCESTOR, _ANCESTORS),
        embed_ancestors=_with_own(_list("DASHBOARD_EMBED_ANCESTORS", given, ANCESTOR, _ANCESTORS)),
        upload=_megabytes("DASHBOARD_MAX_UPLOAD_MB", given, LARGEST_UPLOAD),
        uploads_of_person=_megabytes("DASHBOARD_MAX_UPLOADS_PER_PERSON_MB", given),
        uploads=_megabytes("DASHBOARD_MAX_UPLOADS_MB", given),
        database=given["DASHBOARD_REVISIONS"] or own_database(dataset),
        releases=Path(given["DASHBOARD_RELEASES"] or own_releases(dataset)),
        reviewers=tuple(
            (who, frozenset(filter(None, districts.split("+"))))
            for who, _equals, districts in (
                entry.partition("=") for entry in _people("DASHBOARD_REVIEWERS", given)
            )
        ),
        contributors=_people("DASHBOARD_CONTRIBUTORS", given),
        anonymous=_whole("DASHBOARD_ANONYMOUS_SUGGESTIONS", given),
        proxies=_networks("DASHBOARD_PROXIES", given),
        data_per_minute=_whole("DASHBOARD_DATA_PER_MINUTE", given),
        pictures_per_minute=_whole("DASHBOARD_PICTURES_PER_MINUTE", given),
        uploads_per_minute=_whole("DASHBOARD_UPLOADS_PER_MINUTE", given),
        metrics_from=_networks("DASHBOARD_METRICS_FROM", given),
        log=_one_of("DASHBOARD_LOG", given, LOGS),
        drain_seconds=_whole("DASHBOARD_DRAIN_SECONDS", given, LONGEST_DRAIN),
        locale=_folder("DASHBOARD_LOCALE", given),
    )


def _people(name: str, given: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in given[name].split(","))))


def _day(name: str, given: Mapping[str, str]) -> str | None:
    if not given[name]:
        return None
    try:
        day = date.fromisoformat(given[name])
    except ValueError:
        raise _wrong(name, given, marked("a day like 2026-11-21")) from None
    if not datetime(1970, 1, 1, tzinfo=UTC).date() < day < LATEST_TODAY:
        raise _wrong(name, given, marked("a day like 2026-11-21"))
    return day.isoformat()


def _list(name: str, given: Mapping[str, str], pattern: re.Pattern[str], expected: str) -> tuple[str, ...]:
    parts = tuple(filter(None, re.split(r"[\s,]+", given[name])))
    if all(pattern.fullmatch(part) for part in parts):
        return tuple(part.lower() for part in parts)
    raise _wrong(name, given, expected)


def _with_own(ancestors: tuple[str, ...]) -> tuple[str, ...]:
    """Return who may frame the embed, with the page itself: its dialog shows what an article will."""
    return ("'self'", *(one for one in ancestors if one not in {"'self'", "'none'"}))


def _megabytes(name: str, given: Mapping[str, str], most: int = 1_000_000) -> int:
    if re.fullmatch(r"[0-9]{1,7}", given[name]) and 1 <= int(given[name]) <= most:
        return int(given[name]) * MEGABYTE
    raise _wrong(name, given, marked("a whole number of megabytes that is not too large"))


def _networks(name: str, given: Mapping[str, str]) -> tuple[Network, ...]:
    parts = tuple(filter(None, re.split(r"[\s,]+", given[name])))
    with suppress(ValueError):
        return tuple(ip_network(part) for part in parts)
    raise _wrong(name, given, marked("addresses or networks like 10.0.0.0/8, separated by commas"))


def _whole(name: str, given: Mapping[str, str], most: int = 1_000_000) -> int:
    if re.fullmatch(r"[0-9]{1,7}", given[name]) and int(given[name]) <= most:
        return int(given[name])
    raise _wrong(name, given, marked("a whole number that is not too large"))


def _one_of(name: str, given: Mapping[str, str], known: tuple[str, ...]) -> str:
    if given[name] in known:
        return given[name]
    sentence = _("{name}: {value} is not known. Known are: {known}.")
    raise SettingsError(sentence.format(name=name, value=repr(given[name]), known=", ".join(known)))


def _folder(name: str, given: Mapping[str, str]) -> Path | None:
    if not given[name]:
        return None
    folder = Path(given[name])
    if any(folder.glob("*.po")):
        return folder
    raise _wrong(name, given, marked("a folder with catalogues (.po)"))


def _wrong(name: str, given: Mapping[str, str], expected: str) -> SettingsError:
    sentence = _("{name}: read {value}, expected {expected}.")
    return SettingsError(sentence.format(name=name, value=repr(given[name]), expected=_(expected)))
