"""The people of the demo: who has a phone on the screen, and which team they are in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import urllib3

from cases.people import Invitation, Role
from geo.centres import PROVINCE_IDS
from messages.texts import demo
from simulator.client import SimulatorClient
from store.admin_queries import members
from store.connection import StoreClient
from store.invitations import invite
from tools.stage import StageFailed

_CITIZEN = "citizen"
_CODE_DAYS = 1
_ANSWER_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody with a phone; the id stays, so that a new start finds them in their team."""

    id: str
    name: str
    role: Role | None = None
    centre: str = ""


#: The head comes after the officer: nobody's chat begins with the news of a colleague.
PEOPLE = (
    Sample(f"U{1:032x}", demo.CITIZEN),
    Sample(f"U{2:032x}", demo.OFFICER, Role.OFFICER, "TH-14"),
    Sample(f"U{3:032x}", demo.HEAD, Role.HEAD, "TH-14"),
    Sample(f"U{4:032x}", demo.NATIONAL_OFFICER, Role.OFFICER, "TH-10"),
    Sample(f"U{5:032x}", demo.MANAGER, Role.MANAGER, "TH-10"),
)


def people_words() -> tuple[str, str]:
    """Spell the people as an option of LINE's stand-in."""
    told = [
        {"userId": one.id, "displayName": one.name, "role": one.role or _CITIZEN} for one in PEOPLE
    ]
    return "--people", json.dumps(told, ensure_ascii=False)


def gather(line: str, store: StoreClient) -> None:
    """Let the team in by codes sent as texts; whoever is in it already says hello.

    Either way every phone of the team shows its buttons, and all that runs has answered."""
    known = {member.person.line_id for member in members(store, sorted(PROVINCE_IDS))}
    with _chats(line) as chats:
        for one in PEOPLE:
            if one.role is None:
                continue
            words = demo.HELLO if one.id in known else _code(store, one.centre, one.role)
            chats.send_text(one.id, words)
            chats.wait_for_message(one.id, seconds=_ANSWER_WITHIN_S)
        chats.settle()


def _code(store: StoreClient, centre: str, role: Role) -> str:
    return invite(store, Invitation(centre, role), uses=1, days=_CODE_DAYS)


@contextmanager
def _chats(line: str) -> Iterator[SimulatorClient]:
    client = SimulatorClient(line)
    try:
        yield client
    except (TimeoutError, ValueError, urllib3.exceptions.HTTPError) as error:
        raise StageFailed(f"the sample team did not come together: {error}") from error
    finally:
        client.close()
