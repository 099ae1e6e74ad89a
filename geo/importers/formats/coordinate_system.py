"""Geometries without a named coordinate system: degrees as they are, metres by what a person answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer
from pyproj.exceptions import ProjError

from geo.i18n import Sentence, marked
from geo.importers.coordinates import reproject
from geo.importers.table import Alternative, Question

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.i18n import Words

    Shapes = npt.NDArray[np.object_]

NEAR = (44.0, 36.0, 52.0, 42.5)
"""West, south, east, north in degrees: where a coordinate system is looked for first."""
ZONES = range(36, 42)
"""UTM zones (of WGS 84, north) over and around Anatolia, the Caucasus and the Caspian."""
GAUSS_KRUGER = 28400
"""EPSG numbers of the zones of Pulkovo 1942, to which the zone is added; its number begins the easting."""
EASTINGS, MILLION = (100_000, 900_000), 1_000_000
MERCATOR = 3857
LARGEST = 20_037_509
HALF = 0.5
DEGREES = 720
"""Larger coordinates are no degrees, not even wrong ones."""


def degrees(
    name: str, shapes: Shapes, epsg: int = 0
) -> tuple[Shapes, tuple[Words, ...], tuple[Question, ...]]:
    """Return geometries in EPSG:4326, what is said of them, and what is asked.

    Coordinates within some turns of the globe (most of them) are degrees, right or wrong. Others are in
    metres of a coordinate system that the file does not name: they are read in the one that is told, and
    until then in none, so that nothing is placed by a guess.

    Parameters
    ----------
    name
        Of the file, for messages.
    shapes
        Geometries as they were read.
    epsg
        Number that a person gave; 0 for none.
    """
    xy = shapely.get_coordinates(shapes)
    if not len(xy):
        return shapes, (), ()
    if (np.abs(xy) <= DEGREES).all(axis=1).mean() > HALF:
        return shapes, (), ()
    if epsg:
        return reproject(name, shapes, f"EPSG:{epsg}"), (), ()
    offered = _offered(xy[:1000])
    remark = marked(
        "The coordinates are metres, and the file names no coordinate system: choose it, or nothing is placed."
    )
    sentence = marked("In which coordinate system are the coordinates?")
    return np.full(len(shapes), None, dtype=object), (remark,), (Question("epsg", sentence, offered),)


def _offered(xy: npt.NDArray[np.float64]) -> tuple[Alternative, ...]:
    """Return coordinate systems in which these coordinates lie somewhere, the likeliest first, after "none"."""
    x = float(np.median(xy[:, 0]))
    candidates: list[tuple[int, Words]] = []
    if MILLION < x < 33 * MILLION:
        zone = int(x // MILLION)
        words = marked("Pulkovo 1942, Gauss-Kruger zone {zone} (EPSG:{epsg})")
        candidates.append(
            (GAUSS_KRUGER + zone, Sentence(words, {"zone": zone, "epsg": str(GAUSS_KRUGER + zone)}))
        )
    if EASTINGS[0] < x < EASTINGS[1]:
        for zone in ZONES:
            words = marked("UTM zone {zone}N (EPSG:{epsg})")
            candidates.append((32600 + zone, Sentence(words, {"zone": zone, "epsg": str(32600 + zone)})))
    if np.abs(xy).max() < LARGEST:
        words = marked("Web Mercator (EPSG:{epsg})")
        candidates.append((MERCATOR, Sentence(words, {"epsg": str(MERCATOR)})))
    found = []
    for epsg, label in candidates:
        try:
            change = Transformer.from_crs(epsg, 4326, always_xy=True)
            lon, lat = (float(np.median(axis)) for axis in change.transform(xy[:, 0], xy[:, 1]))
        except ProjError:
            continue
        if np.isfinite([lon, lat]).all() and abs(lat) <= 90:  # noqa: PLR2004 (degrees)
            far = not (NEAR[0] <= lon <= NEAR[2] and NEAR[1] <= lat <= NEAR[3])
            found.append((far, Alternative(str(epsg), label, ((f"{lon:.4f}", f"{lat:.4f}"),))))
    ordered = [one for _, one in sorted(found, key=lambda pair: pair[0])]
    return (Alternative("", marked("Not known: no place")), *ordered)
