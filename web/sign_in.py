"""/sign-in and /sign-out: a link of the chat becomes a session, and a session ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from cases.people import WRITTEN, Language, Member
from messages.texts import signing
from messages.texts.citizen import LANGUAGES
from messages.texts.pages import EMERGENCY
from web.access import Access, Viewer, asked_language
from web.policy import allow
from web.templates import HTML, render


def sign_in(access: Access) -> Blueprint:
    """Build the routes. GET uses nothing up: LINE and others look at links before people do."""
    routes = Blueprint("sign_in", __name__)

    @routes.get("/sign-in")
    def show() -> Response:
        # A quick reader changes the language before the link was looked at: both looks must come
        # from one browser, to which the link is bound.
        allow(scripts=True, forms=True, fetches=True)
        language = _language()
        other = next(one for one in WRITTEN if one is not language)
        page = render(
            "sign_in.html",
            language,
            other=other.value,
            name_of_other=LANGUAGES[other],
            calls=EMERGENCY[language],
            minutes=access.settings.sign_in_minutes,
        )
        return access.remember(Response(page, content_type=HTML), access.browser())

    @routes.post("/sign-in/look")
    def look() -> ResponseReturnValue:
        if (refused := _refused(access, "look")) is not None:
            return refused
        member, browser = _owner(access, access.sessions.peek), access.browser()
        if member is None:
            return {"who": ""}
        if not access.sessions.bind(_token(), browser):
            return {"who": "", "elsewhere": True}
        return access.remember(jsonify(who=access.who(member, _language())), browser)

    @routes.post("/sign-in")
    def enter() -> ResponseReturnValue:
        if (refused := _refused(access, "sign_in")) is not None:
            return refused
        if not _owner(access, access.sessions.peek):
            return _over(access)
        if not access.sessions.bind(_token(), access.browser()):
            access.sessions.tally("sign_in_elsewhere")
            return access.refuse(signing.OTHER_BROWSER, 403, _language())
        member = _owner(access, access.sessions.redeem)
        return access.begin(member, access.clock()) if member else _over(access)

    @routes.post("/sign-out")
    @access.signed_in
    def leave(viewer: Viewer) -> ResponseReturnValue:
        return access.end(viewer, everywhere=False)

    @routes.post("/sign-out/everywhere")
    @access.signed_in
    def leave_everywhere(viewer: Viewer) -> ResponseReturnValue:
        return access.end(viewer, everywhere=True)

    return routes


def _refused(access: Access, what: str) -> Response | None:
    """Return a refusal of too many tries, or of a form that is not ours; None if it may go on."""
    tries = access.sessions.count(what, access.limit_keys.block(request))
    if tries > access.settings.sign_ins_per_minute:
        access.sessions.tally("sign_in_limited")
        return access.limited(_language())
    if access.is_ours():
        return None
    access.sessions.tally("forms_refused")
    return access.refuse(signing.NOT_OUR_FORM, 403, _language())


def _owner(access: Access, asked: Callable[[str, datetime], int | None]) -> Member | None:
    """Return the member whose link the form brings, if that member may read numbers now."""
    now = access.clock()
    person = asked(_token(), now)
    return None if person is None else access.reader(person, now)


def _token() -> str:
    return request.form.get("token", "")


def _over(access: Access) -> Response:
    """Answer alike whether a link is wrong, used or over."""
    access.sessions.tally("sign_in_refused")
    return access.refuse(signing.LINK_OVER, 410, _language())


def _language() -> Language:
    """Return the language of ?lang, else the one that the browser prefers, else Thai."""
    preferred = request.accept_languages.best_match([one.value for one in WRITTEN])
    return asked_language(Language(preferred or Language.THAI))
