"""Access to the pages with a login: who is let in, and what each request is held against.

A page is built as ``@routes.get("/reports")``, then ``@access.signed_in``, then
``def show(viewer: Viewer)``; it answers ``access.other_centre(viewer)`` where it may not
be seen (Viewer.may_see)."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from flask import Response, request
from flask.typing import ResponseReturnValue

from cases.audit import Audited, AuditEntry
from cases.people import WRITTEN, Language, Member, Person, Role
from config.clock import Clock
from config.settings import LOCAL, Settings
from geo.centres import Centres
from messages.rendering import centre_name
from messages.texts import signing
from messages.texts.manager import COUNTRY
from messages.texts.team import ROLES
from messages.texts.text import Text
from store.audit_log import AuditKeys
from store.connection import StoreClient
from store.sign_in import Session, Sessions
from store.unit_of_work import AuditTrail, UnitsOfWork
from web.policy import LimitKeys, allow
from web.templates import HTML, Catalogue, render

_P = ParamSpec("_P")
#: Form of the random id that we give a browser.
_DRAWN = re.compile(r"[A-Za-z0-9_-]{43}")
_LOOKS_ONLY = ("GET", "HEAD")
#: Seconds for which a limit keeps its count.
_WAIT_S = "60"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A head or manager whose membership was read for this very request. *csrf* goes into every
    form that changes something, in a hidden field named "csrf"; it is masked for this answer."""

    person: Person
    member: Member
    language: Language
    csrf: str = field(repr=False)

    @property
    def sees_country(self) -> bool:
        """Return whether the whole country may be seen."""
        return self.member.role is Role.MANAGER

    def may_see(self, centre: str) -> bool:
        """Return whether the viewer may see the numbers of *centre* (an id, or "all"); a head may
        see the own centre only."""
        return self.sees_country or centre == self.member.centre


class Access:
    """Admits heads and managers; their role is read anew at every request."""

    def __init__(
        self, settings: Settings, client: StoreClient, catalogue: Catalogue, *, clock: Clock
    ) -> None:
        address = urlsplit(settings.public_url)
        self.settings = settings
        self.sessions = Sessions(
            client,
            idle=timedelta(minutes=settings.session_idle_minutes),
            longest=timedelta(hours=settings.session_hours),
        )
        self.limit_keys = LimitKeys(settings)
        self.catalogue = catalogue
        self.clock = clock
        self._origin = f"{address.scheme}://{address.netloc}"
        # A browser keeps no Secure cookie of plain http; who tries this at home may go without.
        self._is_secure = not (address.scheme == "http" and address.hostname in LOCAL)
        prefix = "__Host-" if self._is_secure else ""
        self._cookie, self._link_cookie = f"{prefix}session", f"{prefix}sign-in"
        self._desks = UnitsOfWork(client)
        self._trail = AuditTrail(client, AuditKeys.of(settings))

    @property
    def centres(self) -> Centres:
        """Return the centres of the operator's file and the former ones that the store knows."""
        return self.catalogue.centres

    def signed_in(
        self, page: Callable[Concatenate[Viewer, _P], ResponseReturnValue]
    ) -> Callable[_P, ResponseReturnValue]:
        """Call *page* with its viewer, or redirect a visitor without a session to /sign-in. A
        request that changes something must come from our own form (the hidden field "csrf")."""

        @wraps(page)
        def guarded(*arguments: _P.args, **named: _P.kwargs) -> ResponseReturnValue:
            viewer = self._let_in(self.clock())
            if not isinstance(viewer, Viewer):
                return viewer
            return page(viewer, *arguments, **named)

        return guarded

    def is_ours(self) -> bool:
        """Return whether a form was sent from a page of ours, by the headers in which a browser
        says so; without them the answer is no."""
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        return site == "same-origin" and request.headers.get("Origin") == self._origin

    def reader(self, person: int, now: datetime) -> Member | None:
        """Return the membership of a person if it allows to read numbers now, else None."""
        unit = self._desks.open("", now)
        for one in unit.people.find_all([person]):
            member = unit.teams.find(one)
            if member is not None and member.role.reads_numbers and not one.blocked:
                return member
        return None

    def who(self, member: Member, language: Language) -> str:
        """Return the role and centre in which a member reads numbers, without a name."""
        centre = self.centres.known(member.centre)
        place = centre_name(centre, language) if centre else member.centre
        if member.role is Role.MANAGER:
            place = COUNTRY.say(language)
        return f"{ROLES[member.role].say(language)}, {place}"

    def audit(self, viewer: Viewer, act: Audited, what: str, of: str, *, once: str = "") -> None:
        """Write to the audit log what *viewer* is given now. A non-empty *once* names what is
        repeated: it is written once an hour and session."""
        now = self.clock()
        if once:
            session = self.limit_keys.name(request.cookies.get(self._cookie, ""))
            once = f"{session} {once} {now:%Y%m%d%H}"
        self._trail.record(AuditEntry(act, viewer.member, what, of), now, once=once)

    def browser(self) -> str:
        """Return the random id of this browser during its sign-in; a new one if it has none."""
        known = request.cookies.get(self._link_cookie, "")
        return known if _DRAWN.fullmatch(known) else secrets.token_urlsafe(32)

    def remember(self, answer: Response, browser: str) -> Response:
        """Set the cookie with the browser's id for as long as a link is valid."""
        life = timedelta(minutes=self.settings.sign_in_minutes)
        return self._give(answer, browser, life, self._link_cookie)

    def begin(self, member: Member, now: datetime) -> Response:
        """End the former session, begin a new one and redirect to the report."""
        self._trail.record(AuditEntry(Audited.SIGNED_IN, member, of=member.centre), now)
        self._end_old(now)
        answer = Response("", 303, {"Location": "/reports"})
        self._give(answer, self.sessions.begin(member, now), self.sessions.longest)
        if self._link_cookie in request.cookies:
            self._give(answer, "", timedelta(0), self._link_cookie)
        return answer

    def end(self, viewer: Viewer, *, everywhere: bool) -> Response:
        """Sign *viewer* out."""
        if everywhere:
            self.sessions.end_all(viewer.person.id)
        self._end_old(self.clock())
        return self._show_out()

    def refuse(self, sentence: Text, status: int, language: Language) -> Response:
        """Return a page that says why a request is refused and what to do."""
        allow(forms=True)
        page = render("refused.html", language, sentence=sentence)
        return Response(page, status, content_type=HTML)

    def other_centre(self, viewer: Viewer) -> Response:
        """Return the page for a centre whose numbers this viewer may not read."""
        self.sessions.tally("other_centre_refused")
        return self.refuse(signing.OTHER_CENTRE, 403, viewer.language)

    def limited(self, language: Language) -> Response:
        """Return the page for too many requests: try again in a minute."""
        answer = self.refuse(signing.TOO_MANY, 429, language)
        answer.headers["Retry-After"] = _WAIT_S
        return answer

    def _let_in(self, now: datetime) -> Viewer | Response:
        token = request.cookies.get(self._cookie, "")
        session = self.sessions.find(token, now) if token else None
        if session is None:
            if token:
                self.sessions.tally("sessions_unknown")
            return self._show_out()
        member = self.reader(session.person, now)
        if member is None or not session.fits(member):
            self.sessions.end(token, session)
            self.sessions.tally("session_lost_role")
            return self._show_out()
        self.sessions.touch(token, session, now)
        return self._hold(member, session, token)

    def _hold(self, member: Member, session: Session, token: str) -> Viewer | Response:
        """Return the viewer, or a refusal: too many requests, or a form without its token."""
        language = asked_language(member.person.language)
        pages = self.sessions.count("pages", self.limit_keys.name(token))
        if pages > self.settings.pages_per_minute:
            self.sessions.tally("pages_limited")
            return self.limited(language)
        word = request.form.get("csrf", "")
        if request.method in _LOOKS_ONLY or (self.is_ours() and is_masked(word, session.csrf)):
            return Viewer(member.person, member, language, mask(session.csrf))
        self.sessions.tally("forms_refused")
        return self.refuse(signing.NOT_OUR_FORM, 403, language)

    def _end_old(self, now: datetime) -> None:
        token = request.cookies.get(self._cookie, "")
        session = self.sessions.find(token, now) if token else None
        if session is not None:
            self.sessions.end(token, session)

    def _show_out(self) -> Response:
        answer = Response("", 303, {"Location": "/sign-in"})
        self._give(answer, "", timedelta(0))
        return answer

    def _give(self, answer: Response, token: str, life: timedelta, cookie: str = "") -> Response:
        answer.set_cookie(
            cookie or self._cookie,
            token,
            max_age=life,
            path="/",
            secure=self._is_secure,
            httponly=True,
            samesite="Lax",
        )
        return answer


def asked_language(otherwise: Language) -> Language:
    """Return the language that ?lang names, or the one that a reader has chosen before."""
    asked = request.args.get("lang", "")
    return next((one for one in WRITTEN if one.value == asked), otherwise)


def mask(word: str) -> str:
    """Return *word* of a session's forms under a random pad, with the pad before it: another word
    in every answer. Pages with it are compressed, and the length of what is compressed tells of a
    secret that stays the same beside what a stranger chose (BREACH)."""
    plain = word.encode()
    pad = secrets.token_bytes(len(plain))
    return (pad + _xor(pad, plain)).hex()


def is_masked(given: str, word: str) -> bool:
    """Return whether *given* is *word* under any mask, in constant time."""
    plain = word.encode()
    try:
        raw = bytes.fromhex(given)
    except ValueError:
        return False
    if len(raw) != 2 * len(plain):
        return False
    pad, hidden = raw[: len(plain)], raw[len(plain) :]
    return hmac.compare_digest(_xor(pad, hidden), plain)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
