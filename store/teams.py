"""The teams of the centres, in Redis."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cases.moments import from_ms, to_ms
from cases.people import Digest, Invitation, Language, Member, Person, Role
from store import keys
from store.invitations import digest
from store.sign_in import end_all
from store.transaction import Transaction

_HOUR_S = 3600


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
        kept: dict[str, object] = {
            "line": member.person.line_id,
            "language": member.person.language.value,
            "blocked": member.person.blocked,
            "role": member.role.value,
            "on_duty": member.on_duty,
            "name": member.name,
        }
        if member.until is not None:
            kept["until"] = to_ms(member.until)
        if member.digests_off:
            kept["digests_off"] = [one.value for one in member.digests_off]
        self.tx.write("HSET", keys.team(member.centre), member.person.id, json.dumps(kept))

    def remove(self, member: Member) -> None:
        """Delete a membership, and end what the member was signed in to."""
        self.tx.write("HDEL", keys.team(member.centre), member.person.id)
        end_all(self.tx, member.person.id)

    def find_invitation(self, code: str) -> Invitation | None:
        raw = self.tx.read("HGETALL", keys.invitation(digest(code)))
        if not raw or int(raw[b"uses"]) < 1:
            return None
        return Invitation(
            raw[b"centre"].decode(), Role(raw[b"role"].decode()), raw[b"name"].decode()
        )

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
    kept = json.loads(raw)
    person = Person(
        number, kept["line"], Language(kept["language"]), blocked=kept["blocked"], centre=centre
    )
    until = from_ms(kept["until"]) if "until" in kept else None
    return Member(
        person,
        centre,
        Role(kept["role"]),
        bool(kept["on_duty"]),
        kept["name"],
        until,
        tuple(Digest(one) for one in kept.get("digests_off", ())),
    )
