"""A head's browser in the tests: a link is asked for in the chat, and cookies are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.app import create_app
from cases.facts.digests import PageLinked
from cases.people import Role
from config.settings import Settings
from tests.builders import LATER, a_context, a_press
from tests.handling import Handling, only
from web.access import Access, Viewer

PUBLIC = "https://bot.example"
SETTINGS = Settings(channel_secret="s", secret_key="of the tests", public_url=PUBLIC)
HEAD, MANAGER, OFFICER, CITIZEN = 8, 7, 9, 1
CENTRE = "TH-14"


@dataclass(frozen=True, slots=True)
class Rig:
    """A store with a team, and the web before it with a page that stands for all the others."""

    handling: Handling
    app: Flask
    now: datetime

    def token(self, who: int = HEAD) -> str:
        """Ask for a link in the chat, now."""
        asked = a_press(who, "page", at=self.now)
        return only(self.handling.do(asked), PageLinked).token

    def browser(self) -> FlaskClient:
        """Open a browser of nobody."""
        return self.app.test_client()

    def signed_in(self, who: int = HEAD) -> FlaskClient:
        """Open a browser and sign in."""
        browser = self.browser()
        assert enter(browser, self.token(who)).status_code == 303
        return browser


def a_rig(client: Any, settings: Settings = SETTINGS, now: datetime = LATER) -> Rig:
    """Build it, with somebody of every role."""
    handling = Handling(client, a_context())
    handling.enrol(HEAD, CENTRE, Role.HEAD)
    handling.enrol(MANAGER, CENTRE, Role.MANAGER)
    handling.enrol(OFFICER, CENTRE, Role.OFFICER)
    app = create_app(settings, client, lambda: now)
    _add_page(app, app.extensions["access"])
    return Rig(handling, app, now)


def _add_page(app: Flask, access: Access) -> None:
    @app.get("/page/<centre>")
    @access.signed_in
    def page(viewer: Viewer, centre: str) -> Any:
        if not viewer.may_see(centre):
            return access.other_centre(viewer)
        return {"centre": centre, "csrf": viewer.csrf, "language": viewer.language}

    @app.post("/page/change")
    @access.signed_in
    def change(viewer: Viewer) -> Any:
        return {"changed": True}


def post(browser: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Send a form as a browser does from a page of ours."""
    return browser.post(path, base_url=PUBLIC, data=fields, headers={"Origin": PUBLIC})


def enter(browser: FlaskClient, token: str) -> TestResponse:
    """Press "sign in"."""
    return post(browser, "/sign-in", token=token)


def look(browser: FlaskClient, path: str = f"/page/{CENTRE}") -> TestResponse:
    """Open a page."""
    return browser.get(path, base_url=PUBLIC, buffered=True)  # or a file stays open


def csrf(browser: FlaskClient) -> str:
    """Return the word that a form of this session carries."""
    return str(look(browser).json["csrf"])  # type: ignore[index]  # it is JSON


def cookie(answer: TestResponse) -> str:
    """Return what was set as a cookie."""
    found = re.search(r"session=([^;]*)", answer.headers.get("Set-Cookie", ""))
    return found[1] if found else ""
