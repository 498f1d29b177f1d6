"""A partner's system brings a share by the door of Open311: one queue serves all channels.

It is a share like any other, but nobody's, as a caller's is: there is nobody to tell and nobody to
ask. (docs/decisions/0036-open311.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import OPEN311, Case, Detail, Form, Share
from cases.facts.fact import Fact
from cases.log import Act
from cases.people import NOBODY, Person
from geo.whereabouts import Whereabouts
from handlers.citizen.conversation import (
    MOST_WORDS,
    put_words,
    tell_holder,
    tell_seen_again,
    words_not_on_line,
)
from handlers.citizen.kind import Named, record_kind, with_kind
from handlers.citizen.share import count_first, located, new_case, put_in, put_new, same_person
from handlers.events import PartnerShared
from handlers.request import Request, handles

#: Who shares it: nobody that LINE knows.
_PARTNER = Person(NOBODY, "")


@handles(PartnerShared)
def take(request: Request[PartnerShared]) -> list[Fact]:
    """Open a case or join one; the partner's token leads to it."""
    where = request.context.locate(request.event.place)
    if not where.inside:
        request.log.record(Act.REFUSED)
        request.unit.partner_shares.put_refused(request.event.id)
        return []
    known = same_person(request.event.place, NOBODY, False, request)
    if known is not None:
        return _join(known, request)
    return _open(request, where)


def _open(request: Request[PartnerShared], where: Whereabouts) -> list[Fact]:
    arrived = Share(request.event.id, NOBODY, request.at)
    centre = request.context.centre_for(request.event.place, where.province)
    case = located(new_case(request.event.place, centre.id, arrived, request), where)
    unsaid = replace(case, origin=replace(case.origin, channel=OPEN311))
    count_first(unsaid, _PARTNER, request)
    said = with_kind(unsaid, _named(unsaid, request))
    case, alerted = put_new(said, arrived, request)
    if case.need.kind is not None:
        request.log.record_said(case, before=unsaid)
    _put_words(case, request)
    request.unit.partner_shares.put_case(request.event.id, case.number)
    return [alerted]


def _join(known: Case, request: Request[PartnerShared]) -> list[Fact]:
    case = put_in(known, Share(request.event.id, NOBODY, request.at), _PARTNER, request, OPEN311)
    request.unit.partner_shares.put_case(request.event.id, case.number)
    case, alerted = record_kind(case, _named(case, request), request)
    told: list[Fact] = []
    if _put_words(case, request):
        told += tell_holder(case, _PARTNER, request, request.event.words)
    else:
        told += tell_seen_again(known, case, _PARTNER, request)
    return [*told, *alerted]


def _named(case: Case, request: Request[PartnerShared]) -> Named:
    """Return what the partner says of the person; a kind that was said before stands."""
    kind = request.context.taxonomy.kinds.get(request.event.kind)
    return Named(case.need.kind or kind.code, kind.urgent) if kind else Named(case.need.kind, None)


def _put_words(case: Case, request: Request[PartnerShared]) -> bool:
    """Keep what helps to find the person; False if there is nothing, or enough."""
    known = words_not_on_line(case, request)
    if not request.event.words or len(known) >= MOST_WORDS:
        return False
    words = Detail(request.event.id, NOBODY, request.at, Form.WORDS, request.event.words)
    put_words(case, words, request)
    return True
