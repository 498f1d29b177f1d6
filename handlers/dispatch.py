"""Which handler an event goes to."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from cases.facts.fact import Fact
from cases.facts.personal_data import NamelessHeard
from cases.people import NOBODY, About, Person
from cases.ports import UnitOfWork
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
from handlers.context import Context
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
_ACTS: dict[str, Callable[[Pressed, UnitOfWork, Context], list[Fact]]] = {
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
_ANSWERS: dict[About, Callable[[TextSent, str, UnitOfWork, Context], list[Fact]]] = {
    About.DETAIL: detail.add_words,
    About.MOVED: detail.add_words,
    About.ASK: asking.send,
    About.CALLER: caller.add_words,
}


def handle(event: Event, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Decide what *event* changes; the facts say what became true."""
    facts = _decided(event, unit, context)
    yes_no.remember(facts, unit, context)
    return facts


def _decided(event: Event, unit: UnitOfWork, context: Context) -> list[Fact]:
    if isinstance(event, TimerDue):
        return BY_KIND[event.kind](event, unit, context)
    if isinstance(event, PartnerShared):
        return partner_share.take(event, unit, context)
    if isinstance(event, Nameless):
        return [NamelessHeard(Person(NOBODY, ""))]
    if _was_taken_back(event, unit):
        return []
    event = yes_no.as_tap(event, unit)
    over = limits.over_limit(event, unit, context)
    facts = _done(event, unit, context) if over is None else over
    facts = summing_up.with_ceiling(event, facts, unit, context)
    facts = with_pushes_stopped(event, facts, unit, context)
    facts = photo.with_unusable(event, facts, unit)
    person_retention.plan(event, facts, unit, context)
    return my_data.with_notice(event, facts, unit)


def _was_taken_back(event: FromPerson, unit: UnitOfWork) -> bool:
    """Return whether a message comes after the word that it was unsent."""
    if not isinstance(event, LocationSent | TextSent | PhotoSent):
        return False
    return unit.messages.was_unsent(event.message)


def _done(event: FromPerson, unit: UnitOfWork, context: Context) -> list[Fact]:
    match event:
        case LocationSent():
            return _location(event, unit, context)
        case Pressed():
            return _ACTS.get(event.act, talk.guide)(event, unit, context)
        case TextSent():
            return _text(event, unit, context)
        case PhotoSent():
            return photo.add_photo(event, unit, context)
        case OtherSent():
            return detail.ask_for_words(event, unit, context)
        case Unsent():
            return unsend.unsend(event, unit, context)
        case Followed():
            return talk.welcome(event, unit, context)
        case Unfollowed():
            return talk.good_bye(event, unit, context)
        case _:
            assert_never(event)


def _location(event: LocationSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    taken = whose_place.ask_which(event, unit, context)
    if taken is None:
        taken = caller.take_place(event, unit, context)
    if taken is None:
        taken = visit.check_in(event, unit, context)
    if taken is None:
        taken = still_there.move(event, unit, context)
    return share.share(event, unit, context) if taken is None else taken


def _text(event: TextSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    person = unit.people.of_line(event.line_id)
    topic = next(filter(None, (person.topic_at(unit.at, one) for one in _ANSWERS)), None)
    codes = codes_in(event.text, in_talk=topic is not None)
    if codes:
        return team.join(event, codes, unit, context)
    found = meant(event, person, unit.at)
    may_answer = not found.sure or found.name in _MAY_ANSWER
    if may_answer and topic and detail.is_awaited(person, topic, unit):
        answered = detail.add_words(event, topic.case, unit, context)
        return [*answered, *asking_back.ask_grave(event, found, person, unit, context)]
    if found.sure:
        if found.name == "caller":
            return caller.begin_with_words(event, unit, context)
        return _ACTS.get(found.name, talk.guide)(pressed(event, found.act), unit, context)
    if found.act:
        return asking_back.ask_back(event, found, unit, context)
    if topic and event.text:
        return _ANSWERS[topic.about](event, topic.case, unit, context)
    kept = before_place.keep(event, person, unit)
    if person.topic_at(unit.at, About.OWN_NEED):
        return own_need.hear(event, unit, context)
    return talk.way_on(person, unit, context, kept=kept)
