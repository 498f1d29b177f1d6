"""Sign-in links and the sessions that they begin; both are stored only as hashes. A person's link
and sessions are indexed under two keys: deleting these ends all of them at once, in whatever change
does so (erasure, leaving a team, signing out everywhere)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cases.people import Member, Person, Role
from config.clock import from_ms, to_ms
from store import keys
from store.codec import Fields
from store.connection import StoreClient, Transaction, Write, replies

#: 256 bits: nobody guesses one.
MINUTE_S = 60
#: The life of the longest-lived link.
_LINK_S = 10 * MINUTE_S
_BYTES = 32


@dataclass(frozen=True, slots=True)
class RedisSignIns:
    """Implements cases.ports.SignIns on one transaction."""

    tx: Transaction
    now: datetime

    def new_link(self, person: Person, *, minutes: int) -> str:
        """Return the token of a link that works once, for *minutes*; the person's former link ends.
        Only a hash of it is stored."""
        token = secrets.token_urlsafe(_BYTES)
        until, life = to_ms(self.now + timedelta(minutes=minutes)), minutes * MINUTE_S
        former = self.tx.read("GET", keys.sign_in_of(person.id))
        if former:
            self.tx.write("DEL", keys.sign_in(former.decode()))
        self.tx.write("SET", keys.sign_in(digest(token)), f"{person.id} {until}", "EX", life)
        self.tx.write("SET", keys.sign_in_of(person.id), digest(token), "EX", life)
        return token

    def end_all(self, person: Person) -> None:
        end_all(self.tx.write, person.id)


@dataclass(frozen=True, slots=True)
class Session:
    """A session: what the member was when they signed in, and the CSRF token of their forms."""

    person: int
    centre: str
    role: Role
    began: datetime
    csrf: str

    def fits(self, member: Member) -> bool:
        """Return whether the member is still what they signed in as."""
        return (member.centre, member.role) == (self.centre, self.role)


#: The hash of a session.
SESSION = Fields(Session)


@dataclass(frozen=True, slots=True)
class Sessions:
    """The web's sessions: it redeems links, begins sessions and ends them."""

    client: StoreClient
    idle: timedelta
    longest: timedelta

    def peek(self, token: str, now: datetime) -> int | None:
        """Return the person of a link without using it up."""
        kept: Any = self.client.get(keys.sign_in(digest(token)))
        return self._owner(kept, digest(token), now)

    def bind(self, token: str, browser: str) -> bool:
        """Bind the link to the *browser* that opens it first, known by a cookie; return whether it
        is this one."""
        key = keys.link_browser(digest(token))
        self.client.set(key, digest(browser), nx=True, ex=_LINK_S)
        bound: Any = self.client.get(key)
        return bool(bound == digest(browser).encode())

    def redeem(self, token: str, now: datetime) -> int | None:
        """Use the link up and return its person; None if it is wrong, used, expired or replaced,
        without a difference. Of two concurrent calls, one gets it."""
        kept: Any = self.client.getdel(keys.sign_in(digest(token)))
        owner = self._owner(kept, digest(token), now)
        if owner is not None:
            self.client.delete(keys.sign_in_of(owner))
        return owner

    def begin(self, member: Member, now: datetime) -> str:
        """Begin a session; return its token."""
        token = secrets.token_urlsafe(_BYTES)
        csrf = secrets.token_urlsafe(_BYTES)
        fields = SESSION.write(Session(member.person.id, member.centre, member.role, now, csrf))
        pipeline = self.client.pipeline(transaction=True)
        pipeline.hset(keys.session(digest(token)), mapping=fields)  # type: ignore[arg-type]  # redis-py wants invariant types
        pipeline.expire(keys.session(digest(token)), self.idle)
        pipeline.set(keys.session_used(digest(token)), to_ms(now), ex=self.idle)
        pipeline.sadd(keys.sessions_of(member.person.id), digest(token))
        pipeline.expire(keys.sessions_of(member.person.id), self.longest)
        pipeline.execute()
        return token

    def find(self, token: str, now: datetime) -> Session | None:
        """Return the session of *token*, unless it has ended or is too old; an idle one is
        deleted."""
        raw: Any = self.client.hgetall(keys.session(digest(token)))
        if not raw:
            return None
        session = SESSION.read_hash(raw)
        of_person = keys.sessions_of(session.person)
        if not self.client.sismember(of_person, digest(token)):
            return None
        return session if now < session.began + self.longest else None

    def touch(self, token: str, session: Session, now: datetime) -> None:
        """Restart the idle time; a session that has ended meanwhile is not made again."""
        life = min(self.idle, session.began + self.longest - now)
        pipeline = self.client.pipeline(transaction=True)
        pipeline.expire(keys.session(digest(token)), life)
        pipeline.set(keys.session_used(digest(token)), to_ms(now), ex=life, xx=True)
        pipeline.execute()

    def end(self, token: str, session: Session) -> None:
        """End one session."""
        pipeline = self.client.pipeline(transaction=True)
        pipeline.delete(keys.session(digest(token)))
        pipeline.delete(keys.session_used(digest(token)))
        pipeline.srem(keys.sessions_of(session.person), digest(token))
        pipeline.execute()

    def end_all(self, person: int) -> None:
        """End every session of a person, and their open link."""
        self.client.delete(keys.sessions_of(person), keys.sign_in_of(person))

    def count(self, what: str, who: str) -> int:
        """Count one more *what* within the minute; return how many there were."""
        return count(self.client, what, who)

    def tally(self, what: str) -> None:
        """Count a refusal for /metrics."""
        tally(self.client, what)

    def _owner(self, kept: bytes | None, digest: str, now: datetime) -> int | None:
        if kept is None:
            return None
        person, until = map(int, kept.split())
        newest: Any = self.client.get(keys.sign_in_of(person))
        is_good = newest == digest.encode() and now < from_ms(until)
        return person if is_good else None


def end_all(write: Write, person: int) -> None:
    """End every session and link of a person."""
    write("DEL", keys.sessions_of(person))
    write("DEL", keys.sign_in_of(person))


def digest(token: str) -> str:
    """Return the hash of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


#: The digits of a session's hash that name it; the cookie cannot be derived from them.
_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session of *member* by the hash of its cookie, with the time of its last use and the time
    at which it ends without another."""

    digest: str
    member: Member
    began: datetime
    used: datetime
    until: datetime

    @property
    def id(self) -> str:
        """Return the name of the session for operators."""
        return self.digest[:_ID_DIGITS]


def open_sessions(
    client: StoreClient,
    members: Iterable[Member],
    now: datetime,
    *,
    idle: timedelta,
    longest: timedelta,
) -> list[OpenSession]:
    """Return the valid sessions of *members*, the last used first."""
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


def end_these(write: Write, sessions: Sequence[OpenSession]) -> None:
    """End *sessions* only."""
    for one in sessions:
        write("SREM", keys.sessions_of(one.member.person.id), one.digest)
        write("DEL", keys.session(one.digest))
        write("DEL", keys.session_used(one.digest))


def end_all_of(write: Write, members: Iterable[Member]) -> None:
    """End every session of *members*, and their open links."""
    for member in members:
        end_all(write, member.person.id)


def _open(
    digest: str, member: Member, session: Session, used: Any, *, idle: timedelta, longest: timedelta
) -> OpenSession:
    last = from_ms(int(used)) if used else session.began
    until = min(last + idle, session.began + longest)
    return OpenSession(digest, member, session.began, last, until)


def count(client: StoreClient, what: str, who: str) -> int:
    """Count one more *what* within the minute, and return how many there were."""
    key = keys.web_pace(what, who)
    pipeline = client.pipeline(transaction=True)
    pipeline.incr(key)
    pipeline.expire(key, MINUTE_S, nx=True)
    return int(pipeline.execute()[0])


def tally(client: StoreClient, what: str) -> None:
    """Count a refusal for /metrics."""
    client.hincrby(keys.TALLIES, what, 1)


def begin_turn(client: StoreClient, person: int, life_s: int) -> bool:
    """Take a person's one turn for heavy work; return False while another request has it."""
    return bool(client.set(keys.web_turn(person), "1", nx=True, ex=life_s))


def end_turn(client: StoreClient, person: int) -> None:
    """End a person's turn."""
    client.delete(keys.web_turn(person))
