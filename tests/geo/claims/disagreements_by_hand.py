"""Where the sources of the Karabakh dataset contradict each other, read from its claims by hand.

All 190 fields of events of which claims give more than one value were read with their notes. `NUMBERS` and
`DATES` are those that contradict each other; every other one does not (plans and what came of them, first
reports, counts of other days, places, sides or parts, running totals, roundings).
"""

from __future__ import annotations

NUMBERS = {
    "aghdam-capture-1993": ["area_held_km2", "displaced_persons"],
    "armenian-exodus-2023": ["displaced_persons"],
    "garadaghli-1992": ["deaths_civilian"],
    "gubadli-capture-1993": ["deaths_total", "displaced_persons"],
    "jojug-marjanli-return-2017": ["returned_families"],
    "kalbajar-1992-04-08-aghdaban": ["deaths_civilian"],
    "kalbajar-1993-04-18-bashlibel": ["deaths_civilian", "persons_in_hiding"],
    "kalbajar-1993-04-casualties": ["deaths_civilian", "deaths_military"],
    "kalbajar-1993-04-displacement": ["displaced_persons"],
    "kalbajar-1993-07-17-bashlibel-escape": ["persons"],
    "kalbajar-2007-sotk-licence": ["share_azerbaijan"],
    "kalbajar-2021-06-04-susuzlug-mine": ["injured"],
    "kalbajar-2021-11-16-clash": ["deaths_military_armenia"],
    "kalbajar-2022-06-26-master-plan": ["planned_area"],
    "kalbajar-2023-05-11-clash": ["deaths_military_armenia"],
    "kalbajar-2023-05-27-quarter-school": ["school_places"],
    "kalbajar-2023-08-25-zar": ["area"],
    "kalbajar-2023-11-25-city-day": ["population"],
    "khojaly-capture-1992": ["deaths_civilian"],
    "khojavend-capture-1992": ["deaths_total"],
    "lachin-capture-1992": ["deaths_total", "displaced_persons"],
    "malibeyli-gushchular-1992": ["deaths_civilian"],
    "maraga-killings-1992": ["deaths_civilian"],
    "mardakert-clashes-2008": ["deaths_military"],
    "mine-aghdam-2024-04-12": ["victims_total"],
    "mine-fuzuli-2020-11-28": ["deaths_civilian"],
    "operation-2023": ["deaths_total"],
    "operation-ring-1991": ["deaths_civilian", "displaced_persons"],
    "peacekeepers-killed-2023": ["deaths_military"],
    "shusha-capture-1992": ["deaths_civilian", "displaced_persons"],
    "stepanakert-shelling-1991-1992": ["deaths_civilian"],
    "tartar-cemetery-2020": ["injured"],
}
DATES = {
    "aghdara-capture-arm-1993": ["start_date"],
    "april-war-2016": ["start_date"],
    "bishkek-protocol-1994": ["start_date"],
    "city-days-decree-2023": ["city_day"],
    "fuzuli-airport-first-flight-2021": ["start_date"],
    "fuzuli-airport-groundbreaking-2021": ["start_date"],
    "gubadli-capture-2020": ["start_date"],
    "gulabird-hpp-opening-2021": ["start_date"],
    "horadiz-capture-1993": ["start_date"],
    "jabrayil-capture-2020": ["start_date"],
    "kalbajar-1992-04-08-aghdaban": ["start_date"],
    "kalbajar-1993-04-02-capture": ["start_date"],
    "kalbajar-1997-08-psa-soyudlu": ["start_date"],
    "kalbajar-2003-05-knaravan": ["start_date"],
    "kalbajar-2010-10-07-osce-fam": ["end_date"],
    "kalbajar-2022-06-26-istisu-sanatorium": ["old_resort_founded"],
    "kalbajar-2022-06-26-visit": ["start_date"],
    "kalbajar-2022-06-26-water-plant-start": ["old_plant_start"],
    "karkijahan-capture-1991": ["start_date"],
    "khojavend-village-attack-1991": ["start_date"],
    "malibeyli-gushchular-1992": ["end_date", "start_date"],
    "martuni-district-merged-1992": ["start_date"],
    "nkao-abolished-1991": ["start_date"],
    "operation-ring-1991": ["end_date"],
    "trilateral-statement-2020": ["start_date"],
    "zangilan-capture-1993": ["start_date"],
}
NOT_FOUND = {
    ("mardakert-clashes-2008", "deaths_military"),  # two figures in one value: "4 / 8"
}
"""Contradictions that the rule misses."""
NOT_MEANT = {
    ("horadiz-operation-1994", "settlements_taken"),  # 22 counts a village of another district too
    ("kalbajar-2020-11-13-dadivank-farewell", "start_date"),  # two acts on two days of the event
    ("lachin-capture-1992", "start_date"),  # the night of 16 to 17 May
    ("peacekeepers-withdrawal-2024", "start_date"),  # footage from before the announced beginning
    ("shafag-solar-foundation-2024", "planned_completion"),  # the plan was changed
}
"""What the rule finds although both may be right."""
