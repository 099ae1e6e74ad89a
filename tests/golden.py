"""Golden numbers of the bundled record: the one file that has to follow when a record is added.

All other tests count for themselves (`tests.counting`), or test the rules on a made-up dataset
(`tests.made_up.package`). Golden facts, that is what the record must say whatever is added to it, are in
`tests/geo/test_golden_facts.py` and `tests/components/test_golden_facts.py`.
"""

from __future__ import annotations

ROWS = {
    "translations": 10_283,
    "events": 474,
    "claims": 2501,
    "sources": 1090,
    "control_periods": 77,
    "places": 149,
    "city_days": 12,
    "district_facts": 170,
    "stories": 5,
    "story_steps": 52,
    "districts": 77,
    "countries": 6,
    "waters": 863,
    "rivers": 68,
}
"""Records or features of each resource; `districts` are all outlines, those of neighbours included."""
WARNINGS = {
    ("events.csv", "district_ids"): 6,
    ("places.csv", "district_id"): 7,
    ("story_steps.csv", "text"): 2,
}
"""What the check warns of on purpose, by file and column."""
CHANGES_OF_THE_44_DAYS = 14
"""Changes of control from 27 September to 10 November 2020, districts counted one by one."""
