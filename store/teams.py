"""The teams of the centres, in Redis."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from cases.people import Invitation, Member, Person
from store import keys
from store.codec import Fields
from store.invitations import INVITATION, digest
from store.sign_in import end_all
from store.spelling import as_json
from store.transaction import Transaction

_HOUR_S = 3600
_KEPT = ("line_id", "language", "blocked")
#: What a membership keeps of its person is what an alert needs.
_MEMBER = Fields(
    Member,
    names={"person.line_id": "line"},
    always=["person.language", "person.blocked"],
    beside=["centre", *(f"person.{one.name}" for one in fields(Person) if one.name not in _KEPT)],
    spell=as_json,
)


@dataclass(frozen=True, slots=True)
class RedisTeams:
    """cases.ports.Teams on one transaction.

    A membership carries what an alert needs of its person, so that a team is one read."""

    tx: Transaction

    def of(self, centre: str) -> list[Member]:
        return team(centre, self.tx.read("HGETALL", keys.team(centre)))

    def find(self, person: Person) -> Member | None:
        if person.centre is None:
            return None
        raw = self.tx.read("HGET", keys.team(person.centre), person.id)
        return replace(_member(person.id, person.centre, raw), person=person) if raw else None

    def save(self, member: Member) -> None:
        kept = json.dumps(_MEMBER.write(member))
        self.tx.write("HSET", keys.team(member.centre), member.person.id, kept)

    def remove(self, member: Member) -> None:
        """Delete a membership, and end what the member was signed in to."""
        self.tx.write("HDEL", keys.team(member.centre), member.person.id)
        end_all(self.tx, member.person.id)

    def find_invitation(self, code: str) -> Invitation | None:
        raw = self.tx.read("HGETALL", keys.invitation(digest(code)))
        if not raw or int(raw[b"uses"]) < 1:
            return None
        return INVITATION.read_hash(raw)

    def redeem_invitation(self, code: str) -> None:
        """Use up one use of the invitation of *code*; the name it gave is kept with the member
        alone from now on."""
        self.tx.write("HINCRBY", keys.invitation(digest(code)), "uses", -1)
        self.tx.write("HSET", keys.invitation(digest(code)), "name", "")

    def wrong_codes(self, person: Person) -> int:
        return int(self.tx.read("GET", keys.wrong_codes(person.id)) or 0)

    def count_wrong_code(self, person: Person) -> None:
        """Count one more; the hour runs from the first."""
        self.tx.write("INCR", keys.wrong_codes(person.id))
        self.tx.write("EXPIRE", keys.wrong_codes(person.id), _HOUR_S, "NX")


def team(centre: str, rows: Mapping[bytes, bytes]) -> list[Member]:
    """Read a team's hash."""
    members = [_member(int(number), centre, raw) for number, raw in rows.items()]
    return sorted(members, key=lambda member: member.person.id)


def _member(number: int, centre: str, raw: bytes) -> Member:
    given = {"person.id": number, "person.centre": centre, "centre": centre}
    return _MEMBER.read(json.loads(raw), given)
