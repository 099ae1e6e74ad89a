"""Drawing of a preview's picture, 1200 by 630: words on the left, the districts of a day on the right."""

from __future__ import annotations

import io
import math
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from PIL import Image, ImageDraw

from components.http.typesetting import Face, fitted, safe, width, wrapped, write
from geo.control.history import segment_at, unbroken_history
from geo.dataset.cache import cached

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About

WIDTH, HEIGHT = 1200, 630
LEFT = 580
"""Pixels of the words."""
MAP = (WIDTH - LEFT, HEIGHT)
FINE = 2
"""The map is drawn so many times larger and then made smaller: its lines become smooth."""
MARGIN = 0.07
"""Of the districts' extent, around them."""
LIFT = 14
"""Pixels that the districts stand above the middle: the credit lies below them."""
TOLERANCE = 0.003
"""Degrees by which outlines are simplified: half a pixel."""
STRIPE = 12 * FINE
SIZES = {"larger": 8 * FINE, "smaller": 4 * FINE, "even": 6 * FINE}
EDGE = 56
COLUMN = LEFT - EDGE - 34
SURFACE, INK, INK_2, LINE, BADGE = "#FFFFFF", "#1B232C", "#4A5561", "#D9DDE1", "#F0F1F3"
ABROAD, GROUND, WATER, RIVER = "#E7E4DD", "#F1EFEA", "#CFDDE4", "#B4C8D2"
NEIGHBOUR, BORDER, HALO = "#D8D4CB", "#A39E94", "#1C222A"
TITLE = (Face(52, bold=True), Face(44, bold=True), Face(36, bold=True))
SMALLEST_WATER = 8.0
"""Square kilometres."""

Shares = tuple[tuple[str, str], ...]
Rings = list["NDArray[np.float64]"]
_few = BoundedSemaphore(2)
"""So many pictures are drawn at once: a crowd of addresses waits instead of filling the memory."""


class Row(NamedTuple):
    """A line under the title; `shares` is drawn as a swatch before it."""

    text: str
    shares: Shares = ()


class Card(NamedTuple):
    """What stands on a picture.

    Parameters
    ----------
    eyebrow, title, badge
        Texts of the dataset, which may be anything; "" for none.
    rows
        Lines below them.
    site, subtitle, attribution
        Of the dataset.
    day
        Whose control is drawn, in days since 1970-01-01.
    colour
        Of the square before the eyebrow, "" for none.
    marked
        Districts that are outlined and named, by id with their names.
    point
        A place on the map: longitude and latitude in degrees.
    """

    eyebrow: str
    title: str
    badge: str
    rows: tuple[Row, ...]
    site: str
    subtitle: str
    attribution: str
    day: int
    colour: str = ""
    marked: tuple[tuple[str, str], ...] = ()
    point: tuple[float, float] | None = None


class View(NamedTuple):
    """The part of the world on the picture: its north-west corner in degrees, and pixels in a degree."""

    west: float
    north: float
    stretch: float
    scale: float

    def drawn(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return positions (longitude, latitude) in pixels of the fine map."""
        x = (positions[:, 0] - self.west) * self.stretch * self.scale
        y = (self.north - positions[:, 1]) * self.scale
        return np.column_stack([x, y])


def png(dataset: Dataset, card: Card) -> bytes:
    """Draw a picture and return it as PNG.

    Parameters
    ----------
    dataset
        In English; its outlines are drawn and its control periods decide the colours.
    card
        What stands on it.
    """
    with _few:
        picture = Image.new("RGB", (WIDTH, HEIGHT), SURFACE)
        draw = ImageDraw.Draw(picture)
        picture.paste(_map(dataset, card), (LEFT, 0))
        draw.line([(LEFT, 0), (LEFT, HEIGHT)], LINE, 1)
        _words(draw, dataset.about, card)
        _attribution(draw, safe(card.attribution))
        packed = io.BytesIO()
        _few_colours(picture).save(packed, "PNG", compress_level=9)
    return packed.getvalue()


def _few_colours(picture: Image.Image) -> Image.Image:
    """Return a picture in its 256 commonest colours: a third of the size, and what says who held what stays exact.

    Pillow's own ways round the colours, until white is grey and a stripe of one holder like another's.
    """
    pixels = np.asarray(picture).astype(np.int32)
    packed = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    values, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = values[np.argsort(-counts, kind="stable")[:256]]
    parts = [np.stack([some >> 16, some >> 8 & 255, some & 255], axis=1) for some in (values, kept)]
    nearest = np.empty(len(values), np.uint8)
    for start in range(0, len(values), 4096):
        apart = parts[0][start : start + 4096, None, :] - parts[1][None, :, :]
        nearest[start : start + 4096] = (apart**2).sum(axis=2).argmin(axis=1)
    drawn = Image.fromarray(nearest[where.reshape(packed.shape)])
    drawn.putpalette(parts[1].astype(np.uint8).tobytes())
    return drawn


def _words(draw: ImageDraw.ImageDraw, about: About, card: Card) -> None:
    top = 52.0
    x = float(EDGE)
    if card.colour:
        draw.rectangle([EDGE + 2, top + 4, EDGE + 22, top + 24], card.colour)
        x += 38
    if card.eyebrow:
        face = Face(22, bold=True)
        above = wrapped(safe(card.eyebrow), face, LEFT - 34 - x, 1)
        write(draw, (x, top + 22), above[0] if above else "", face, fill=INK)
    face, lines = fitted(safe(card.title), TITLE, COLUMN, 3)
    step = round(face.size * 1.13)
    y = top + 38 + face.size
    for line in lines:
        write(draw, (EDGE, y), line, face, fill=INK)
        y += step
    y += 24 - step
    if card.badge:
        y = _badge(draw, safe(card.badge), y)
    for row in card.rows:
        y = _row(draw, about, row, y)
        if y > HEIGHT - 150:
            break
    draw.line([(EDGE, 511), (LEFT - 34, 511)], LINE, 2)
    name, named = fitted(safe(card.site), (Face(22, bold=True), Face(18, bold=True)), COLUMN, 1)
    write(draw, (EDGE, 550), named[0] if named else "", name, fill=INK)
    for at, text in enumerate(wrapped(safe(card.subtitle), Face(18), COLUMN, 2)):
        write(draw, (EDGE, 578 + 23 * at), text, Face(18), fill=INK_2)


def _badge(draw: ImageDraw.ImageDraw, text: str, y: float) -> float:
    face = Face(22, bold=True)
    line = wrapped(text, face, COLUMN - 36, 1)
    if not line:
        return y
    draw.rounded_rectangle([EDGE, y, EDGE + width(line[0], face) + 36, y + 46], 6, BADGE)
    write(draw, (EDGE + 18, y + 31), line[0], face, fill=INK)
    return y + 64


def _row(draw: ImageDraw.ImageDraw, about: About, row: Row, y: float) -> float:
    x = EDGE
    if row.shares:
        swatch = Image.new("RGB", (26, 18))
        colours = _colours(about)
        if len(row.shares) == 1:
            swatch.paste(colours[row.shares[0][0]], (0, 0, 26, 18))
        else:
            swatch.paste(_stripes(colours, row.shares, (0, 0, 26, 18), 0.5))
        draw._image.paste(swatch, (EDGE, round(y) + 3))  # noqa: SLF001 - The picture that the pen draws on.
        x += 36
    for line in wrapped(safe(row.text), Face(20), LEFT - 34 - x, 2):
        write(draw, (x, y + 19), line, Face(20), fill=INK_2)
        y += 27
    return y + 7


def _attribution(draw: ImageDraw.ImageDraw, text: str) -> None:
    face = Face(13)
    lines = wrapped(text, face, MAP[0] - 36, 3)
    if lines:
        left = WIDTH - 12 - max(width(line, face) for line in lines) - 20
        top = HEIGHT - 18 - 17 * len(lines)
        draw.rounded_rectangle([left, top, WIDTH - 12, HEIGHT - 10], 4, SURFACE)
        for at, line in enumerate(lines):
            write(draw, (left + 10, top + 17 + 17 * at), line, face, fill=INK_2)


def _map(dataset: Dataset, card: Card) -> Image.Image:
    ground = _ground(dataset)
    if ground is None:
        return Image.new("RGB", MAP, ABROAD)
    view, base, shapes = ground
    large = base.copy()
    pen = ImageDraw.Draw(large)
    history, about = unbroken_history(dataset), dataset.about
    colours = _colours(about)
    for district, rings in shapes.items():
        segment = segment_at(history[district], card.day)
        _paint(large, rings, colours, segment.shares if segment else ((about.unrecorded.id, "whole"),))
        _outline(pen, rings, SURFACE, 3)
    for district, _name in card.marked:
        _outline(pen, shapes.get(district, []), SURFACE, 15)
    for district, _name in card.marked:
        _outline(pen, shapes.get(district, []), INK, 8)
    if card.point is not None and all(math.isfinite(part) for part in card.point):
        x, y = view.drawn(np.array([card.point]))[0]
        pen.ellipse([x - 18, y - 18, x + 18, y + 18], INK, SURFACE, 6)
    picture = large.resize(MAP, Image.Resampling.LANCZOS)
    _name_districts(ImageDraw.Draw(picture), dataset, view, card)
    return picture


def _paint(large: Image.Image, rings: Rings, colours: dict[str, str], shares: Shares) -> None:
    """Fill a district with its holder's colour, or with the stripes of several."""
    if not rings:
        return
    corners = np.vstack(rings)
    left, top = (int(value) for value in np.floor(corners.min(axis=0)))
    wide, high = (int(value) + 1 for value in np.ceil(corners.max(axis=0)) - (left, top))
    mask = Image.new("L", (wide, high))
    _fill(ImageDraw.Draw(mask), [ring - (left, top) for ring in rings])
    if len(shares) == 1:
        large.paste(colours[shares[0][0]], (left, top, left + wide, top + high), mask)
    else:
        large.paste(_stripes(colours, shares, (left, top, wide, high)), (left, top), mask)


def _name_districts(pen: ImageDraw.ImageDraw, dataset: Dataset, view: View, card: Card) -> None:
    face = Face(24, bold=True)
    for district, name in [one for one in card.marked if one[1]][:4]:
        row = dataset.districts.loc[district]
        spot = np.array([[float(row["label_lon"]), float(row["label_lat"])]])
        if not np.isfinite(spot).all():
            continue
        x, y = view.drawn(spot)[0] / FINE
        text = wrapped(safe(name), face, MAP[0] - 40, 1)
        if text:
            long = width(text[0], face)
            at = (min(max(x - long / 2, 12), MAP[0] - 12 - long), y + 8)
            write(pen, at, text[0], face, fill=SURFACE, halo=HALO)


@cached(1)
def _ground(
    dataset: Dataset,
) -> tuple[View, Image.Image, dict[str, Rings]] | None:
    """Return what is the same on every picture: the land and the waters, and the outlines in pixels."""
    outlined = dataset.districts.geometry.dropna()
    outlined = outlined[~outlined.is_empty]
    if outlined.empty:
        return None
    west, south, east, north = outlined.total_bounds
    stretch = math.cos(math.radians((south + north) / 2))
    wide, high = MAP[0] * FINE, MAP[1] * FINE
    scale = min(wide / ((east - west) * stretch), high / (north - south)) * (1 - 2 * MARGIN)
    west_edge = (west + east) / 2 - wide / scale / stretch / 2
    north_edge = (south + north) / 2 + (high / 2 - LIFT * FINE) / scale
    view = View(west_edge, north_edge, stretch, scale)
    frame = (view.west, view.north - high / scale, view.west + wide / scale / stretch, view.north)
    base = Image.new("RGB", (wide, high), ABROAD)
    pen = ImageDraw.Draw(base)
    for shape in dataset.neighbours.geometry.dropna():
        rings = _rings(shape, frame, view)
        _fill(pen, rings, GROUND)
        _outline(pen, rings, NEIGHBOUR, 2)
    waters = dataset.backdrop.get("waters")
    if waters is not None:
        large = waters[waters["area_km2"] >= SMALLEST_WATER] if "area_km2" in waters else waters
        for shape in large.geometry.dropna():
            _fill(pen, _rings(shape, frame, view), WATER)
    for shape in _shapes(dataset, "rivers"):
        for line in _lines(shape, frame, view):
            pen.line([tuple(point) for point in line.tolist()], RIVER, 2)
    for shape in _shapes(dataset, "countries"):
        for part in shapely.get_parts(shape):
            for line in _lines(part.exterior, frame, view):
                pen.line([tuple(point) for point in line.tolist()], BORDER, 2)
    shapes = {str(district): _rings(shape, frame, view) for district, shape in outlined.items()}
    return view, base, shapes


def _shapes(dataset: Dataset, layer: str) -> Iterable[shapely.Geometry]:
    frame = dataset.backdrop.get(layer)
    return () if frame is None else frame.geometry.dropna()


def _within(shape: shapely.Geometry, frame: tuple[float, float, float, float]) -> Iterable[shapely.Geometry]:
    clipped: Iterable[shapely.Geometry] = shapely.get_parts(
        shapely.clip_by_rect(shapely.simplify(shape, TOLERANCE), *frame)
    )
    return clipped


def _rings(shape: shapely.Geometry, frame: tuple[float, float, float, float], view: View) -> Rings:
    """Return the rings of an area in pixels; one that runs the other way is a hole."""
    found = []
    for part in _within(shape, frame):
        if isinstance(part, shapely.Polygon):
            whole = shapely.geometry.polygon.orient(part)
            found += [
                view.drawn(shapely.get_coordinates(ring)) for ring in (whole.exterior, *whole.interiors)
            ]
    return found


def _lines(shape: shapely.Geometry, frame: tuple[float, float, float, float], view: View) -> Rings:
    return [
        view.drawn(shapely.get_coordinates(part))
        for part in _within(shape, frame)
        if isinstance(part, shapely.LineString) and not part.is_empty
    ]


def _fill(pen: ImageDraw.ImageDraw, rings: Rings, colour: str | int = 255) -> None:
    for ring in rings:
        # Up is down in a picture: what runs against the clock in the world has a negative area here.
        x, y = ring[:, 0], ring[:, 1]
        is_hole = float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) > 0
        if not is_hole:
            pen.polygon([tuple(point) for point in ring.tolist()], colour)
        elif isinstance(colour, int):
            pen.polygon([tuple(point) for point in ring.tolist()], 0)


def _outline(pen: ImageDraw.ImageDraw, rings: Rings, colour: str, thick: int) -> None:
    for ring in rings:
        pen.line([tuple(point) for point in ring.tolist()], colour, thick, joint="curve")


def _colours(about: About) -> dict[str, str]:
    return {one.id: one.light for one in (*about.controllers, about.unrecorded)}


def _stripes(
    colours: dict[str, str], shares: Shares, box: tuple[int, int, int, int], fine: float = 1.0
) -> Image.Image:
    """Return stripes that lean as on the map, the wider for whoever held more.

    Parameters
    ----------
    colours, shares
        Of the holders.
    box
        Left, top, width and height in pixels: stripes of neighbours meet.
    fine
        How much narrower than on the fine map they are.
    """
    left, top, wide, high = box
    widths = [SIZES.get(size, STRIPE) for _holder, size in shares]
    if len(shares) > 2:  # noqa: PLR2004 - Of more than two none is known to be larger.
        widths = [STRIPE // 3] * len(shares)
    edges = (np.cumsum(widths) * fine * math.sqrt(2)).astype(np.int16)
    across = (np.arange(left, left + wide)[None, :] + np.arange(top, top + high)[:, None]) % edges[-1]
    palette = np.array(
        [[int(colours[holder][at : at + 2], 16) for at in (1, 3, 5)] for holder, _size in shares], np.uint8
    )
    owner = np.searchsorted(edges, np.arange(edges[-1]), side="right")
    return Image.fromarray(palette[owner][across])
