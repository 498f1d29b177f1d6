"""The sessions that are open, for an operator to look at and to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cases.moments import from_ms
from cases.people import Member
from store import keys
from store.batches import replies
from store.connection import StoreClient
from store.sign_in import SESSION, Session
from store.transaction import Write

#: So much of a session's hash names it; the cookie cannot be made of it.
_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session of *member* by the hash of its cookie, with when it was last used and until when it
    goes on if nobody uses it."""

    digest: str
    member: Member
    began: datetime
    used: datetime
    until: datetime

    @property
    def id(self) -> str:
        """Return what the operator calls it."""
        return self.digest[:_ID_DIGITS]


def open_sessions(
    client: StoreClient,
    members: Iterable[Member],
    now: datetime,
    *,
    idle: timedelta,
    longest: timedelta,
) -> list[OpenSession]:
    """Return the sessions of *members* that count, the one that was used last first."""
    readers = [one for one in members if one.role.reads_numbers]
    sets = replies(client, (("SMEMBERS", keys.sessions_of(one.person.id)) for one in readers))
    named = [
        (member, digest.decode())
        for member, digests in zip(readers, sets, strict=True)
        for digest in digests
    ]
    hashes = replies(client, (("HGETALL", keys.session(digest)) for _, digest in named))
    times = replies(client, (("GET", keys.session_used(digest)) for _, digest in named))
    found = []
    for (member, digest), raw, used in zip(named, hashes, times, strict=True):
        session = SESSION.read_hash(raw) if raw else None
        if session is not None and session.fits(member) and now < session.began + longest:
            found.append(_open(digest, member, session, used, idle=idle, longest=longest))
    return sorted(found, key=lambda one: (one.used, one.id), reverse=True)


def end(write: Write, sessions: Sequence[OpenSession]) -> None:
    """End *sessions* alone."""
    for one in sessions:
        write("SREM", keys.sessions_of(one.member.person.id), one.digest)
        write("DEL", keys.session(one.digest))
        write("DEL", keys.session_used(one.digest))


def end_all_of(write: Write, members: Iterable[Member]) -> None:
    """End every session of *members*, and the links that wait."""
    for member in members:
        write("DEL", keys.sessions_of(member.person.id))
        write("DEL", keys.sign_in_of(member.person.id))


def _open(
    digest: str, member: Member, session: Session, used: Any, *, idle: timedelta, longest: timedelta
) -> OpenSession:
    last = from_ms(int(used)) if used else session.began
    until = min(last + idle, session.began + longest)
    return OpenSession(digest, member, session.began, last, until)
