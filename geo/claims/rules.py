"""The rules of support, disagreement, voices and figures: in words for a page, in numbers for code."""

from __future__ import annotations

from dataclasses import dataclass

from geo.i18n import Sentence, marked

ROUNDING_MARGIN = 0.05
"""How far a round number may be from one that rounds to it, as a share of it."""
BOUND_MARGIN = 0.10
"""How far a number may be beyond an "at least" or "at most" that it agrees with, as a share of it."""
MEASURE_MARGIN = 0.01
"""How far two measurements of one thing in two units may be apart, as a share of the larger."""
RARELY = 0.10
"""Below this share of a group of events a voice is rarely heard on them."""


@dataclass(frozen=True)
class Rule:
    """A rule by its name, and the sentence that says it.

    Parameters
    ----------
    id
        What the code calls it.
    topic
        `support`, `disagreement`, `districts`, `voices` or `figures`.
    name
        A few words, fit for a filter or a heading.
    sentence
        The rule in words.
    """

    id: str
    topic: str
    name: str
    sentence: Sentence


def _rule(rule_id: str, topic: str, name: str, template: str, **values: str | int) -> Rule:
    return Rule(rule_id, topic, name, Sentence(template, values))


RULES: tuple[Rule, ...] = (
    _rule(
        "sources",
        "support",
        marked("Sources and sides"),
        marked(
            "A source is a publication that makes a claim on the event. Its side is that of its publisher: the"
            " same claim repeated by several publishers of one side is still one side."
        ),
    ),
    _rule(
        "several",
        "support",
        marked("Several sides"),
        marked("Two sources or more make claims on the event, and they are of two sides or more."),
    ),
    _rule(
        "one_side",
        "support",
        marked("One side only"),
        marked("Two sources or more make claims on the event, and all of them are of one side."),
    ),
    _rule(
        "single",
        "support",
        marked("Single source"),
        marked("All claims on the event come from one publication, or there are none."),
    ),
    _rule(
        "two_sides",
        "support",
        marked("At least two sides"),
        marked("Publishers of two sides or more make claims on the event."),
    ),
    _rule(
        "independent",
        "support",
        marked("Independent voices"),
        marked(
            "At least one source of the event is of a side that is no party to the conflict and no power in "
            "it, such as international media, the UN, a non-governmental organisation, an academic or a "
            "reference work. That says who speaks, not that what is said is right: such sources often repeat "
            "what a party told them."
        ),
    ),
    _rule(
        "state_only",
        "support",
        marked("State bodies only"),
        marked(
            "All sources of the event are bodies of a state: ministries, presidents, state news agencies and "
            "the like, as far as the dataset lists them as such."
        ),
    ),
    _rule(
        "disputed",
        "support",
        marked("Sources differ"),
        marked(
            "At least two claims cannot both be right on a number, a date or what happened, by the rules of "
            "disagreement below; the points are named. The number of sides is counted apart from that."
        ),
    ),
    _rule(
        "numbers",
        "disagreement",
        marked("Numbers"),
        marked(
            "Numbers are compared in one unit, converted only where that is exact. A round number agrees with "
            "one that rounds to it, at most {rounding} percent off; “about” allows {rounding} percent, “at "
            "least” and “at most” {bound} percent on their side, a range all that is in it, and lengths, areas "
            "or powers given in two units {measure} percent."
        ),
        rounding=round(100 * ROUNDING_MARGIN),
        bound=round(100 * BOUND_MARGIN),
        measure=round(100 * MEASURE_MARGIN),
    ),
    _rule(
        "dates",
        "disagreement",
        marked("Dates"),
        marked(
            "Dates are compared as precisely as they are given: April 1993 does not contradict 3 April 1993. A"
            " day within an event of several days contradicts none of its other days where a source gives the "
            "last of them, unless the record is marked as disputed."
        ),
    ),
    _rule(
        "comparable",
        "disagreement",
        marked("The same thing"),
        marked(
            "Values are compared only where they are of the same moment and extent, as far as their notes "
            "tell: “before the war” and “as of 19 November” are each a thing of their own. One source that "
            "gives two values means two things by them, and so does one publisher who gives the higher of two "
            "numbers on a later day. But where a source gives one as the count of one side and the other as "
            "that of another side, these sides disagree."
        ),
    ),
    _rule(
        "apart",
        "disagreement",
        marked("What is no disagreement"),
        marked(
            "Counts as of different days, a plan and what came of it, a part and the whole, the dead of one "
            "side and of both, people displaced then and people still displaced, the day of an act and that "
            "of its announcement: the dataset keeps them apart by field, unit or note, and they are not "
            "compared. Statements that can both be right are not listed."
        ),
    ),
    _rule(
        "early",
        "disagreement",
        marked("Early figures"),
        marked(
            "A first report does not contradict a later figure that is higher. It contradicts one that is "
            "lower, since what was counted once is not uncounted, unless the note calls the later figure a "
            "correction."
        ),
    ),
    _rule(
        "parts",
        "disagreement",
        marked("A part and its whole"),
        marked(
            "What counts a part of something contradicts a count of the whole that is lower: 100 civilians "
            "killed and 40 people killed in all. The dataset says which field counts a part of which."
        ),
    ),
    _rule(
        "noted",
        "disagreement",
        marked("Noted by the researcher"),
        marked(
            "A note that says that its claim contradicts another is believed, whatever else speaks against it."
        ),
    ),
    _rule(
        "accounts",
        "disagreement",
        marked("Different accounts"),
        marked(
            "Statements are not compared by their words. They are listed as different accounts where two "
            "claims or more stand beside each other and one of them, or its note, says that accounts differ "
            "(“denies”, “rejects”, “accuses”), or where the record is marked as disputed and no number or "
            "date explains it. A note that sets its claim against another is enough by itself."
        ),
    ),
    _rule(
        "counts_in_words",
        "disagreement",
        marked("Numbers in sentences"),
        marked(
            "A number in a sentence is set against another source where both share a count, which tells that "
            "they speak of the same thing, and no two days: “10 families with 45 people” contradicts 58 people "
            "in 10 families."
        ),
    ),
    _rule(
        "unseen",
        "disagreement",
        marked("What is not found"),
        marked(
            "Not found are differences within one value (“4 / 8”), between a number and a sentence that share "
            "no other count, between fields of two names, and opposed statements that nothing marks. Found "
            "although both may be right are statements on a record that is marked as disputed."
        ),
    ),
    _rule(
        "district_figures",
        "districts",
        marked("People of a district"),
        marked(
            "At the head of a district stand the people displaced in the 1990s, in 2020 and in 2022 to 2023, "
            "whoever they were, and how many lived there before and live there now. They are what the facts "
            "recorded of the district say. What these lack is taken from the claims on people displaced of "
            "events that began in those years in this district alone. Claims of events that name several "
            "districts are of all of them together and are told as such; those of the whole region are of no "
            "district. Nothing is added up; “not recorded” means that neither has it."
        ),
    ),
    _rule(
        "voices",
        "voices",
        marked("Chosen voices"),
        marked(
            "Seen through chosen voices, the record is what their publishers claim: events without a claim of "
            "theirs are gone, and figures, support and disagreements are worked out anew from the claims that "
            "are left. The days of an event stay those of the dataset."
        ),
    ),
    _rule(
        "rarely_heard",
        "voices",
        marked("Rarely heard"),
        marked(
            "A side is rarely heard on a category or a district when it makes a claim on fewer than {share} "
            "percent of its events."
        ),
        share=round(100 * RARELY),
    ),
    _rule(
        "side_by_side",
        "figures",
        marked("Side by side"),
        marked(
            "A figure is the range from the lowest to the highest claim on one thing. Figures stand side by "
            "side and are not added up, since the same people can be in several of them."
        ),
    ),
    _rule(
        "distinct",
        "figures",
        marked("Added"),
        marked(
            "Only figures that the dataset names as those of distinct things are added, one for each event, "
            "and only where it is a plain number that no source disputes."
        ),
    ),
    _rule(
        "latest",
        "figures",
        marked("Running totals"),
        marked(
            "A running total holds all that came before it: the latest one stands, none are added, and totals "
            "of different places stay apart."
        ),
    ),
)


def rule(rule_id: str) -> Rule:
    """Return a rule by its id; KeyError when there is none."""
    for entry in RULES:
        if entry.id == rule_id:
            return entry
    raise KeyError(rule_id)
