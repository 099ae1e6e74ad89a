"""Axe, a checker of accessibility: what it finds in a document, without what Streamlit answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Frame, Page

# Documents in frames are asked by themselves: the checker in one does not reach into the other.
RUN = """async (left) => {
  const rules = Object.fromEntries(left.map((rule) => [rule, { enabled: false }]))
  const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false, rules })
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, html, failureSummary: said }) => (
    { rule: id, impact: impact ?? '', target: target.flat(3).join(' >>> '), html: html.slice(0, 300), said }
  )))
}"""
OF_PAGES = ("landmark-one-main", "page-has-heading-one", "region")
"""Rules of whole pages: a frame is a part of one, whose heading and main landmark are the page's."""
STREAMLIT = {
    "presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]',
}
"""What Streamlit's own elements break, by rule, and where: a selector that finds them and nothing of ours."""
IS_OWN = "(element, selector) => element.closest(selector) !== null"


class Violation(NamedTuple):
    """One element that breaks one rule."""

    rule: str
    impact: str
    target: str
    html: str
    said: str

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.rule} ({self.impact}): {self.target}: {' '.join(self.said.split())}"


def violations(documents: Iterable[Page | Frame]) -> list[Violation]:
    """Return what the checker finds in documents, one after the other, but for Streamlit's own."""
    found = []
    for document in documents:
        if not document.evaluate("() => 'axe' in window"):
            document.evaluate(AXE_SCRIPT)
        left = [] if document.evaluate("() => window.parent === window") else list(OF_PAGES)
        found += [Violation(**one) for one in document.evaluate(RUN, left)]
    return [one for one in found if not _is_streamlits(one, documents)]


def _is_streamlits(violation: Violation, documents: Iterable[Page | Frame]) -> bool:
    selector = STREAMLIT.get(violation.rule)
    if selector is None or ">>>" in violation.target:
        return False
    return any(
        document.locator(violation.target).first.evaluate(IS_OWN, selector)
        for document in documents
        if document.locator(violation.target).count()
    )
