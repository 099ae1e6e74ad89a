"""`seal`: write size, hash and number of rows of each file into the descriptor, after a change on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.commands.output import GOOD, add_json, say
from geo.datapackage.seal import KEYS, seal
from geo.i18n import gettext as _
from geo.i18n import number_text

if TYPE_CHECKING:
    import argparse


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Bring the descriptor in step with the files, and print what it says of them now."""
    resources = seal(options.dataset)["resources"]
    lines = []
    for resource in resources:
        values = {"name": _name(resource), "bytes": number_text(resource["bytes"])}
        if "rowCount" in resource:
            values["rows"] = number_text(resource["rowCount"])
            lines.append(_("{name}: {rows} rows, {bytes} bytes").format(**values))
        else:
            lines.append(_("{name}: {bytes} bytes").format(**values))
    result = {_name(entry): {key: entry[key] for key in KEYS if key in entry} for entry in resources}
    say(options, result, "\n".join(lines))
    return GOOD


def _name(resource: dict[str, Any]) -> str:
    return str(resource.get("name", resource["path"]))
