"""The web as one Flask app: LINE's webhook, probes, metrics and the public pages."""

from __future__ import annotations

import secrets

import structlog
from flask import Flask, Response, g
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.health import health
from bot.metrics import metrics
from bot.pages import pages
from bot.photo_page import photo_page
from bot.webhook import LARGEST_BODY, webhook
from config import logs
from config import settings as configuration
from config.settings import Settings
from store.connection import StoreClient, connect
from store.embedded import store_url

_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def from_environment() -> Flask:
    """Build the app of a gunicorn worker."""
    logs.configure()
    settings = configuration.from_environment()
    client = connect(settings.redis_url or store_url(settings.data_dir), role="web")
    return create_app(settings, client)


def create_app(settings: Settings, client: StoreClient) -> Flask:
    """Build the app; it connects to the store when a request needs it, not before."""
    app = Flask(__name__, static_folder=None)
    # One more than allowed: Werkzeug cuts a body without a length off there and says nothing.
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY + 1
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.before_request(_make_nonce)
    app.after_request(_secure)
    app.register_error_handler(HTTPException, _say_error)
    app.register_error_handler(Exception, _say_bug)
    for routes in (
        webhook(settings, client),
        health(client),
        metrics(settings, client),
        pages(settings),
        photo_page(settings, client),
    ):
        app.register_blueprint(routes)
    return app


def _make_nonce() -> None:
    g.nonce = secrets.token_urlsafe(16)


def _secure(response: Response) -> Response:
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'nonce-{g.nonce}'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    )
    return response


def _say_error(error: HTTPException) -> ResponseReturnValue:
    """Answer in plain words; Werkzeug's own page would need a style and shows the address."""
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    return {"error": error.name, "reason": error.description}, error.code or 500, kept


def _say_bug(error: Exception) -> ResponseReturnValue:
    """Log the type and the place of an error that nobody foresaw, and say no more than 500."""
    structlog.get_logger().error("request failed", exc_info=error)
    return {"error": "Internal Server Error"}, 500
