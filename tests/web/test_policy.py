"""A page may load what it asks for, and nothing else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.app import create_app
from config.settings import Settings
from store.connection import connect
from web.policy import Policy, allow

NOTHING = (
    "default-src 'none'; style-src 'nonce-N'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    ("asked", "adds"),
    [
        ({"scripts": True}, "script-src 'nonce-N'"),
        ({"fetches": True}, "connect-src 'self'"),
        ({"images": True}, "img-src 'self' data:"),
        ({"fonts": True}, "font-src 'self'"),
        ({"tiles": "https://tile.example"}, "img-src 'self' data: https://tile.example"),
    ],
)
def test_should_add_exactly_what_is_asked_for(asked: dict[str, object], adds: str) -> None:
    policy = Policy(**asked).header("N")  # type: ignore[arg-type]  # a test's own fields

    assert Policy().header("N") == NOTHING
    assert policy == NOTHING.replace("; base-uri", f"; {adds}; base-uri")


def test_should_let_forms_go_to_us_alone() -> None:
    assert "form-action 'self'" in Policy(forms=True).header("N")


@pytest.fixture
def web() -> FlaskClient:
    """Return an app with a page that asks for much, and one that may be kept."""
    client = connect("redis://127.0.0.1:1", role="web")
    app: Flask = create_app(Settings(channel_secret="s", secret_key="k"), client)

    @app.get("/much")
    def much() -> str:
        allow(scripts=True, images=True)
        return "much"

    @app.get("/kept")
    def kept() -> str:
        allow(cache="public, max-age=31536000, immutable")
        return "kept"

    return app.test_client()


def test_should_ask_for_one_answer_only(web: FlaskClient) -> None:
    much, after = web.get("/much"), web.get("/privacy")

    assert "script-src" in much.headers["Content-Security-Policy"]
    assert "script-src" not in after.headers["Content-Security-Policy"]
    assert much.headers["Cache-Control"] == "no-store"


def test_should_be_kept_where_a_page_says_so(web: FlaskClient) -> None:
    assert web.get("/kept").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert web.get("/no-such").headers["Cache-Control"] == "no-store"
