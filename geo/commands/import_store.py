"""`import` of any number of files into a store, which need not fit into memory."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

import geo
from geo.commands.output import GOOD, WRONG, note, refuse, say, write
from geo.i18n import gettext as _
from geo.i18n import marked, number_text, sentence_text
from geo.importers.terms import Terms

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from geo.importers import ColumnMapping, Table
    from geo.store.importing import Progress as Done

STORE = "store"
ONE_FILE = marked("Several files can be imported into a store alone: give --output STORE.")
NO_DISTRICTS = marked("A store takes the districts of the dataset: make a dataset of the districts first.")


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what is asked of an import into a store."""
    parser.add_argument(
        "--processes",
        type=int,
        default=0,
        metavar="COUNT",
        help=_("processes that import into a store; by default as many as there are processors"),
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help=_("import into a store on the workers of this Dask scheduler, as tcp://host:8786"),
    )


def is_meant(options: argparse.Namespace) -> bool:
    """Whether an import is one into a store: it is asked for, or nothing else can take what is given."""
    if options.format == STORE or options.scheduler or options.processes or len(options.file) > 1:
        return True
    output = options.output or ""
    if options.format != "auto" or not output:
        return "://" in output
    from geo.store.importing import is_store  # noqa: PLC0415 (a page that is started needs none of it)

    return "://" in output or is_store(output)


def run(options: argparse.Namespace, choose: Callable[[Table], ColumnMapping]) -> int:
    """Import files into a store, and print the counts and the first problems."""
    from geo.store.executor import processors  # noqa: PLC0415 (as above)
    from geo.store.importing import Workers, import_files, make_plan, sentences  # noqa: PLC0415
    from geo.store.reading import problems  # noqa: PLC0415
    from geo.store.slices import Reading  # noqa: PLC0415

    if not options.output:
        return refuse(_(ONE_FILE))
    if options.districts:
        return refuse(_(NO_DISTRICTS))
    dataset = geo.load(options.dataset)
    reading = Reading(
        options.encoding,
        options.separator.replace("\\t", "\t"),
        options.header,
        options.part,
        options.epsg or 0,
    )
    bundled = not options.alone and not dataset.events.empty
    plan, _tables = make_plan(
        options.file,
        options.output,
        dataset,
        reading=reading,
        terms=Terms(options.title, options.licence),
        choose=choose,
        bundled=bundled,
    )
    if options.save_mapping:
        (mapping, *others) = plan.mappings.values()
        if others:
            note([_("The files have columns of several kinds; the mapping of the first was saved.")])
        write(options.save_mapping, json.dumps(mapping.as_json(), ensure_ascii=False, indent=2).encode())
    workers = Workers(options.processes or processors(), options.scheduler)
    with _shown() as tell:
        found = import_files(
            options.output, plan, dataset if bundled else None, base=dataset, workers=workers, tell=tell
        )
    listed = problems(options.output)
    if options.problems:
        write(options.problems, listed.csv())
    lines = [f"{one['name']}: {number_text(one['read'])}" for one in found["inputs"]]
    warnings = [sentence_text(warning) for mapping in plan.mappings.values() for warning in mapping.warnings]
    looked_at = _("Look at this: {sentence}")
    lines += [looked_at.format(sentence=warning) for warning in warnings]
    lines += listed.first()
    told: dict[str, Any] = {name: value for name, value in found.items() if name != "tables"}
    say(options, {**told, "warnings": warnings}, "\n".join([*lines, *sentences(found)]))
    return WRONG if found["notShown"] else GOOD


@contextmanager
def _shown() -> Iterator[Callable[[Done], None]]:
    """Show a bar where standard error is a terminal, and a line for each file that is finished where it is not."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=1, told="")
        files = 0

        def tell(done: Done) -> None:
            nonlocal files
            words = _("{file}: {done} of {total} files, {rows} rows, {rate} a second")
            told = words.format(
                file=done.file,
                done=number_text(done.files_done),
                total=number_text(done.files),
                rows=number_text(done.rows),
                rate=number_text(round(done.rows / max(done.seconds, 0.001))),
            )
            bar.update(
                task,
                description=_(done.step),
                total=done.total,
                completed=done.done,
                told=told if done.file else "",
            )
            if not console.is_terminal and done.file and done.files_done > files:
                files = done.files_done
                note([told])

        yield tell
