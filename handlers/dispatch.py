"""Which handler an event goes to."""

from __future__ import annotations

from collections.abc import Callable

from cases.facts.fact import Fact
from cases.facts.personal_data import NamelessHeard
from cases.people import NOBODY, About, Person
from handlers import partner_share, person_retention, summing_up, yes_no
from handlers.citizen import (
    asking_back,
    before_place,
    confirm,
    detail,
    kind,
    language,
    limits,
    my_data,
    own_need,
    photo,
    share,
    status,
    still_there,
    stopping,
    talk,
    unsend,
    urgent,
)
from handlers.codes import codes_in
from handlers.events import (
    Event,
    Followed,
    FromPerson,
    LocationSent,
    Nameless,
    OtherSent,
    PartnerShared,
    PhotoSent,
    Pressed,
    TextSent,
    TimerDue,
    Unfollowed,
    Unsent,
)
from handlers.manager import report, sign_in, subscribe
from handlers.pushes_stopped import with_pushes_stopped
from handlers.request import Request
from handlers.staff import (
    asking,
    caller,
    close,
    closing_facts,
    correct,
    handover,
    holding,
    lists,
    members,
    menu,
    merge,
    options,
    persons,
    photos,
    revisit,
    rounds,
    shift,
    team,
    unmerge,
    visit,
    whose_place,
)
from handlers.timers.by_kind import BY_KIND
from handlers.typed import meant, pressed

#: The acts a button may ask for; an unknown one is guided, never an error.
_ACTS: dict[str, Callable[[Request[Pressed]], list[Fact]]] = {
    "status": status.status,
    "language": language.choose,
    "kind": kind.say_kind,
    "split": share.split,
    "detail": detail.answer,
    "thanks": detail.be_thanked,
    "skip": stopping.skip,
    "cancel": stopping.cancel,
    "start": own_need.start,
    "own_need": own_need.hear,
    "confirm": confirm.confirm,
    "gone": confirm.gone,
    "danger": limits.say_danger,
    "urgent": urgent.ask_danger,
    "my_data": my_data.show,
    "erase": my_data.erase,
    "claim": visit.claim,
    "release": visit.release,
    "keep": holding.keep,
    "going": visit.go,
    "arrived": visit.arrive,
    "found": close.found,
    "not_found": close.not_found,
    "close": close.close,
    "outcome": close.close,
    "several": persons.several,
    "fewer": persons.fewer,
    "correct": correct.correct,
    "facts": closing_facts.ask_facts,
    "fact": closing_facts.say_fact,
    "revisit": revisit.revisit,
    "photos": photos.show_photos,
    "more": options.show_options,
    "ask": asking.begin,
    "caller": caller.begin,
    "place": whose_place.answer,
    "entered": caller.mark,
    "handover": handover.hand_over,
    "refuse": handover.refuse,
    "merge": merge.merge,
    "unmerge": unmerge.unmerge,
    "queue": lists.queue,
    "mine": lists.mine,
    "look": lists.look_up,
    "round": rounds.show_round,
    "on_duty": shift.duty_on,
    "off_duty": shift.duty_off,
    "give_back": shift.give_back,
    "team": members.show_team,
    "remove": members.remove,
    "report": report.report,
    "page": sign_in.page,
    "sign_out": sign_in.sign_out,
    "digest": subscribe.choose,
    "tab": menu.turn_page,
    "invite": menu.explain_inviting,
}
#: What is an answer while an officer waits for one.
_MAY_ANSWER = frozenset({"thanks", "skip", "cancel", "urgent"})
#: What the next text of somebody is taken for, by what the talk is about.
_ANSWERS: dict[About, Callable[[Request[TextSent], str], list[Fact]]] = {
    About.DETAIL: detail.add_words,
    About.MOVED: detail.add_words,
    About.ASK: asking.send,
    About.CALLER: caller.add_words,
}


def handle(request: Request[Event]) -> list[Fact]:
    """Decide what an event changes; the facts say what became true."""
    facts = _decided(request)
    yes_no.remember(facts, request)
    return facts


def _decided(request: Request[Event]) -> list[Fact]:
    match request.event:
        case TimerDue() as event:
            return BY_KIND[event.kind](request.on(event))
        case PartnerShared() as event:
            return partner_share.take(request.on(event))
        case Nameless():
            return [NamelessHeard(Person(NOBODY, ""))]
        case event:
            return _of_person(request.on(event))


def _of_person(request: Request[FromPerson]) -> list[Fact]:
    if _was_taken_back(request):
        return []
    request = yes_no.as_tap(request)
    over = limits.over_limit(request)
    facts = _done(request) if over is None else over
    facts = summing_up.with_ceiling(request, facts)
    facts = with_pushes_stopped(request, facts)
    facts = photo.with_unusable(request, facts)
    person_retention.plan(request, facts)
    return my_data.with_notice(request, facts)


def _was_taken_back(request: Request[FromPerson]) -> bool:
    """Return whether a message comes after the word that it was unsent."""
    if not isinstance(request.event, LocationSent | TextSent | PhotoSent):
        return False
    return request.unit.messages.was_unsent(request.event.message)


def _done(request: Request[FromPerson]) -> list[Fact]:
    match request.event:
        case LocationSent() as event:
            return _location(request.on(event))
        case Pressed() as event:
            return _ACTS.get(event.act, talk.guide)(request.on(event))
        case TextSent() as event:
            return _text(request.on(event))
        case PhotoSent() as event:
            return photo.add_photo(request.on(event))
        case OtherSent() as event:
            return detail.ask_for_words(request.on(event))
        case Unsent() as event:
            return unsend.unsend(request.on(event))
        case Followed() as event:
            return talk.welcome(request.on(event))
        case Unfollowed() as event:
            return talk.good_bye(request.on(event))


def _location(request: Request[LocationSent]) -> list[Fact]:
    taken = whose_place.ask_which(request)
    if taken is None:
        taken = caller.take_place(request)
    if taken is None:
        taken = visit.check_in(request)
    if taken is None:
        taken = still_there.move(request)
    return share.share(request) if taken is None else taken


def _text(request: Request[TextSent]) -> list[Fact]:
    person = request.person
    topic = next(filter(None, (person.topic_at(request.at, one) for one in _ANSWERS)), None)
    codes = codes_in(request.event.text, in_talk=topic is not None)
    if codes:
        return team.join(request, codes)
    found = meant(request.event, person, request.at)
    may_answer = not found.sure or found.name in _MAY_ANSWER
    if may_answer and topic and detail.is_awaited(person, topic, request):
        answered = detail.add_words(request, topic.case)
        return [*answered, *asking_back.ask_grave(request, found, person)]
    if found.sure:
        if found.name == "caller":
            return caller.begin_with_words(request)
        return _ACTS.get(found.name, talk.guide)(request.on(pressed(request.event, found.act)))
    if found.act:
        return asking_back.ask_back(request, found)
    if topic and request.event.text:
        return _ANSWERS[topic.about](request, topic.case)
    kept = before_place.keep(request, person)
    if person.topic_at(request.at, About.OWN_NEED):
        return own_need.hear(request)
    return talk.way_on(person, request, kept=kept)
