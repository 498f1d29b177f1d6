"""A partner's system brings a share by the door of Open311: one queue serves all channels.

It is a share like any other, but nobody's, as a caller's is: there is nobody to tell and nobody to
ask. (docs/decisions/0036-open311.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import OPEN311, Case, Detail, Form, Share
from cases.facts import Fact
from cases.log import Act
from cases.people import NOBODY, Person
from cases.ports import Desk
from geo.whereabouts import Whereabouts
from handlers.citizen.conversation import tell_holder, tell_seen_again
from handlers.citizen.share import count_first, located, new_case, put_in, put_new, same_person
from handlers.events import PartnerShared
from handlers.house import House
from handlers.saying import Named, say, with_said

#: Words of those not on LINE in one case: an officer on the road reads no more.
_MOST_WORDS = 10
#: Who shares it: nobody that LINE knows.
_PARTNER = Person(NOBODY, "")


def take(event: PartnerShared, desk: Desk, house: House) -> list[Fact]:
    """Open a case or join one; the partner's token leads to it."""
    where = house.locate(event.place)
    if not where.inside:
        desk.log.record(Act.REFUSED)
        desk.partner_shares.put_refused(event.id)
        return []
    known = same_person(event.place, NOBODY, False, desk, house)
    if known is not None:
        return _join(known, event, desk, house)
    return _open(event, where, desk, house)


def _open(event: PartnerShared, where: Whereabouts, desk: Desk, house: House) -> list[Fact]:
    arrived = Share(event.id, NOBODY, desk.at)
    centre = house.centre_for(event.place, where.province)
    case = located(new_case(event.place, centre.id, arrived, desk), where)
    unsaid = replace(case, channel=OPEN311)
    count_first(unsaid, _PARTNER, desk)
    said = with_said(unsaid, _named(unsaid, event, house))
    case, alerted = put_new(said, arrived, desk, house)
    if case.kind is not None:
        desk.log.record_said(case, before=unsaid)
    _put_words(case, event, desk)
    desk.partner_shares.put_case(event.id, case.number)
    return [alerted]


def _join(known: Case, event: PartnerShared, desk: Desk, house: House) -> list[Fact]:
    case = put_in(known, Share(event.id, NOBODY, desk.at), _PARTNER, desk, OPEN311)
    desk.partner_shares.put_case(event.id, case.number)
    case, alerted = say(case, _named(case, event, house), desk, house)
    told: list[Fact] = []
    if _put_words(case, event, desk):
        told += tell_holder(case, _PARTNER, desk, event.words)
    else:
        told += tell_seen_again(known, case, _PARTNER, desk)
    return [*told, *alerted]


def _named(case: Case, event: PartnerShared, house: House) -> Named:
    """Return what the partner says of the person; a kind that was said before stands."""
    kind = house.taxonomy.kinds.get(event.kind)
    return Named(case.kind or kind.code, kind.urgent) if kind else Named(case.kind, None)


def _put_words(case: Case, event: PartnerShared, desk: Desk) -> bool:
    """Keep what helps to find the person; False if there is nothing, or enough."""
    known = [one for one in desk.cases.details(case.number) if one.person == NOBODY]
    if not event.words or len(known) >= _MOST_WORDS:
        return False
    words = Detail(event.id, NOBODY, desk.at, Form.WORDS, event.words)
    desk.cases.put_detail(case.number, words)
    desk.log.record(Act.DETAIL_ADDED, case)
    return True
