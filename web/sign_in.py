"""/sign-in and /sign-out: a link of the chat becomes a session, and a session ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from cases.people import Language, Member
from messages.texts import signing
from messages.texts.languages import NAMES
from messages.texts.pages import EMERGENCY
from web.door import Door, asked_language
from web.policy import allow
from web.templates import render
from web.viewer import Viewer


def sign_in(door: Door) -> Blueprint:
    """Build the routes. GET uses nothing up: LINE and others look at links before people do."""
    routes = Blueprint("sign_in", __name__)

    @routes.get("/sign-in")
    def show() -> str:
        allow(scripts=True, forms=True, fetches=True)
        language = _language()
        other = next(one for one in Language if one is not language)
        return render(
            "sign_in.html",
            language,
            other=other.value,
            name_of_other=NAMES[other],
            calls=EMERGENCY[language],
            minutes=door.settings.sign_in_minutes,
        )

    @routes.post("/sign-in/look")
    def look() -> ResponseReturnValue:
        refused = _refused(door, "look")
        if refused is not None:
            return refused
        member, browser = _owner(door, door.sessions.peek), door.browser()
        if member is None:
            return {"who": ""}
        if not door.sessions.bind(_token(), browser):
            return {"who": "", "elsewhere": True}
        return door.remember(jsonify(who=door.who(member, _language())), browser)

    @routes.post("/sign-in")
    def enter() -> ResponseReturnValue:
        refused = _refused(door, "sign_in")
        if refused is not None:
            return refused
        if not _owner(door, door.sessions.peek):
            return _over(door)
        if not door.sessions.bind(_token(), door.browser()):
            door.sessions.tally("sign_in_elsewhere")
            return door.refuse(signing.OTHER_BROWSER, 403, _language())
        member = _owner(door, door.sessions.redeem)
        return door.begin(member, door.clock()) if member else _over(door)

    @routes.post("/sign-out")
    @door.signed_in
    def leave(viewer: Viewer) -> ResponseReturnValue:
        return door.end(viewer, everywhere=False)

    @routes.post("/sign-out/everywhere")
    @door.signed_in
    def leave_everywhere(viewer: Viewer) -> ResponseReturnValue:
        return door.end(viewer, everywhere=True)

    return routes


def _refused(door: Door, what: str) -> Response | None:
    """Refuse who tries too often, and what does not come from a page of ours."""
    tries = door.sessions.count(what, door.visitors.block(request))
    if tries > door.settings.sign_ins_per_minute:
        door.sessions.tally("sign_in_limited")
        return door.limited(_language())
    if door.is_ours():
        return None
    door.sessions.tally("forms_refused")
    return door.refuse(signing.NOT_OUR_FORM, 403, _language())


def _owner(door: Door, asked: Callable[[str, datetime], int | None]) -> Member | None:
    """Return whose link the form brings, if they may read numbers now."""
    now = door.clock()
    person = asked(_token(), now)
    return None if person is None else door.reader(person, now)


def _token() -> str:
    return request.form.get("token", "")


def _over(door: Door) -> Response:
    """Answer alike whether a link is wrong, used or over."""
    door.sessions.tally("sign_in_refused")
    return door.refuse(signing.LINK_OVER, 410, _language())


def _language() -> Language:
    """Speak what ?lang asks for, else what the browser prefers, else Thai."""
    preferred = request.accept_languages.best_match([one.value for one in Language])
    return asked_language(Language(preferred or Language.THAI))
