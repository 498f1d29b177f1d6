"""A partner's system brings a share by the door of Open311: one queue serves all channels.

It is a share like any other, but nobody's, as a caller's is: there is nobody to tell and nobody to
ask. (docs/decisions/0036-open311.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import OPEN311, Case, Detail, Form, Share
from cases.facts.fact import Fact
from cases.log import Act
from cases.people import NOBODY, Person
from cases.ports import UnitOfWork
from geo.whereabouts import Whereabouts
from handlers.citizen.conversation import tell_holder, tell_seen_again
from handlers.citizen.share import count_first, located, new_case, put_in, put_new, same_person
from handlers.context import Context
from handlers.events import PartnerShared
from handlers.saying import Named, say, with_said

#: Words of those not on LINE in one case: an officer on the road reads no more.
_MOST_WORDS = 10
#: Who shares it: nobody that LINE knows.
_PARTNER = Person(NOBODY, "")


def take(event: PartnerShared, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Open a case or join one; the partner's token leads to it."""
    where = context.locate(event.place)
    if not where.inside:
        unit.log.record(Act.REFUSED)
        unit.partner_shares.put_refused(event.id)
        return []
    known = same_person(event.place, NOBODY, False, unit, context)
    if known is not None:
        return _join(known, event, unit, context)
    return _open(event, where, unit, context)


def _open(
    event: PartnerShared, where: Whereabouts, unit: UnitOfWork, context: Context
) -> list[Fact]:
    arrived = Share(event.id, NOBODY, unit.at)
    centre = context.centre_for(event.place, where.province)
    case = located(new_case(event.place, centre.id, arrived, unit), where)
    unsaid = replace(case, channel=OPEN311)
    count_first(unsaid, _PARTNER, unit)
    said = with_said(unsaid, _named(unsaid, event, context))
    case, alerted = put_new(said, arrived, unit, context)
    if case.kind is not None:
        unit.log.record_said(case, before=unsaid)
    _put_words(case, event, unit)
    unit.partner_shares.put_case(event.id, case.number)
    return [alerted]


def _join(known: Case, event: PartnerShared, unit: UnitOfWork, context: Context) -> list[Fact]:
    case = put_in(known, Share(event.id, NOBODY, unit.at), _PARTNER, unit, OPEN311)
    unit.partner_shares.put_case(event.id, case.number)
    case, alerted = say(case, _named(case, event, context), unit, context)
    told: list[Fact] = []
    if _put_words(case, event, unit):
        told += tell_holder(case, _PARTNER, unit, event.words)
    else:
        told += tell_seen_again(known, case, _PARTNER, unit)
    return [*told, *alerted]


def _named(case: Case, event: PartnerShared, context: Context) -> Named:
    """Return what the partner says of the person; a kind that was said before stands."""
    kind = context.taxonomy.kinds.get(event.kind)
    return Named(case.kind or kind.code, kind.urgent) if kind else Named(case.kind, None)


def _put_words(case: Case, event: PartnerShared, unit: UnitOfWork) -> bool:
    """Keep what helps to find the person; False if there is nothing, or enough."""
    known = [one for one in unit.cases.details(case.number) if one.person == NOBODY]
    if not event.words or len(known) >= _MOST_WORDS:
        return False
    words = Detail(event.id, NOBODY, unit.at, Form.WORDS, event.words)
    unit.cases.put_detail(case.number, words)
    unit.log.record(Act.DETAIL_ADDED, case)
    return True
