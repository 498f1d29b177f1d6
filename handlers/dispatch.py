"""Which handler an event goes to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import assert_never

from cases.facts import Fact
from cases.ports import Desk, Timer
from handlers.citizen import kind, limits, my_data, share, talk
from handlers.events import (
    Event,
    Followed,
    FromPerson,
    LocationSent,
    OtherSent,
    PhotoSent,
    Pressed,
    TextSent,
    TimerDue,
    Unfollowed,
    Unsent,
)
from handlers.house import House
from handlers.manager import report
from handlers.staff import close, lists, team, visit
from handlers.timers import retention, tell, unclaimed

#: The acts a button may ask for; an unknown one is guided, never an error.
_ACTS: dict[str, Callable[[Pressed, Desk, House], list[Fact]]] = {
    "kind": kind.say_kind,
    "split": share.split,
    "danger": limits.say_danger,
    "my_data": my_data.show,
    "erase": my_data.erase,
    "claim": visit.claim,
    "release": visit.release,
    "going": visit.go,
    "arrived": visit.arrive,
    "found": close.found,
    "not_found": close.not_found,
    "close": close.close,
    "outcome": close.close,
    "queue": lists.queue,
    "mine": lists.mine,
    "on_duty": team.duty_on,
    "off_duty": team.duty_off,
    "report": report.report,
}
_TIMERS: dict[str, Callable[[TimerDue, Desk, House], list[Fact]]] = {
    Timer.REMIND: unclaimed.remind,
    Timer.ESCALATE: unclaimed.escalate,
    Timer.TELL_SHARERS: tell.tell_sharers,
    Timer.FORGET_SHARERS: retention.forget_sharers,
    Timer.ROUND_PLACE: retention.round_place,
}
#: The words for these act for everybody who types them.
_EVERYBODYS = frozenset({"my_data", "erase"})
#: What somebody who types an invitation code writes: 8 to 40 Latin letters and digits, with a
#: letter and a digit or a dash among them, or four groups of four, so that neither a sentence nor a
#: telephone number nor a case number is ever counted as a wrong code.
_CODE = re.compile(
    r"(?=.*[A-Za-z])(?=.*[0-9-])"
    r"(?:[0-9A-Za-z](?:-?[0-9A-Za-z]){7,39}|[0-9A-Za-z]{4}(?: [0-9A-Za-z]{4}){3})"
)


def handle(event: Event, desk: Desk, house: House) -> list[Fact]:
    """Decide what *event* changes; the facts say what became true."""
    if isinstance(event, TimerDue):
        return _TIMERS[event.kind](event, desk, house)
    over = limits.over_limit(event, desk, house)
    facts = _done(event, desk, house) if over is None else over
    return my_data.with_notice(event, facts, desk)


def _done(event: FromPerson, desk: Desk, house: House) -> list[Fact]:
    match event:
        case LocationSent():
            return _location(event, desk, house)
        case Pressed():
            return _ACTS.get(event.act, talk.guide)(event, desk, house)
        case TextSent():
            return _text(event, desk, house)
        case PhotoSent() | OtherSent():
            return talk.guide(event, desk, house)
        case Unsent():
            return []
        case Followed():
            return talk.welcome(event, desk, house)
        case Unfollowed():
            return talk.good_bye(event, desk, house)
        case _:
            assert_never(event)


def _location(event: LocationSent, desk: Desk, house: House) -> list[Fact]:
    checked_in = visit.check_in(event, desk, house)
    return share.share(event, desk, house) if checked_in is None else checked_in


def _text(event: TextSent, desk: Desk, house: House) -> list[Fact]:
    if _CODE.fullmatch(event.text.strip()):
        return team.join(event, desk, house)
    if event.act and (event.act in _EVERYBODYS or _is_staff(event, desk)):
        typed = Pressed(event.id, event.at, event.line_id, event.act, {})
        return _ACTS.get(event.act, talk.guide)(typed, desk, house)
    return talk.guide(event, desk, house)


def _is_staff(event: TextSent, desk: Desk) -> bool:
    return desk.people.of_line(event.line_id).centre is not None
