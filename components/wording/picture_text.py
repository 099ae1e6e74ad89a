"""Words around a picture of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.i18n import gettext as _

if TYPE_CHECKING:
    from geo.export import Provenance


def picture_text(provenance: Provenance, filters: str, name: str) -> dict[str, Any]:
    """Return what stands around a picture of the map, for ``frontend/map/picture.js``, and its file's name.

    Parameters
    ----------
    provenance
        Gives title and data version.
    filters
        The filters in words; day, range and numbers are those that the map shows.
    name
        Of the file, without ending.
    """
    version = _("{title}, data version {version}, made on {day}")
    origin = version.format(
        title=provenance.about.title, version=provenance.about.version, day=provenance.made.isoformat()
    )
    return {"title": provenance.about.title, "lines": [filters], "foot": [origin], "file": f"{name}.png"}
