"""A held case in which nothing happens: with whom that is spoken of, and who may take it over."""

from __future__ import annotations

from cases.case import Case

#: How often a holder's silence was spoken of: with them, with those on duty, with the heads.
HOLDER_ASKED, COLLEAGUES_HEAR, HEADS_HEAR = 1, 2, 3


def may_be_taken_over(case: Case) -> bool:
    """Return whether colleagues may claim a held case: its holder was asked, and is silent."""
    return case.holder is not None and case.visit.silence >= COLLEAGUES_HEAR
