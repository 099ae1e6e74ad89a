"""Settings from the environment: what they default to, and what is said of values that cannot be used."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

from components.settings import LARGEST_UPLOAD, VARIABLES, Settings, SettingsError, problems, settings
from components.settings_check import check
from geo.dates import day_number
from geo.i18n.languages import LOCALE_DIRECTORY
from geo.importers import limits
from tests.checkout import CHECKOUT, KARABAKH

MEGABYTE = 1 << 20


def test_without_variables_the_bundled_data_are_shown_to_this_machine() -> None:
    given = settings({})
    assert given.dataset == KARABAKH
    assert given.fixed_today is None
    assert "localhost" in given.hosts
    assert given.frame_ancestors == ("'self'",)
    assert (given.upload, given.uploads_of_person, given.uploads) == tuple(
        n * MEGABYTE for n in (100, 200, 1000)
    )


def test_every_setting_is_one_of_the_variables_that_its_docstring_names() -> None:
    assert [name for name in VARIABLES if name not in str(Settings.__doc__)] == []
    assert settings(dict.fromkeys(VARIABLES, "  ")) == settings({})


def test_what_is_given_is_used() -> None:
    given = settings(
        {"DASHBOARD_DATASET": "/a", "DASHBOARD_TODAY": "2026-11-21", "DASHBOARD_MAX_UPLOAD_MB": "7"}
    )
    assert given.dataset == Path("/a")
    assert given.today == day_number("2026-11-21")
    assert given.upload == 7 * MEGABYTE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DASHBOARD_TODAY", "tomorrow"),
        ("DASHBOARD_TODAY", "9999-12-31"),
        ("DASHBOARD_TODAY", "1969-12-31"),
        ("DASHBOARD_TODAY", "2026-02-30"),
        ("DASHBOARD_HOSTS", "a b/c"),
        ("DASHBOARD_HOSTS", "http://example.org"),
        ("DASHBOARD_HOSTS", "*evil"),
        ("DASHBOARD_FRAME_ANCESTORS", "'self'; script-src *"),
        ("DASHBOARD_FRAME_ANCESTORS", "a\r\nset-cookie:x"),
        ("DASHBOARD_MAX_UPLOAD_MB", "0"),
        ("DASHBOARD_MAX_UPLOAD_MB", "ten"),
        ("DASHBOARD_MAX_UPLOAD_MB", "١"),
        ("DASHBOARD_MAX_UPLOAD_MB", str(LARGEST_UPLOAD + 1)),
        ("DASHBOARD_MAX_UPLOADS_MB", "-1"),
        ("DASHBOARD_PROXIES", "10.0.0.1/8"),
        ("DASHBOARD_PROXIES", "proxy.example"),
        ("DASHBOARD_DATA_PER_MINUTE", "many"),
        ("DASHBOARD_PICTURES_PER_MINUTE", "-1"),
        ("DASHBOARD_UPLOADS_PER_MINUTE", "1.5"),
        ("DASHBOARD_METRICS_FROM", "*"),
        ("DASHBOARD_LOG", "xml"),
        ("DASHBOARD_DRAIN_SECONDS", "601"),
        ("DASHBOARD_LOCALE", "nowhere"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        settings({name: value})


DEFAULTS = {
    "proxies": (),
    "data_per_minute": 1200,
    "pictures_per_minute": 120,
    "uploads_per_minute": 30,
    "metrics_from": (ip_network("127.0.0.1/32"), ip_network("::1/128")),
    "log": "text",
    "drain_seconds": 0,
    "locale": None,
}
GIVEN = {
    "DASHBOARD_PROXIES": ("10.0.0.0/8, ::1", "proxies", (ip_network("10.0.0.0/8"), ip_network("::1"))),
    "DASHBOARD_DATA_PER_MINUTE": ("0", "data_per_minute", 0),
    "DASHBOARD_PICTURES_PER_MINUTE": ("7", "pictures_per_minute", 7),
    "DASHBOARD_UPLOADS_PER_MINUTE": ("8", "uploads_per_minute", 8),
    "DASHBOARD_METRICS_FROM": ("0.0.0.0/0", "metrics_from", (ip_network("0.0.0.0/0"),)),
    "DASHBOARD_LOG": ("json", "log", "json"),
    "DASHBOARD_DRAIN_SECONDS": ("15", "drain_seconds", 15),
    "DASHBOARD_LOCALE": (str(LOCALE_DIRECTORY), "locale", LOCALE_DIRECTORY),
}


def test_an_operators_settings_have_defaults() -> None:
    given = settings({})
    assert {name: getattr(given, name) for name in DEFAULTS} == DEFAULTS


@pytest.mark.parametrize("name", GIVEN)
def test_what_an_operator_gives_is_used(name: str) -> None:
    value, field, expected = GIVEN[name]
    assert getattr(settings({name: value}), field) == expected


def test_the_readme_has_every_setting_with_its_default() -> None:
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(DASHBOARD_\w+)` \| ([^|]+) \|", readme, re.MULTILINE))
    assert sorted(rows) == sorted(VARIABLES)
    for name, default in VARIABLES.items():
        if default:
            assert rows[name].strip("` ") == default, name


def test_all_that_is_wrong_is_told_at_once_and_so_is_what_is_misspelt() -> None:
    found = problems({"DASHBOARD_TODAY": "x", "DASHBOARD_LOG": "y", "DASHBOARD_HOST": "z", "HOME": "/"})
    assert [problem.split(":")[0].split(" is ")[0] for problem in found] == [
        "DASHBOARD_TODAY",
        "DASHBOARD_LOG",
        "DASHBOARD_HOST",
    ]
    assert problems({}) == []


@pytest.mark.parametrize(
    ("environment", "code", "said"),
    [
        ({}, 0, "all right"),
        ({"DASHBOARD_LOG": "y"}, 1, "DASHBOARD_LOG: 'y' is not known"),
        ({"DASHBOARD_DATASET": "nowhere"}, 1, "nowhere"),
        ({"DASHBOARD_REVISIONS": "nothing"}, 1, "DASHBOARD_REVISIONS: The database of suggestions cannot be"),
        ({"DASHBOARD_REVISIONS": "postgresql://ann:se:cret@127.0.0.1:1/record"}, 1, "ann:***@127.0.0.1:1"),
        ({"DASHBOARD_REVISIONS": f"sqlite:///{__file__}/record.sqlite"}, 1, "cannot be opened (sqlite"),
        ({"DASHBOARD_RELEASES": f"{__file__}/releases"}, 1, "DASHBOARD_RELEASES: nothing can be written to"),
    ],
)
def test_the_check_says_what_each_setting_is_and_what_is_wrong(
    environment: dict[str, str], code: int, said: str
) -> None:
    output = io.StringIO()
    assert check(environment, output) == code
    text = output.getvalue()
    assert said in text
    assert "se:cret" not in text
    assert [name for name in VARIABLES if f"{name} " not in text] == []


def test_the_check_makes_nothing(tmp_path: Path) -> None:
    places = {"REVISIONS": f"sqlite:///{tmp_path}/a/record.sqlite", "RELEASES": f"{tmp_path}/b/releases"}
    output = io.StringIO()
    assert check({f"DASHBOARD_{name}": value for name, value in places.items()}, output) == 0
    assert "all right" in output.getvalue()
    assert list(tmp_path.iterdir()) == []


def test_no_more_may_be_allowed_than_the_importers_take() -> None:
    assert limits.LARGEST_FILE == LARGEST_UPLOAD * MEGABYTE


def test_a_server_with_a_wrong_value_says_so_and_does_not_start() -> None:
    command = [sys.executable, "-c", "import dashboard"]
    ended = subprocess.run(  # noqa: S603
        command,
        env={"DASHBOARD_TODAY": "tomorrow"},
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode == 1
    assert "DASHBOARD_TODAY: read 'tomorrow', expected a day like 2026-11-21." in ended.stderr
    assert "Traceback" not in ended.stderr
