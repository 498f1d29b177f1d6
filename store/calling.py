"""Whether an alert still calls: its case waits for somebody, and for whom it goes to."""

from __future__ import annotations

from typing import Any, NamedTuple

from cases.case import State
from store import keys
from store.connection import StoreClient
from store.outbox import OutboundMessage

_WAITING, _CLOSED = (state.value.encode() for state in (State.WAITING, State.CLOSED))


class _Calling(NamedTuple):
    """What tells of a case whether somebody is still needed for it."""

    state: bytes | None
    holder: bytes | None
    centre: bytes | None
    escalated: bytes | None


def still_calls(client: StoreClient, call: OutboundMessage, national_centre: str) -> bool:
    """Return whether whom an alert is for may claim one of its cases or holds it; a call that is no
    alert is told as ever."""
    if not call.alert_for:
        return True
    person: Any = client.hget(keys.PEOPLE, call.to)
    if person is None:
        return False
    pipeline = client.pipeline(transaction=False)
    pipeline.hget(keys.person(int(person)), "centre")
    for number in call.alert_for.split():
        pipeline.hmget(keys.case(number), _Calling._fields)
    centre, *cases = pipeline.execute()
    is_nation = centre == national_centre.encode()
    return any(_calls(_Calling(*row), person, centre, is_nation=is_nation) for row in cases)


def _calls(case: _Calling, person: bytes, centre: bytes | None, *, is_nation: bool) -> bool:
    if case.state == _WAITING:
        return case.centre == centre or (is_nation and case.escalated is not None)
    return case.state not in (None, _CLOSED) and case.holder == person
