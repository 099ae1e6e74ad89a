"""Pictures of addresses: every record has one in every language, and no text can spoil it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as search
from hypothesis import strategies as st
from PIL import Image

from components.http.addresses import slugs
from components.http.typesetting import ELLIPSIS, KNOWN, Face, fitted, font, runs, safe, width, wrapped
from geo.i18n import LANGUAGES
from tests.hostile import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset

FACE = Face(22)
ALPHABETS = (
    "AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz",
    "ԱաԲբԳգԴդԵեԶզԷէԸըԹթԺժԻիԼլԽխԾծԿկՀհՁձՂղՃճՄմՅյՆնՇշՈոՉչՊպՋջՌռՍսՎվՏտՐրՑցՒւՓփՔքՕօՖֆև«»՞՛՜",
    "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя№",
)


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_of_record_has_a_picture(
    code: str, client_of: Callable[[Dataset], TestClient], made_up: Dataset
) -> None:
    client = client_of(made_up)
    prefix = "" if code == "en" else f"/{code}"
    names = {
        "event": next(iter(slugs(made_up).event_of)),
        "district": str(made_up.districts.index[0]),
        "place": str(made_up.places.index[0]),
    }
    paths = [f"{prefix}/preview/{kind}/{name}.png" for kind, name in names.items()]
    for path in (*paths, f"/preview.png?lang={code}"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png"), path
        assert picture(answer.content).size == (1200, 630)
        assert len(answer.content) < 150_000
        assert client.get(path, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_picture_is_in_the_colours_of_who_held_what_on_its_day(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    light = {one.id: one.light for one in karabakh.about.controllers}
    for day, holder in (("1995-01-01", "armenian"), ("2024-06-01", "azerbaijan")):
        shown = picture(client.get(f"/preview.png?day={day}&lang=hy").content)
        colours = {colour for count, colour in shown.getcolors(1 << 20) or () if count > 2_000}
        named = next(value for key, value in light.items() if key.startswith(holder[:4]))
        assert tuple(int(named[at : at + 2], 16) for at in (1, 3, 5)) in colours
        assert (255, 255, 255) in colours


def test_the_picture_of_a_view_is_that_of_its_event_or_district(
    client_of: Callable[[Dataset], TestClient], made_up: Dataset
) -> None:
    client = client_of(made_up)
    event, district = str(made_up.events.index[0]), str(made_up.districts.index[0])
    name = slugs(made_up).of_event[event]
    assert (
        client.get(f"/preview.png?event={event}").content == client.get(f"/preview/event/{name}.png").content
    )
    shown = client.get(f"/preview.png?district={district}&day=1995-05-05").content
    assert shown != client.get("/preview.png?day=1995-05-05").content


@pytest.mark.parametrize(
    "path", ["/preview/event/x.png", "/preview/place/%00.png", "/hy/preview/nothing/x.png"]
)
def test_what_is_not_there_has_no_picture(path: str, made_up_client: TestClient) -> None:
    assert made_up_client.get(path).status_code == 404


def test_texts_that_attack_are_set_as_texts(
    client_of: Callable[[Dataset], TestClient], hostile_dataset: Dataset
) -> None:
    client = client_of(hostile_dataset)
    names = list(slugs(hostile_dataset).event_of)
    for name in (
        names[0],
        names[5],
        names[10],
    ):  # Tags, letters that turn the line, a word of ten thousand letters.
        assert picture(client.get(f"/preview/event/{name}.png").content).size == (1200, 630)


def test_the_fonts_have_every_letter_of_the_languages() -> None:
    for bold in (False, True):
        face = Face(20, bold)
        for letter in "".join(ALPHABETS):
            assert KNOWN.match(letter), letter
            ((piece, one),) = runs(letter, face)
            nothing = font("NotoSansArmenian" if "\u0530" <= letter <= "\u058f" else "NotoSans", face)
            assert bytes(one.getmask(piece)) != bytes(nothing.getmask("\U000e0100")), letter


@search(max_examples=60)
@given(st.text(max_size=120))
def test_any_text_becomes_one_line_of_letters_that_there_are(text: str) -> None:
    shown = safe(text)
    assert all(KNOWN.match(letter) for letter in shown)
    assert shown == " ".join(shown.split())
    assert "".join(piece for piece, _font in runs(shown, FACE)) == shown


@search(max_examples=40)
@given(st.text(max_size=200) | st.sampled_from(PAYLOADS), st.integers(60, 500), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_but_what_the_ellipsis_stands_for(
    text: str, most: int, lines: int
) -> None:
    shown = safe(text)
    found = wrapped(shown, FACE, most, lines)
    assert len(found) <= lines
    assert all(width(line, FACE) <= most for line in found)
    joined = "".join(found).replace(" ", "")
    if found and found[-1].endswith(ELLIPSIS):
        assert shown.replace(" ", "").startswith(joined[:-1])
    else:
        assert joined == shown.replace(" ", "")


def test_a_title_is_made_smaller_before_it_is_cut() -> None:
    faces = (Face(52, bold=True), Face(36, bold=True))
    assert fitted("Kalbajar handed over", faces, 490, 3)[0] == faces[0]
    face, lines = fitted("A title of very many words " * 4, faces, 490, 3)
    assert face == faces[1]
    assert lines[-1].endswith(ELLIPSIS)
