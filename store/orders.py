"""What an operator asks the worker to do: a row of the timers that is due at once, so that it goes
the way of every other event."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from cases.people import Member
from cases.ports import Timer
from store.connection import StoreClient
from store.unit_of_work import UnitsOfWork


def ask_to_remove(client: StoreClient, member: Member, now: datetime) -> None:
    """Ask that *member* is taken out of their team."""
    unit = UnitsOfWork(client).open(f"order:{uuid4()}", now)
    unit.timers.set(Timer.REMOVE_MEMBER, member.row, now)
    unit.commit([])
