"""Story file: one story as JSON, made on one page and opened on another.

The file is untrusted: whatever is wrong in it is told with the step and the value, and nothing of it is more than
text, ids and days.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from geo.dates import day_date, day_number
from geo.errors import DataPackageError, Problem
from geo.i18n import Sentence, marked
from geo.identifiers import slug
from geo.spatial.look import look_text, read_look
from geo.stories.markdown import LONGEST_TEXT
from geo.stories.story import AT, Step, Story

FORMAT = "liberated-districts-story"
VERSION = 1
LARGEST_BYTES = 2_000_000
MOST_STEPS = 200
LONGEST_TITLE = 300
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 200


class StoryFileError(DataPackageError):
    """A file is no story that can be opened; carries every reason."""


def write_story(story: Story) -> bytes:
    """Return a story as a file (UTF-8 JSON, stable for the same story)."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": story.title,
        "summary": story.summary,
        "steps": [
            {
                "title": step.title,
                "text": step.text,
                "day": day_date(step.day).isoformat(),
                "from": day_date(step.first_day).isoformat(),
                "to": day_date(step.last_day).isoformat(),
                "district": step.district_id,
                "events": list(step.event_ids),
                "place": step.place_id,
                "sources": list(step.source_ids),
                **({"at": step.at} if step.at else {}),
            }
            for step in story.steps
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_story(content: bytes, name: str) -> Story:
    """Return the story of a file.

    Parameters
    ----------
    content
        The bytes of the file.
    name
        What the file is called, for the sentences on what is wrong.

    Raises
    ------
    StoryFileError
        When it is no story file; with a problem for each value that cannot be used.
    """
    root = _root(content, name)
    problems: list[Problem] = []
    steps = root.get("steps")
    if not isinstance(steps, list) or not 0 < len(steps) <= MOST_STEPS:
        expected = Sentence(marked("a list of 1 to {most} steps"), {"most": MOST_STEPS})
        problems.append(
            _problem(name, None, "steps", steps if not isinstance(steps, list) else len(steps), expected)
        )
        steps = []
    title = _text(root, "title", name, None, problems, longest=LONGEST_TITLE)
    summary = _text(root, "summary", name, None, problems, longest=LONGEST_TEXT)
    read = tuple(_step(step, name, number, problems) for number, step in enumerate(steps, 1))
    if problems:
        raise StoryFileError(tuple(problems))
    return Story(
        slug(title)[:80] or "story", title, summary, tuple(step for step in read if step is not None)
    )


def _root(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > LARGEST_BYTES:
        expected = Sentence(marked("a file of at most {most} bytes"), {"most": LARGEST_BYTES})
        raise StoryFileError((_problem(name, None, "", len(content), expected),))
    try:
        root = json.loads(content.decode("utf-8-sig"), parse_constant=lambda _constant: None)
    except (ValueError, RecursionError):
        root = None
    if not isinstance(root, dict) or root.get("format") != FORMAT or root.get("version") != VERSION:
        expected = Sentence(marked("a story file of version {version}"), {"version": VERSION})
        remedy = marked("Open a file that was saved with “Save the story”")
        raise StoryFileError((Problem(name, None, "", "", expected, remedy),))
    return root


def _step(content: object, name: str, number: int, problems: list[Problem]) -> Step | None:
    if not isinstance(content, dict):
        problems.append(_problem(name, number, "", type(content).__name__, marked("an object for the step")))
        return None
    first, last = _day(content, "from", name, number, problems), _day(content, "to", name, number, problems)
    if first > last:
        problems.append(
            _problem(
                name,
                number,
                "from",
                content.get("from"),
                marked("a first day that is not after the last day"),
            )
        )
    return Step(
        title=_text(content, "title", name, number, problems, longest=LONGEST_TITLE),
        text=_text(content, "text", name, number, problems, longest=LONGEST_TEXT),
        day=_day(content, "day", name, number, problems),
        first_day=first,
        last_day=last,
        district_id="".join(_ids(content, "district", name, number, problems)),
        event_ids=_ids(content, "events", name, number, problems),
        place_id="".join(_ids(content, "place", name, number, problems)),
        source_ids=_ids(content, "sources", name, number, problems),
        at=_at(content, name, number, problems),
    )


def _text(
    content: dict[str, Any], key: str, name: str, number: int | None, problems: list[Problem], *, longest: int
) -> str:
    value = content.get(key)
    if isinstance(value, str) and len(value) <= longest:
        # What UTF-8 cannot write, half a surrogate for example, cannot be saved or sent either.
        return value.encode("utf-8", "replace").decode()
    expected = Sentence(marked("a text of at most {most} characters"), {"most": longest})
    problems.append(_problem(name, number, key, value, expected))
    return ""


def _day(content: dict[str, Any], key: str, name: str, number: int, problems: list[Problem]) -> int:
    value = content.get(key)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return day_number(date.fromisoformat(value))
        except ValueError:
            pass
    problems.append(_problem(name, number, key, value, marked("a date like 2020-11-25")))
    return 0


def _at(content: dict[str, Any], name: str, number: int, problems: list[Problem]) -> str:
    """Return where the map looks, "" where the file does not say; files of before have no such key."""
    value = content.get("at") or ""
    look = read_look(value) if isinstance(value, str) else None
    if value and look is None:
        problems.append(_problem(name, number, "at", value, AT))
    return look_text(look) if look else ""


def _ids(
    content: dict[str, Any], key: str, name: str, number: int, problems: list[Problem]
) -> tuple[str, ...]:
    """Return a list of ids, or the one id of a key that holds one; blank is none."""
    value = content.get(key)
    listed = [value] if isinstance(value, str) and value else value or []
    if isinstance(listed, list) and all(
        isinstance(one, str) and len(one) <= _LONGEST_ID and _ID.fullmatch(one) for one in listed
    ):
        return tuple(listed)
    problems.append(
        _problem(name, number, key, value, marked("ids of lower-case letters, digits and hyphens"))
    )
    return ()


def _problem(name: str, step: int | None, key: str, value: object, expected: Any) -> Problem:  # noqa: ANN401 - words
    return Problem(
        name, step, key, "" if value is None else str(value), expected, marked("Correct it in the file")
    )
