"""Stories of a package: checked with its record, and told with the line of the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geo
from geo.datapackage.check import check
from geo.stories import stories_of

if TYPE_CHECKING:
    from tests.geo.conftest import Copy


def test_the_bundled_stories_have_no_error(dataset: geo.Dataset) -> None:
    assert [len(story.steps) > 0 for story in stories_of(dataset)] == [True] * len(stories_of(dataset))
    assert {"kalbajar", "statement-2020", "who-left-who-returned", "mines", "lachin-corridor"} <= {
        story.id for story in stories_of(dataset)
    }


def test_a_number_that_nobody_gives_is_told_with_its_line_and_step(package: Copy) -> None:
    rows = package.rows("story_steps.csv")
    line = next(number for number, row in enumerate(rows, 2) if "53,340" in row["text"])
    package.set("story_steps.csv", line, text=rows[line - 2]["text"].replace("53,340", "53,341"))
    found = [problem for problem in check(package.folder).errors if problem.file == "story_steps.csv"]
    row = rows[line - 2]
    told = f"53,341 (story {row['story_id']}, step {row['step']})"
    assert [(problem.row, problem.column, problem.read) for problem in found] == [(line, "text", told)]


def test_a_step_of_no_story_and_a_day_that_is_none_keep_the_package_from_loading(package: Copy) -> None:
    package.set("story_steps.csv", 2, story_id="nothing-known", day="1993-02-30")
    assert sorted(problem.split(":")[0] for problem in package.errors()) == [
        "story_steps.csv, line 2, day",
        "story_steps.csv, line 2, story_id",
    ]


def test_a_package_needs_no_stories(package: Copy) -> None:
    def without(descriptor: dict[str, list[dict[str, str]]]) -> None:
        descriptor["resources"] = [
            one for one in descriptor["resources"] if one["name"] not in {"stories", "story_steps"}
        ]

    package.descriptor(without)
    assert stories_of(geo.load(package.folder)) == ()
