"""A partner's system sends a share by Open311: one queue serves all channels. It is an ordinary
share without a sharer, like a caller's: there is nobody to send messages or questions to.
(docs/decisions/0036-open311.md)"""

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

#: The sharer: a person without a LINE account.
_PARTNER = Person(NOBODY, "")


@handles(PartnerShared)
def take(request: Request[PartnerShared]) -> list[Fact]:
    """Open a case or join one; the partner's token refers to it."""
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
    """Return the kind and the danger that the partner names; a kind that was recorded before
    stays."""
    kind = request.context.taxonomy.kinds.get(request.event.kind)
    return Named(case.need.kind or kind.code, kind.urgent) if kind else Named(case.need.kind, None)


def _put_words(case: Case, request: Request[PartnerShared]) -> bool:
    """Add the words that help to find the person; return False if there are none, or no room."""
    known = words_not_on_line(case, request)
    if not request.event.words or len(known) >= MOST_WORDS:
        return False
    words = Detail(request.event.id, NOBODY, request.at, Form.WORDS, request.event.words)
    put_words(case, words, request)
    return True
