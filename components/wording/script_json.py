"""JSON that stands inside a script element, made safe whatever text is in it."""

from __future__ import annotations

import json

from markupsafe import Markup

# The first three end a script element, the quotes and the dollar a string or a template that the JSON is put into,
# the next two a line of older JavaScript; half a pair of surrogates cannot be written as UTF-8.
_IN_SCRIPT = {sign: f"\\u{sign:04x}" for sign in (*map(ord, "<>&'`$\u2028\u2029"), *range(0xD800, 0xE000))}


def script_json(value: object) -> Markup:
    r"""Write JSON of which nothing ends the script element or the string that it stands in.

    >>> str(script_json({"title": "</script>"}))
    '{"title":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return Markup(text.translate(_IN_SCRIPT))  # noqa: S704 - No sign that HTML reads is left in it.
