"""The timeline as a video: as many frames as were asked for, each of its day, in a file that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from playwright.sync_api import expect

from geo.control.history import unbroken_history
from geo.dates import day_number
from tests.browser.media import read_film

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    import geo
    from tests.browser.media import Film
    from tests.browser.page import DashboardPage

MADE = 120_000
FROM, TO = "1993-03-01", "1993-05-01"


@pytest.fixture
def dialog(standing: DashboardPage) -> Locator:
    """The open dialog, over a map that looks at one district."""
    standing.show("1993-01-01", "1993-04-03", "1993-12-31", district="kalbajar")
    return opened(standing)


def opened(dashboard: DashboardPage) -> Locator:
    dashboard.open_downloads().get_by_role("button", name="Video").click()
    dialog = dashboard.page.get_by_role("dialog", name="Video of the timeline")
    expect(dialog.locator(".sum")).to_contain_text("frames")
    return dialog


def choose(dialog: Locator, *, form: str, seconds: int, rate: int) -> int:
    """Choose the days around the change of a district, small and short; return how many frames there will be."""
    dialog.get_by_label(form, exact=True).check()
    dialog.get_by_label("First day").fill(FROM)
    dialog.get_by_label("Last day").fill(TO)
    dialog.get_by_label("Length in seconds").fill(str(seconds))
    dialog.get_by_label("Frames a second").select_option(str(rate))
    dialog.get_by_label("Small").check()
    expect(dialog.get_by_text(f"{seconds} seconds, {seconds * rate:,} frames.")).to_be_visible()
    return seconds * rate


def saved(page: Page, press: Locator, folder: Path) -> Path:
    with page.expect_download() as coming:
        press.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def assert_shows_the_change(film: Film, dataset: geo.Dataset, *, nearness: int) -> None:
    """Before the day of the change one colour fills the picture, from the first frame on or after it the other."""
    colours = {holder.id: holder.light for holder in dataset.about.controllers}
    change = next(
        segment.from_day
        for segment in unbroken_history(dataset)["kalbajar"]
        if day_number(FROM) < segment.from_day <= day_number(TO)
    )
    count = len(film.frames)
    days = day_number(FROM) + np.rint(np.arange(count) * (day_number(TO) - day_number(FROM)) / (count - 1))
    after = days >= change
    before_colour, after_colour = (
        film.share_of(colours[name], nearness) for name in ("azerbaijan", "armenian_forces")
    )
    assert after.any()
    assert not after.all()
    assert before_colour[~after].min() > before_colour[after].max() + 0.05
    assert after_colour[after].min() > after_colour[~after].max() + 0.05


def test_a_video_goes_on_without_its_dialog_and_has_each_day_on_its_frame(
    standing: DashboardPage, dialog: Locator, dataset: geo.Dataset, tmp_path: Path
) -> None:
    page = standing.page
    frames = choose(dialog, form="MP4", seconds=2, rate=15)
    dialog.get_by_role("button", name="Make the video").click()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    note = page.get_by_role("complementary").filter(has=page.get_by_role("button", name="Discard the video"))
    expect(note.get_by_role("status")).to_contain_text("The video is ready", timeout=MADE)
    path = saved(page, note.get_by_role("button", name="Save the video"), tmp_path)
    assert path.name == f"karabakh-{FROM}-{TO}.mp4"
    film = read_film(path)
    assert (len(film.frames), film.size) == (frames, (640, 480))
    assert film.seconds == pytest.approx(2, abs=0.1)
    assert_shows_the_change(film, dataset, nearness=16)
    note.get_by_role("button", name="Discard the video").click()
    expect(note).to_be_hidden()


def test_a_gif_has_them_too_and_what_is_cancelled_is_gone(
    standing: DashboardPage, dialog: Locator, dataset: geo.Dataset, tmp_path: Path
) -> None:
    page = standing.page
    choose(dialog, form="MP4", seconds=120, rate=30)
    dialog.get_by_role("button", name="Make the video").click()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog.get_by_role("status")).to_have_text("Nothing was made.")
    expect(dialog.get_by_role("button", name="Save the video")).to_be_disabled()
    frames = choose(dialog, form="GIF", seconds=2, rate=10)
    dialog.get_by_role("button", name="Make the video").click()
    expect(dialog.get_by_role("status")).to_contain_text("The video is ready", timeout=MADE)
    film = read_film(saved(page, dialog.get_by_role("button", name="Save the video"), tmp_path))
    assert (film.codec, len(film.frames), film.size) == ("gif", frames, (640, 480))
    assert film.seconds == pytest.approx(2, abs=0.1)
    assert_shows_the_change(film, dataset, nearness=2)
    dialog.get_by_role("button", name="Close").click()
    page.evaluate("Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true })")
    opened(standing)
    expect(dialog.get_by_text("that needs https")).to_be_visible()
    expect(dialog.get_by_label("MP4", exact=True)).to_be_disabled()
    expect(dialog.get_by_label("GIF", exact=True)).to_be_checked()
    page.keyboard.press("Escape")
