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
        "Kennung, identifiant, olay id, նույնացուցիչ"
    ),
    "title": (
        "title, name, event, event name, headline, label, what, başlıq, ad, adı, hadisə, "
        "название, заголовок, событие, наименование, вернагир, վերնագիր, անվանում, անուն, "
        "իրադարձություն, Titel, Name, Ereignis, titre, nom, évènement, événement, başlık, isim, "
        "olay"
    ),
    "date": (
        "date, start date, start_date, date_start, event date, event_date, begin, begin date, "
        "start, from, day of event, when, tarix, başlama tarixi, дата, дата начала, дата события, "
        "начало, ամսաթիվ, օր ամիս տարի, սկիզբ, Datum, Startdatum, Beginn, Anfang, date de début, "
        "date début, début, tarih, başlangıç tarihi, başlangıç, edtf"
    ),
    "end_date": (
        "end date, end_date, date_end, end, to, until, bitmə tarixi, son tarix, son, дата "
        "окончания, конец, окончание, ավարտ, վերջ, Enddatum, Ende, date de fin, fin, bitiş "
        "tarihi, bitiş"
    ),
    "year": "year, yr, iyear, il, год, տարի, Jahr, année, annee, yıl, sene",
    "month": "month, imonth, ay, месяц, ամիս, Monat, mois",
    "day": "day, iday, gün, день, число, օր, Tag, jour",
    "date_precision": "date_precision, date precision, dateprecision",
    "category": (
        "category, type, event type, event_type, kind, class, kateqoriya, növ, növü, категория, "
        "тип, вид, կատեգորիա, տեսակ, տիպ, Kategorie, Art, Typ, catégorie, type d'événement, "
        "genre, kategori, tür, tip"
    ),
    "lon": (
        "lon, longitude, long, lng, x, x_coord, point_x, easting, uzunluq, uzunluq dairəsi, "
        "coğrafi uzunluq, долгота, երկայնություն, Länge, Längengrad, geographische Länge, boylam"
    ),
    "lat": (
        "lat, latitude, y, y_coord, point_y, northing, enlik, en dairəsi, coğrafi enlik, широта, "
        "լայնություն, Breite, Breitengrad, geographische Breite, enlem"
    ),
    "wkt": "wkt, geom_wkt, geowkt, geometry, geom, the_geom, wkt_geom",
    "location_precision": "location_precision, location precision",
    "district_ids": (
        "district_ids, district, districts, district_id, rayon, rayon adı, район, շրջան, Bezirk, "
        "Rajon, district, arrondissement, ilçe"
    ),
    "place_name": (
        "place_name, place, location, locality, settlement, town, village, where, yer, məkan, "
        "yaşayış məntəqəsi, место, населенный пункт, локация, վայր, բնակավայր, Ort, Ortschaft, "
        "Ortsname, lieu, localité, mevki, konum"
    ),
    "summary": (
        "summary, description, notes, note, text, details, comment, təsvir, qeyd, məzmun, "
        "описание, примечание, текст, նկարագրություն, ամփոփում, Beschreibung, Zusammenfassung, "
        "Text, description, résumé, açıklama, özet"
    ),
    "source": (
        "source, sources, publisher, source name, reference, mənbə, источник, աղբյուր, Quelle, source, kaynak"
    ),
    "url": (
        "url, link, source_url, sourceurl, source url, web, href, address, keçid, ссылка, адрес, "
        "հղում, Link, lien, bağlantı"
    ),
    "published": (
        "published, publication date, pubdate, nəşr tarixi, дата публикации, Veröffentlicht, "
        "publié le, yayın tarihi"
    ),
    "deaths_total": (
        "deaths, fatalities, killed, dead, deaths_total, ölənlər, həlak olanlar, погибшие, "
        "погибло, убито, զոհեր, Tote, Todesopfer, morts, décès, ölü, ölü sayısı"
    ),
    "deaths_total_low": "deaths_total_low, deaths low, low, minimum deaths",
    "deaths_total_high": "deaths_total_high, deaths high, high, maximum deaths",
}


def plain(header: str) -> str:
    """Return a header as it is compared: folded, letters and digits only."""
    return re.sub(r"[\W_]+", "", fold(header))


BY_WORD: Mapping[str, str] = {
    plain(word): field for field, words in reversed(tuple(HEADERS.items())) for word in words.split(",")
}
"""Our field by the folded word; of a word with two meanings the field that stands first."""
