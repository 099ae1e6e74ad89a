"""Figures: what was counted, as ranges over time, with who says so."""
