"""Trial: people who step along the timeline while a reviewer works the queue are answered as quickly as without."""

from __future__ import annotations

import asyncio
import os
import re
import urllib.parse
import urllib.request
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread

from geo.revisions.database import opened
from geo.revisions.people import Person
from geo.revisions.record import Change, read_record
from geo.revisions.suggestions import Suggested, new_form_id, suggest
from tests.browser.server import started
from tests.checkout import KARABAKH
from tests.trials.load import TODAY, Walker, walk_together

PEOPLE, PAIRS = 20, 5
MOST_MILLISECONDS, MOST_SHARE = 25, 1.15
PAUSE_SECONDS = 2.0
"""Between two decisions of the reviewer, who reads."""


def trial(seconds: float, pairs: int = PAIRS) -> bool:
    """Run pairs without and with a reviewer, and print the table; True where readers are not held up."""
    print(f"Load of the machine at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print("| pair | answers | p95 ms without | p95 ms while the queue is worked | decisions |")
    print("|---|---|---|---|---|")
    found: list[tuple[float, float]] = []
    with TemporaryDirectory() as top:
        url = f"sqlite:///{Path(top) / 'record.sqlite'}"
        _fill(url, round(pairs * seconds))
        environment = {**TODAY, "DASHBOARD_REVISIONS": url, "DASHBOARD_RELEASES": f"{top}/releases"}
        with started(Path(top) / "server.log", environment) as server:
            for pair in range(pairs):
                without, _answers = _p95(server.address, seconds)
                over, done = Event(), [0]
                reviewer = Thread(target=_review, args=(server.address, over, done))
                reviewer.start()
                while_worked, answers = _p95(server.address, seconds)
                over.set()
                reviewer.join()
                found.append((without, while_worked))
                cells = [pair + 1, answers, f"{without:.0f}", f"{while_worked:.0f}", done[0]]
                print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    more = median(other - one for one, other in found)
    share = median(other / one for one, other in found)
    print(f"\nMedian of the pairs: {more:+.0f} ms, {100 * (share - 1):+.0f} %.")
    return more <= MOST_MILLISECONDS or share <= MOST_SHARE


def _fill(url: str, count: int) -> None:
    """Let suggestions wait."""
    engine, record = opened(url), read_record(KARABAKH)
    for key, row in list(record.rows("claims").items())[:count]:
        change = Change("claims", key, row, {**row, "note": "Counted anew."})
        who = Person("provider|ann", "Ann", "contributor")
        suggest(engine, record, Suggested("misquoted", (change,)), who, form_id=new_form_id())


def _p95(address: str, seconds: float) -> tuple[float, int]:
    """Return the 95th percentile of the answers in milliseconds, and how many there were."""
    people = [Walker(address, number) for number in range(PEOPLE)]
    asyncio.run(walk_together(people, seconds, []))
    times = sorted(answer for person in people for answer in person.answers)
    return 1000 * times[int(0.95 * len(times))], len(times)


def _review(site: str, over: Event, done: list[int]) -> None:
    """Read the suggestion that waits longest and decide on it, one after the other."""
    while not over.is_set():
        with urllib.request.urlopen(f"{site}/review", timeout=60) as page:
            found = re.search(r'action="/review/(\d+)" id="decide"', page.read().decode())
        if found is None:
            return
        form = urllib.parse.urlencode(
            {"outcome": "refuse" if done[0] % 2 else "accept", "reason": "So."}
        ).encode()
        request = urllib.request.Request(f"{site}/review/{found[1]}", form, {"origin": site})
        with urllib.request.urlopen(request, timeout=60):
            done[0] += 1
        over.wait(PAUSE_SECONDS)
