"""Stories: rows of views of the map with a text to each, read, checked, and saved as files."""

from geo.stories.check import Finding, findings, numbers
from geo.stories.file import StoryFileError, read_story, write_story
from geo.stories.markdown import Footnote, Run, Words, footnotes, paragraphs, plain_text
from geo.stories.read import read_stories, stories_of
from geo.stories.story import Step, Story

__all__ = [
    "Finding",
    "Footnote",
    "Run",
    "Step",
    "Story",
    "StoryFileError",
    "Words",
    "findings",
    "footnotes",
    "numbers",
    "paragraphs",
    "plain_text",
    "read_stories",
    "read_story",
    "stories_of",
    "write_story",
]
