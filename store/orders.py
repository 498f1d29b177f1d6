"""What an operator asks the worker to do: a row of the timers that is due at once, so that it goes
the way of every other event."""

from __future__ import annotations

from datetime import datetime

from cases.people import Member
from cases.ports import Timer
from store.unit_of_work import RedisUnitOfWork


def ask_to_remove(unit: RedisUnitOfWork, member: Member, now: datetime) -> None:
    """Ask that *member* is taken out of their team."""
    unit.timers.set(Timer.REMOVE_MEMBER, member.row, now)
