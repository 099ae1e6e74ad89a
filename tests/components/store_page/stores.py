"""What the small store holds."""

COUNT = 900
ALL = (7000, 9000)
"""Days of its events, the last not included."""
