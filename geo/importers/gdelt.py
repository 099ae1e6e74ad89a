"""The columns of GDELT's event tables, which are published without a header, and CAMEO's root codes.

Sources: the GDELT Event Database codebooks 1.03 (57 columns, 58 with the address of the source) and 2.0 (61).
"""

from __future__ import annotations

from geo.i18n import marked

_ACTOR = [
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
]
_EVENT = [
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
]
_DAYS = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
_GEO_1 = ["Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID"]
_GEO_2 = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]


def _gdelt_columns(geo: list[str], last: list[str]) -> tuple[str, ...]:
    actors = [f"{actor}{name}" for actor in ("Actor1", "Actor2") for name in _ACTOR]
    places = [f"{place}_{name}" for place in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in geo]
    return (*_DAYS, *actors, *_EVENT, *places, *last)


GDELT_1_REDUCED_COLUMNS = _gdelt_columns(_GEO_1, ["DATEADDED"])
GDELT_1_COLUMNS = _gdelt_columns(_GEO_1, ["DATEADDED", "SOURCEURL"])
GDELT_2_COLUMNS = _gdelt_columns(_GEO_2, ["DATEADDED", "SOURCEURL"])
CAMEO_ROOTS = {
    "01": marked("Make public statement"),
    "02": marked("Appeal"),
    "03": marked("Express intent to cooperate"),
    "04": marked("Consult"),
    "05": marked("Engage in diplomatic cooperation"),
    "06": marked("Engage in material cooperation"),
    "07": marked("Provide aid"),
    "08": marked("Yield"),
    "09": marked("Investigate"),
    "10": marked("Demand"),
    "11": marked("Disapprove"),
    "12": marked("Reject"),
    "13": marked("Threaten"),
    "14": marked("Protest"),
    "15": marked("Exhibit force posture"),
    "16": marked("Reduce relations"),
    "17": marked("Coerce"),
    "18": marked("Assault"),
    "19": marked("Fight"),
    "20": marked("Use unconventional mass violence"),
}
