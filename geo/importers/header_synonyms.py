"""Words by which the columns of a plain table say what they hold, in several languages.

English, Azerbaijani, Russian, Armenian, German, French and Turkish. Compared without case, marks,
blanks and punctuation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.identifiers import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADERS: Mapping[str, str] = {
    "event_id": (
        "event_id, id, event id, identifier, uid, key, kod, код, ид, номер, kimlik, hadisə id, "
        "Kennung, identifiant, olay id, նույնացուցիչ, "
        "occurrenceid, eventid, globalid, recordid, record id, data_id, event_id_cnty, incident id, "
        "incident_id, objectid, fid, qid, № п/п, номер события"
    ),
    "title": (
        "title, name, event, event name, headline, label, what, başlıq, ad, adı, hadisə, "
        "название, заголовок, событие, наименование, вернагир, վերնագիր, անվանում, անուն, "
        "իրադարձություն, Titel, Name, Ereignis, titre, nom, évènement, événement, başlık, isim, "
        "olay, "
        "itemlabel, event description, event_description, conflict_name, conflict name, incident, "
        "incident name, event title, event_title, dyad_name, headline_en, title_en, name_en, краткое "
        "описание, event label, vernacularname, scientificname, olayın adı, hadisənin adı, "
        "Bezeichnung, intitulé, libellé"
    ),
    "date": (
        "date, start date, start_date, date_start, event date, event_date, begin, begin date, "
        "start, from, day of event, when, tarix, başlama tarixi, дата, дата начала, дата события, "
        "начало, ամսաթիվ, օր ամիս տարի, սկիզբ, Datum, Startdatum, Beginn, Anfang, date de début, "
        "date début, début, tarih, başlangıç tarihi, başlangıç, edtf, "
        "eventdate, pointintime, point in time, date_iso, datetime, date time, timestamp, date utc, "
        "incident date, incident_date, date of event, date of incident, day date, reported date, "
        "reference_period_start, reference period start, period start, start period, start_time, "
        "start time, starttime, date from, from date, дата и время, дата инцидента, hadisənin tarixi, "
        "Ereignisdatum, date de l'événement, olay tarihi"
    ),
    "end_date": (
        "end date, end_date, date_end, end, to, until, bitmə tarixi, son tarix, son, дата "
        "окончания, конец, окончание, ավարտ, վերջ, Enddatum, Ende, date de fin, fin, bitiş "
        "tarihi, bitiş, "
        "reference_period_end, reference period end, period end, end_time, endtime, end time, date "
        "to, to date, дата конца, по, till, enddate, finish"
    ),
    "year": ("year, yr, iyear, il, год, տարի, Jahr, année, annee, yıl, sene, год события, iyr"),
    "month": "month, imonth, ay, месяц, ամիս, Monat, mois",
    "day": "day, iday, gün, день, число, օր, Tag, jour",
    "date_precision": (
        "date_precision, date precision, dateprecision, "
        "time_precision, date_prec, dateprec, timeprecision, точность даты, tarix dəqiqliyi"
    ),
    "category": (
        "category, type, event type, event_type, kind, class, kateqoriya, növ, növü, категория, "
        "тип, вид, կատեգորիա, տեսակ, տիպ, Kategorie, Art, Typ, catégorie, type d'événement, "
        "genre, kategori, tür, tip, "
        "type_of_violence, attacktype1_txt, attack type, disorder_type, sub_event_type, incident "
        "type, incident_type, event category, weapon, category_en, violence type, тип события, вид "
        "события, hadisənin növü, olay türü, Ereignistyp"
    ),
    "lon": (
        "lon, longitude, long, lng, x, x_coord, point_x, easting, uzunluq, uzunluq dairəsi, "
        "coğrafi uzunluq, долгота, երկայնություն, Länge, Längengrad, geographische Länge, boylam, "
        "decimallongitude, longitude_wgs84, lon_wgs84, lon_dd, long_dd, longitude dd, x_wgs84, "
        "geo_lon, geolon, geo_long, centroid_lon, longitud, долг, в.д, восточная долгота, coord_x, x "
        "coordinate, lon_deg, gps longitude, начальная долгота, şərq uzunluğu, boylam e"
    ),
    "lat": (
        "lat, latitude, y, y_coord, point_y, northing, enlik, en dairəsi, coğrafi enlik, широта, "
        "լայնություն, Breite, Breitengrad, geographische Breite, enlem, "
        "decimallatitude, latitude_wgs84, lat_wgs84, lat_dd, latitude dd, y_wgs84, geo_lat, geolat, "
        "centroid_lat, latitud, шир, с.ш, северная широта, coord_y, y coordinate, lat_deg, gps "
        "latitude, şimal enliyi, enlem n"
    ),
    "wkt": (
        "wkt, geom_wkt, geowkt, geometry, geom, the_geom, wkt_geom, "
        "geomwkt, geom_wkt_4326, wkt_geometry, footprintwkt, shape_wkt, ewkt, wkb, geom_wkb, "
        "the_geom_wkt, shape"
    ),
    "location_precision": (
        "location_precision, location precision, "
        "geo_precision, geoprecision, where_prec, whereprec, precision, location accuracy, place "
        "precision, precision of place, specificity, coordinate precision, geo accuracy, accuracy, "
        "точность, точность координат, точность места, dəqiqlik, məkanın dəqiqliyi"
    ),
    "district_ids": (
        "district_ids, district, districts, district_id, rayon, rayon adı, район, շրջան, Bezirk, "
        "Rajon, district, arrondissement, ilçe, "
        "admin2_name, admin 2 name, admin2, admin 2, adm2_name, adm_2, adm2_en, adm2, adm2name, "
        "admin2name_en, района, районы, rayonlar, rayonun adı, county, raion, district name, "
        "district_name, районное образование, İlçe adı"
    ),
    "place_name": (
        "place_name, place, location, locality, settlement, town, village, where, yer, məkan, "
        "yaşayış məntəqəsi, место, населенный пункт, локация, վայր, բնակավայր, Ort, Ortschaft, "
        "Ortsname, lieu, localité, mevki, konum, "
        "where_coordinates, place name, placename, city, municipality, адрес места, населённый пункт, "
        "пункт, город, село, şəhər, kənd, город/село, stadt, ville, şehir, köy, geo_fullname, "
        "location name, location_name, nearest place, ünvan yeri"
    ),
    "summary": (
        "summary, description, notes, note, text, details, comment, təsvir, qeyd, məzmun, "
        "описание, примечание, текст, նկարագրություն, ամփոփում, Beschreibung, Zusammenfassung, "
        "Text, description, résumé, açıklama, özet, "
        "event_description_long, remarks, narrative, full text, подробности, комментарий, "
        "eventremarks, occurrenceremarks, motive, details_en, content, body"
    ),
    "source": (
        "source, sources, publisher, source name, reference, mənbə, источник, աղբյուր, Quelle, source, kaynak, "
        "source_office, sources_names, source_name, publication, newspaper, media, scite1, "
        "associatedreferences, istinad, quelle/n, источник информации, источники, mənbələr, "
        "kaynaklar, sources names"
    ),
    "url": (
        "url, link, source_url, sourceurl, source url, web, href, address, keçid, ссылка, адрес, "
        "հղում, Link, lien, bağlantı, "
        "urls, source_link, source link, links, references url, external link, website, адрес "
        "источника, ссылка на источник, mənbə linki, kaynak linki"
    ),
    "published": (
        "published, publication date, pubdate, nəşr tarixi, дата публикации, Veröffentlicht, "
        "publié le, yayın tarihi, "
        "source_date, source date, date published, published date, publication_date"
    ),
    "deaths_total": (
        "deaths, fatalities, killed, dead, deaths_total, ölənlər, həlak olanlar, погибшие, "
        "погибло, убито, զոհեր, Tote, Todesopfer, morts, décès, ölü, ölü sayısı, "
        "best_death, best, best_est, nkill, total killed, number killed, number of deaths, deaths "
        "total, total deaths, fatality, kia, dead total, killed_total, total fatalities, no. of "
        "deaths, people killed, casualties killed, число погибших, количество погибших, погибших, "
        "убитых, ölü sayı, ölənlərin sayı, həlak olanların sayı, Anzahl Tote, nombre de morts, "
        "զոհվածներ"
    ),
    "deaths_total_low": (
        "deaths_total_low, deaths low, low, minimum deaths, "
        "low_death, low_est, low_estimate, fatalities low, fatalities_min, deaths_min, min_deaths"
    ),
    "deaths_total_high": (
        "deaths_total_high, deaths high, high, maximum deaths, "
        "high_death, high_est, high_estimate, fatalities high, fatalities_max, deaths_max, max_deaths"
    ),
    "deaths_side_a": "deaths_a, deaths_side_a",
    "deaths_side_b": "deaths_b, deaths_side_b",
    "deaths_civilian": (
        "deaths_civilians, deaths_civilian, civilian deaths, civilians killed, civilian fatalities, killed civilians, "
        "погибшие мирные жители, mülki ölənlər"
    ),
    "deaths_unknown": "deaths_unknown",
    "injured": (
        "injured, wounded, nwound, injuries, number injured, number wounded, total injured, total wounded, wia, "
        "people injured, раненые, ранено, число раненых, количество раненых, пострадавшие, yaralı, yaralılar, "
        "yaralananlar, yaralıların sayı, վիրավորներ, Verletzte, Verwundete, blessés, yaralı sayısı"
    ),
    "side_a": (
        "side_a, side a, actor1, actor 1, actor_1, attacker, perpetrator, gname, perpetrator group, initiator, "
        "сторона а, сторона 1, нападавший, tərəf a, birinci tərəf, taraf a, կողմ ա"
    ),
    "side_b": (
        "side_b, side b, actor2, actor 2, actor_2, targtype1_txt, defender, сторона б, сторона в, "
        "сторона 2, tərəf b, ikinci tərəf, taraf b, կողմ բ"
    ),
    "coordinates": (
        "coordinates, coordinate, coords, coord, latlon, lat lon, latlong, latlng, lat/long, latitude "
        "longitude, lonlat, longlat, lnglat, long/lat, longitude latitude, geo, geopoint, geo_point, geo_point_2d, "
        "geolocation, gps, gps coordinates, position, point, координаты, широта долгота, широта и долгота, "
        "koordinatlar, koordinat, en boy, enlem boylam, enlik uzunluq, koordinaten, breite länge, coordonnées, "
        "կոորդինատներ, coordinate location, location coordinates, verbatimcoordinates, gps point, xy, x y, yx"
    ),
}


UNITS = frozenset(
    [
        "градус",
        "градусы",
        "град",
        "deg",
        "degrees",
        "degree",
        "grad",
        "grade",
        "wgs84",
        "wgs",
        "dd",
        "decimal",
        "dms",
        "epsg4326",
        "4326",
        "м",
        "m",
        "метры",
        "meters",
        "n",
        "e",
        "utc",
        "gmt",
        "чел",
        "человек",
        "people",
        "persons",
        "iso",
        "en",
        "az",
        "ru",
        "hy",
        "dərəcə",
        "derece",
        "°",
    ]
)
"""Words after a header that name a unit, a system or a language."""
CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
WORDS = re.compile(r"[^\W_]+")
LONGEST = 200


def plain(header: str) -> str:
    """Return a header as it is compared: folded, letters and digits only."""
    return "".join(WORDS.findall(fold(header[:LONGEST])))


BY_WORD: Mapping[str, str] = {
    plain(word): field for field, words in reversed(tuple(HEADERS.items())) for word in words.split(",")
}
"""Our field by the folded word; of a word with two meanings the field that stands first."""
WEAK = frozenset(
    map(
        plain,
        (
            "timestamp",
            "what",
            "key",
            "objectid",
            "fid",
            "qid",
            "geo",
            "shape",
            "point",
            "position",
            "x",
            "y",
            "by",
        ),
    )
)
"""Headers that count only where no other column has the field."""
LATITUDE_FIRST = frozenset(
    map(
        plain,
        (
            *(
                "latlon",
                "lat lon",
                "latlong",
                "latlng",
                "latitude longitude",
                "широта долгота",
                "широта и долгота",
            ),
            *("en boy", "enlem boylam", "enlik uzunluq", "breite länge", "yx"),
        ),
    )
)
LONGITUDE_FIRST = frozenset(
    map(plain, ("lonlat", "longlat", "lnglat", "longitude latitude", "xy", "долгота широта"))
)
"""Headers of a column with both coordinates that say which is first."""


def field_of(header: str) -> str:
    """Return our field by the words of a header, "" when they are not known.

    What stands in brackets or after a comma, and units at the end, are passed over.

    >>> field_of("Широта, град."), field_of("decimalLatitude"), field_of("Deaths (total)"), field_of("En;Boy")
    ('lat', 'lat', 'deaths_total', 'coordinates')
    """
    header = header[:LONGEST]
    known = BY_WORD.get(plain(header))
    if known:
        return known
    bare = header
    for opening, closing in ("()", "[]", "{}"):
        before, sign, rest = bare.partition(opening)
        bare = before + rest.partition(closing)[2] if sign else bare
    for text in (bare, bare.partition(",")[0], bare.partition(":")[0]):
        words = WORDS.findall(fold(CAMEL.sub(" ", text)))
        while len(words) > 1 and words[-1] in UNITS:
            words.pop()
        if found := BY_WORD.get("".join(words)):
            return found
    return ""
