"""How officers join their teams before anybody shares: by invitation codes, as on a first day."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import groupby

from cases.people import Invitation, Role
from simulator.client import SimulatorClient
from store.connection import StoreClient
from store.people import invite
from tools.crowd.deeds import Deed, type_act, write
from tools.crowd.plan import EveningPlan
from tools.crowd.teams import Officer

_JOIN_S = 60.0
_LOOK_EVERY_S = 0.5


class JoinFailed(Exception):
    """Raised when officers get no answer to their codes."""


def gather_people(plan: EveningPlan, line: SimulatorClient, client: StoreClient) -> None:
    """Add all people of *plan* to the simulator, let officers join, and set some off duty."""
    for citizen in plan.citizens:
        line.add_user(citizen.name, language=citizen.language, user_id=citizen.id)
    for officer in plan.officers:
        line.add_user(officer.name, user_id=officer.id)
    codes: list[Deed] = []
    for (centre, role), team in groupby(plan.officers, lambda one: (one.centre, one.role)):
        members = list(team)
        code = invite(client, Invitation(centre, role), uses=len(members), days=1)
        codes += [write(one.id, code) for one in members]
    _send(line, codes)
    _wait_for_answers(line, plan.officers, answers=1)
    off = [one for one in plan.officers if one.role is Role.OFFICER and not one.on_duty]
    _send(line, [type_act(one.id, "off_duty") for one in off])
    _wait_for_answers(line, off, answers=2)


def _send(line: SimulatorClient, done: Sequence[Deed]) -> None:
    if done:
        line.send_events([one.told for one in done], wait=False, separate=True)


def _wait_for_answers(line: SimulatorClient, officers: Sequence[Officer], *, answers: int) -> None:
    deadline = time.monotonic() + _JOIN_S
    while any(len(line.messages_of(one.id)) < answers for one in officers):
        if time.monotonic() > deadline:
            raise JoinFailed("the teams could not join")
        time.sleep(_LOOK_EVERY_S)
