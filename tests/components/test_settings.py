"""Settings from the environment: what they default to, and what is said of values that cannot be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from components.settings import LARGEST_UPLOAD, VARIABLES, Settings, SettingsError, settings
from geo.dates import day_number
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
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        settings({name: value})


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
