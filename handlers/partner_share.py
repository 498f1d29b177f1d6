"""A partner's system brings a share by the door of Open311: one queue serves all channels.

It is a share like any other, but nobody's, as a caller's is: there is nobody to tell and nobody to
ask. (docs/decisions/0036-open311.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import OPEN311, Case, Detail, Form, Share, in_danger
from cases.facts import Fact, Why
from cases.log import Act
from cases.people import NOBODY, Person
from cases.ports import Desk
from cases.seen import Seen, SharerHeard
from geo.whereabouts import Whereabouts
from handlers.alerts import alert, hurried
from handlers.citizen.conversation import holder_of, tell_holder
from handlers.citizen.kind import who_must_hurry
from handlers.citizen.share import count_first, located, new_case, put_in, put_new, same_person
from handlers.events import PartnerShared
from handlers.house import House

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
    case, alerted = put_new(_with_kind(unsaid, event, house), arrived, desk, house)
    _record_said(case, unsaid, desk)
    _put_words(case, event, desk)
    desk.partner_shares.put_case(event.id, case.number)
    return [alerted]


def _join(known: Case, event: PartnerShared, desk: Desk, house: House) -> list[Fact]:
    case = put_in(known, Share(event.id, NOBODY, desk.at), _PARTNER, desk, OPEN311)
    desk.partner_shares.put_case(event.id, case.number)
    case = _say_kind(case, event, desk, house)
    told: list[Fact] = []
    if _put_words(case, event, desk):
        told += tell_holder(case, _PARTNER, desk, event.words)
    elif known.gone_at and (holder := holder_of(case, desk, but=_PARTNER)):
        told.append(SharerHeard(holder, case, Seen.HERE, desk.at))
    if case.dangers != known.dangers:
        told.append(alert(case, who_must_hurry(case, desk, house), Why.URGENT, house))
    return told


def _say_kind(case: Case, event: PartnerShared, desk: Desk, house: House) -> Case:
    """Add what the partner says of the person; what was said before stands."""
    said = _with_kind(case, event, house)
    if said == case:
        return case
    if said.dangers != case.dangers:
        said = hurried(said, desk, house)
    desk.cases.save(said)
    _record_said(said, case, desk)
    return said


def _record_said(said: Case, before: Case, desk: Desk) -> None:
    """Write that somebody said what a case is about, if that is more than *before*."""
    if (said.kind, said.dangers) != (before.kind, before.dangers):
        desk.log.record_said(said, before=before)


def _with_kind(case: Case, event: PartnerShared, house: House) -> Case:
    kind = house.taxonomy.kinds.get(event.kind)
    if kind is None:
        return case
    return in_danger(replace(case, kind=case.kind or kind.code), kind.urgent)


def _put_words(case: Case, event: PartnerShared, desk: Desk) -> bool:
    """Keep what helps to find the person; False if there is nothing, or enough."""
    known = [one for one in desk.cases.details(case.number) if one.person == NOBODY]
    if not event.words or len(known) >= _MOST_WORDS:
        return False
    words = Detail(event.id, NOBODY, desk.at, Form.WORDS, event.words)
    desk.cases.put_detail(case.number, words)
    desk.log.record(Act.DETAIL_ADDED, case)
    return True
