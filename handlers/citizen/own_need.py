"""A person needs help themselves. They first get the numbers of people to call; then, if they wish,
they send their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from cases.case import Case, Place, Seen, Share, questions
from cases.commands import SayOwnNeed, Start
from cases.facts.answers import SharerHeard, WhoseNeedAsked
from cases.facts.fact import Fact
from cases.facts.shares import DetailAsked, OwnNeedHeard
from cases.log import Act
from cases.people import About, Person, Topic
from cases.ports import Timer
from geo.centres import metres
from geo.whereabouts import Whereabouts
from handlers.alerts import start_clocks_and_alert
from handlers.citizen import in_words, share, still_there, talk
from handlers.citizen.conversation import (
    open_case_of,
    own_need_of,
    still_open,
    talk_about,
    tell_holder,
)
from handlers.citizen.sharer import SharerAnswer, own_share
from handlers.events import FromPerson, LocationSent, TimerDue
from handlers.request import CommandRequest, Request, handles

#: How long the next place counts as the person's own.
_LIFE = timedelta(hours=1)
#: Without an answer by then they have moved: nobody in need waits where no team looks for them.
_TO_ANSWER = timedelta(minutes=3)
#: The number of a person's last cases among which one for themselves is looked for.
_LOOKED_AT = 10


@handles(Start)
def start(request: CommandRequest[Start]) -> list[Fact]:
    """Begin the talk with a person who needs help themselves; ask a witness for the place, or show
    the guide."""
    person, command = request.person, request.command
    if command.who == "me":
        return hear(request, command.case)
    if person.topic_at(request.at, About.OWN_NEED):
        request.people.save(replace(person, topic=None))
    case = open_case_of(person, command.case, request) if command.who == "other" else None
    if case is None:
        return talk.guide(request)
    asked = talk_about(case, person, still_open(person, case, request), request)
    return [DetailAsked(person, case, asked)]


@handles(SayOwnNeed)
def say(request: CommandRequest[SayOwnNeed]) -> list[Fact]:
    """Handle the button "I need help myself"."""
    return hear(request, request.command.case)


def hear(request: Request[FromPerson], number: str = "") -> list[Fact]:
    """Answer a person who needs help, and mark the case that they shared as their own need. This is
    never refused: a case that is closed or another's is left unchanged, and the answer is the
    same."""
    person = request.person
    case = open_case_of(person, number, request) or _own(person, request)
    if case is None:
        topic = Topic(About.OWN_NEED, "", request.now + _LIFE)
        request.people.save(replace(person, topic=topic))
        return [OwnNeedHeard(person)]
    if case.own_need:
        return [_heard(case, person, request)]
    request.log.record(Act.OWN_NEED_SAID, case)
    shares = request.cases.shares(case.number)
    if any(one.person != person.id for one in shares):
        own = next(one for one in reversed(shares) if one.person == person.id)
        return share.separate(case, own, person, request, own_need=True)
    marked, alerted = start_clocks_and_alert(replace(case, own_need=True), request)
    request.cases.save(marked)
    heard = _heard(marked, person, request)
    return [heard, *tell_holder(marked, person, request), *alerted]


def ask_whose(request: Request[LocationSent]) -> list[Fact] | None:
    """Set aside a place that is not the one of the sender's own case, the last one that they talked
    about, and ask whose it is. None if there is no such case, or the place is its place: two teams
    would be sent to one person, or a stranger looked for as the sender."""
    person, place = request.person, request.event.place
    case = own_need_of(person, request)
    if case is None or not request.context.locate(place).inside:
        return None
    if metres(case.place.point, place.point) <= request.settings.join_radius_m:
        return None
    request.limits.put_aside(person, request.event.aside())
    request.timers.set(Timer.PLACE_UNANSWERED, case.number, request.now + _TO_ANSWER)
    return [WhoseNeedAsked(person, case, _TO_ANSWER // timedelta(minutes=1))]


def take_place(request: Request[LocationSent], whose: Literal["me", "other"]) -> list[Fact]:
    """Take the place that was set aside as the sender's own, or as a share about somebody else."""
    person, place = request.person, request.event.place
    case = _own(person, request)
    if case is not None:
        request.timers.cancel(Timer.PLACE_UNANSWERED, case.number)
    if whose == "other" or case is None:
        return share.share_of(request, own_need=whose == "me")
    where = request.context.locate(place)
    if _is_for_other_team(case, place, where, request):
        return [*_left(case, person, request), *share.share_of(request, own_need=True)]
    arrived = Share(request.event.id, person.id, request.at, request.event.message)
    return still_there.move_case(share.located(case, where), arrived, place, person, request)


def _is_for_other_team(
    case: Case, place: Place, where: Whereabouts, request: Request[object]
) -> bool:
    away = metres(case.place.point, place.point)
    nearest = request.context.centre_for(place, where.province).id
    return away > still_there.FARTHEST_MOVE_M and nearest != case.centre


def _left(case: Case, person: Person, request: Request[object]) -> list[Fact]:
    """Tell the holder that the person is gone, and put the case behind others."""
    own = own_share(person, case, request)
    said = still_there.take(SharerAnswer(person, case, own, Seen.GONE), request) if own else []
    return [one for one in said if isinstance(one, SharerHeard)]


@handles(Timer.PLACE_UNANSWERED)
def take_unanswered(request: Request[TimerDue]) -> list[Fact]:
    """Take a place of which nobody said whose it is as that of the person who needs help."""
    case = request.cases.find(request.event.case)
    shares = request.cases.shares(case.number) if case and case.is_open and case.own_need else ()
    people = request.people.find_all([one.person for one in shares[-1:]])
    aside = request.limits.aside(people[0]) if people else None
    if aside is None or request.event.at < aside.at + _TO_ANSWER:  # another place came since
        return []
    sent = in_words.confirmed(request, people[0].line_id)
    return take_place(request.on(sent), "me") if sent else []


def _own(person: Person, request: Request[object]) -> Case | None:
    """Return the open case that the person marked as their own need."""
    cases = request.cases.shared_by(person.id, count=_LOOKED_AT)
    return next((case for case in cases if case.is_open and case.own_need), None)


def _heard(case: Case, person: Person, request: Request[object]) -> OwnNeedHeard:
    talk_about(case, person, questions(case), request)
    return OwnNeedHeard(person, case, request.context.centre(case.centre))
