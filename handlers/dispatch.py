"""Sends each event to its handler, with the checks before it and the additions after it. A typed
yes or no counts as the tap on a button directly after the question. Any later message to that
person ends the question, so that a late yes answers nothing else. Only the button that is *the* yes
or *the* no of a question counts: "what is this place?" has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from importlib import import_module
from pkgutil import walk_packages

import handlers
from cases.case import Case, Need, Seen, State
from cases.commands import (
    AskDanger,
    Command,
    Confirm,
    Erase,
    Keep,
    Release,
    RemoveMember,
    SayFound,
    SayKind,
    SayNotFound,
    SayWhosePlace,
    ShowMyData,
    ShowTeam,
    Start,
    Thank,
    UsePlace,
)
from cases.facts import personal_data
from cases.facts.answers import ActAsked, OwnNeedAsked, StillThereAsked
from cases.facts.casework import HolderAsked, OfficerArrived, Refused, ReleaseAsked
from cases.facts.fact import Fact
from cases.facts.shares import (
    CaseOpened,
    DangerAsked,
    DetailsFull,
    KindAsked,
    KindNotTaken,
    PlaceGone,
    PlaceRead,
    ShareJoined,
    SharersTold,
    Welcomed,
    WhosePlace,
)
from cases.facts.team_changes import RemovalAsked
from cases.masking import mask
from cases.people import NOBODY, Member, Person
from cases.ports import Timer
from cases.yes_no import ANY_YES, Answer, YesNo
from config.cleaning import ending
from config.clock import to_ms
from handlers import events, flood, not_on_line
from handlers.citizen import conversation, in_words, own_need, share, still_there
from handlers.request import HANDLERS, CommandRequest, Context, Request, handles
from handlers.staff import lists, visit

for _module in walk_packages(handlers.__path__, "handlers."):
    import_module(_module.name)  # each registers its handlers


def handle(request: Request[events.Event]) -> list[Fact]:
    """Handle an event; return the facts that became true."""
    facts = _decided(request)
    remember(facts, request)
    return facts


def _decided(request: Request[events.Event]) -> list[Fact]:
    match request.event:
        case events.TimerDue() as event:
            return HANDLERS[Timer(event.kind)](request)
        case events.PartnerShared():
            return HANDLERS[events.PartnerShared](request)
        case events.Nameless():
            return [personal_data.NamelessHeard(Person(NOBODY, ""))]
        case event:
            return _of_person(request.on(event))


def _of_person(request: Request[events.FromPerson]) -> list[Fact]:
    if _was_taken_back(request):
        return []
    request = as_tap(request)
    over = flood.over_limit(request)
    facts = HANDLERS[type(request.event)](request) if over is None else over
    facts = flood.with_ceiling(request, facts)
    facts = flood.with_pushes_stopped(request, facts)
    _plan_forgetting(request, facts)
    return _with_notes(request, facts)


def _plan_forgetting(request: Request[events.FromPerson], facts: Sequence[Fact]) -> None:
    """Set the timer that deletes the sender if nothing more comes. For a person who blocked the
    account it is due when the links to their shares are deleted, if that is sooner; not at once,
    because they may come back for the result."""
    if any(isinstance(fact, personal_data.Erased) for fact in facts):
        return
    person = request.people.known(request.event.line_id)
    if person is None:
        return
    days = request.settings.forget_people_days
    if isinstance(request.event, events.Unfollowed):
        days = min(days, request.settings.forget_sharers_days)
    request.timers.set(Timer.FORGET_PERSON, str(person.id), request.now + timedelta(days=days))


def _with_notes(request: Request[events.FromPerson], facts: Sequence[Fact]) -> list[Fact]:
    """Add to a free answer the notes that are not worth a push: that an earlier attachment could
    not be used, and, to the first answer to a person, the privacy notice. Where this text was cut,
    that is said, and the attachment with a later answer: LINE takes five messages."""
    told = list(facts)
    nobody = any(
        isinstance(fact, personal_data.Erased | personal_data.NothingKept) for fact in told
    )
    if not told or nobody or not request.event.reply_token:
        return told
    person = request.person
    if last := _cut_off_after(told, request.event):
        told.append(personal_data.TextCut(person, last))
    elif unusable := request.unit.attachments.unusable(person):
        request.unit.attachments.drop_unusable(person)
        told.append(personal_data.AttachmentUnusable(person, unusable))
    if person.noticed:
        return told
    request.people.set_noticed(person)
    if not any(isinstance(fact, Welcomed) for fact in told):  # which says it already
        told.append(personal_data.NoticeGiven(_as_told(person, told)))
    return told


#: Answers to a text of which nothing was taken: there is nothing to add to.
_NOT_TAKEN = (personal_data.TooManyMessages, DetailsFull, KindNotTaken, Refused)
#: Enough to find the place in one's own text.
_LAST_GRAPHEMES = 30


def _cut_off_after(told: Sequence[Fact], event: events.FromPerson) -> str:
    """Return the last words that were read of a text that was cut."""
    if not isinstance(event, events.TextSent) or not event.cut:
        return ""
    if any(isinstance(fact, _NOT_TAKEN) for fact in told):
        return ""
    return ending(mask(event.text), _LAST_GRAPHEMES)


def _as_told(person: Person, facts: Sequence[Fact]) -> Person:
    """Return *person* as they are in the answer: the event may have changed the language."""
    told = (getattr(fact, "to", None) for fact in facts)
    return next((one for one in told if isinstance(one, Person) and one.id == person.id), person)


def _was_taken_back(request: Request[events.FromPerson]) -> bool:
    """Return whether a message comes after the event that it was unsent."""
    if not isinstance(request.event, events.LocationSent | events.TextSent | events.AttachmentSent):
        return False
    return request.unit.messages.was_unsent(request.event.message)


@handles(events.LocationSent)
def _location(request: Request[events.LocationSent]) -> list[Fact]:
    for take in _takers(request):
        taken = take(request)
        if taken is not None:
            return taken
    return share.share(request)


def _takers(request: Request[events.LocationSent]) -> Iterator[Callable[..., list[Fact] | None]]:
    """Yield the handlers that may take a location for something other than a share, the likeliest
    first."""
    if request.person.centre is not None:
        yield from (lists.show_near, visit.ask_which, not_on_line.take_place, visit.check_in)
    if request.person.topic is not None:
        yield still_there.move
        if conversation.own_need_of(request.person, request):
            yield own_need.ask_whose


@handles(UsePlace)
def use_place(request: CommandRequest[UsePlace]) -> list[Fact]:
    """Handle the place that was set aside as the location that its sender means."""
    sent = in_words.confirmed(request, request.event.line_id)
    if sent is None:
        return [PlaceGone(request.person)]
    if request.command.whose is not None:
        return own_need.take_place(request.on(sent), request.command.whose)
    over = flood.over_limit(request.on(sent))
    return _location(request.on(sent)) if over is None else over


#: The fields of a fact that hold its recipients.
_HEARERS = ("to", "sharers", "team", "heads")


def as_tap(request: Request[events.FromPerson]) -> Request[events.FromPerson]:
    """Return the request for the button that a typed yes or no means; any other request
    unchanged."""
    event = request.event
    if not isinstance(event, events.TextSent) or event.answer is None:
        return request
    person = request.people.known(event.line_id)
    asked = request.limits.yes_no(person.id) if person else None
    command = asked.command_at(event.answer, request.at) if asked else None
    return request.asking(command) if command else request


def remember(facts: Sequence[Fact], request: Request[object]) -> None:
    """Save for each recipient of the facts what a yes or a no means from now on."""
    until = request.now + timedelta(minutes=request.settings.detail_minutes)
    asked: dict[int, YesNo | None] = {}
    for fact in facts:
        commands = commands_of(fact, request.context)
        for person in hearers_of(fact):
            question = YesNo(commands, request.at, until) if commands else None
            asked[person.id] = question or asked.get(person.id)
    for person_id, question in asked.items():
        if person_id != NOBODY:
            request.limits.put_yes_no(person_id, question)


def hearers_of(fact: Fact) -> Iterator[Person]:
    """Yield all recipients of a fact."""
    for name in _HEARERS:
        told = getattr(fact, name, ())
        for one in told if isinstance(told, tuple) else (told,):
            yield one.person if isinstance(one, Member) else one


def commands_of(fact: Fact, context: Context) -> dict[Answer, Command]:
    """Return the commands of the yes and the no button of a question; none if the fact has no such
    buttons."""
    match fact:
        case OwnNeedAsked(case=case):
            number = case.number if case else ""
            return _either(Start("me", number), Start("other", number))
        case ActAsked(command=command):
            return _either(command, Thank())
        case HolderAsked(case=case):
            commands = _either(Keep(case.number), Release(case.number, sure=True))
            if case.state is State.ON_SITE:  # who has arrived closes it, and cannot release
                del commands[Answer.NO]
            return commands
        case (
            CaseOpened(case=Case(own_need=False, need=Need(kind=None, urgent=None)) as case)
            | ShareJoined(case=Case(own_need=False) as case)
            | KindAsked(case=Case(own_need=False) as case, danger_first=True)
        ):
            return {Answer.YES: AskDanger(), Answer.NO: SayKind(case.number)}
        case PlaceRead():
            return {**dict.fromkeys(ANY_YES, UsePlace()), Answer.NO: Thank()}
        case ReleaseAsked(case=case):
            return _either(Release(case.number, sure=True), Keep(case.number))
        case DangerAsked() | personal_data.TooManyShares():  # yes: which one, numbers to call first
            yes = AskDanger()
            return {Answer.YES: yes, Answer.PARTICLE: yes, Answer.NO: Thank()}
        case StillThereAsked(case=case):
            return dict.fromkeys((Answer.YES, Answer.PARTICLE), Confirm(case.number, Seen.HERE))
        case OfficerArrived(case=case):
            return {Answer.YES: SayFound(case.number), Answer.NO: SayNotFound(case.number)}
        case RemovalAsked(member=member):
            return {Answer.YES: RemoveMember(member.person.id, sure=True), Answer.NO: ShowTeam()}
        case personal_data.EraseAsked(at=at):
            return {Answer.YES: Erase(sure=True, asked=to_ms(at)), Answer.NO: ShowMyData()}
        case SharersTold(case=case) if _asks_did_you_see(case, context):
            return {Answer.YES: Confirm(case.number, Seen.YES)}
        case WhosePlace(case=case):
            return {Answer.NO: SayWhosePlace(case.number, "nothing")}
        case _:
            return {}


def _either(yes: Command, no: Command) -> dict[Answer, Command]:
    return {**dict.fromkeys(ANY_YES, yes), Answer.NO: no}


def _asks_did_you_see(case: Case, context: Context) -> bool:
    known = (context.taxonomy.outcomes.get(code) for code in case.visit.outcomes)
    return not case.own_need and any(one.needs_visit for one in known if one)
