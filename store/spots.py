"""Where cases are opened, counted by cells of about 500 m: for hot spots, never for a person.

The log holds no place, so a rebuild cannot make these counters anew; it holds which openings were
counted, so that their sums can be held against it."""

from __future__ import annotations

from datetime import datetime

from cases.calendar import Span, local_day, period_of
from store import keys

#: The periods that have spots, longest first: a day has too few cases to be one.
SPOT_SPANS = (Span.YEAR, Span.MONTH)


def keys_of(centre: str, at: datetime) -> list[str]:
    """Return the keys in which a case of *centre* that was opened *at* counts."""
    day = local_day(at)
    return [keys.spots(centre, period_of(day, span).label) for span in SPOT_SPANS]
