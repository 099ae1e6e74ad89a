"""Where the checkout and the bundled dataset are."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
KARABAKH = CHECKOUT / "data" / "karabakh"
