"""Digests on and off, and the last one on demand."""

from __future__ import annotations

from dataclasses import replace

from cases.commands import ChooseDigests
from cases.facts.casework import Refused
from cases.facts.digests import Digested, DigestsChosen
from cases.facts.fact import Fact
from cases.people import DIGESTS, Digest, Member, Role
from cases.rules import Refusal
from handlers.digesting import are_stopped, of_centre, of_country
from handlers.registry import handles
from handlers.request import MemberRequest, Request


@handles(ChooseDigests)
def choose(request: MemberRequest[ChooseDigests]) -> list[Fact]:
    """Switch the digests of a head or manager on or off, all or the one that is named; without
    that, show the last one."""
    member, to = request.member, request.command.to
    own = DIGESTS[member.role]
    if not own:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    asked = tuple(one for one in own if one is request.command.kind) or own
    if to is None:
        return [_last(asked[0], member, request), _chosen(member)]
    return [_chosen(_switched(member, asked, request, on=to == "on"))]


def _switched(
    member: Member, asked: tuple[Digest, ...], request: Request[object], *, on: bool
) -> Member:
    others = tuple(one for one in member.digests_off if one not in asked)
    changed = replace(member, digests_off=others if on else (*others, *asked))
    if changed != member:
        request.teams.save(changed)
    return changed


def _chosen(member: Member) -> DigestsChosen:
    own = DIGESTS[member.role]
    return DigestsChosen(member.person, tuple((one, one not in member.digests_off) for one in own))


def _last(kind: Digest, member: Member, request: Request[object]) -> Digested:
    """A head sees the own centre, a manager the country."""
    if member.role is Role.MANAGER:
        digest = of_country(member.person, kind, request)
    else:
        digest = of_centre(member.person, member.centre, request)
    return replace(digest, stopped=are_stopped(request))
