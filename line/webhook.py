"""POST /callback: verify, store, answer. Nothing else, for LINE waits two seconds."""

from __future__ import annotations

import base64
import hashlib
import hmac

import structlog
from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from config.clock import Clock
from config.http import LARGEST_BODY
from config.settings import Settings
from store.connection import StoreClient
from store.errors import trouble_of
from store.stream import Keeper

_log = structlog.get_logger()


def webhook(settings: Settings, client: StoreClient, clock: Clock) -> Blueprint:
    """Return the route that LINE calls."""
    routes = Blueprint("webhook", __name__)
    keeper = Keeper(client)
    secrets = [settings.channel_secret.encode(), settings.channel_secret_old.encode()]

    @routes.post("/callback")
    def callback() -> ResponseReturnValue:
        body = _read()
        if not is_signed(body, request.headers.get("X-Line-Signature", ""), *secrets):
            abort(400, "The signature is missing or wrong.")
        _keep(keeper, body, clock)
        return Response("ok", mimetype="text/plain")

    return routes


def is_signed(body: bytes, signature: str, *secrets: bytes) -> bool:
    """Return whether *signature* is LINE's for exactly these bytes under one of *secrets*: there
    are two while an operator changes it. All are compared, so that the time discloses nothing."""
    given = signature.encode("utf-8", "replace")
    known = [
        hmac.compare_digest(
            base64.b64encode(hmac.new(secret, body, hashlib.sha256).digest()), given
        )
        for secret in secrets
        if secret  # anybody can sign with an empty one
    ]
    return any(known)


def _read() -> bytes:
    """Return the whole body. Gunicorn raises errors of its own for malformed chunks."""
    try:
        body = request.get_data()
    except HTTPException:
        raise
    except Exception:
        abort(400, "The body cannot be read.")
    if len(body) > LARGEST_BODY:
        abort(413, "The body is too large.")
    return body


def _keep(keeper: Keeper, body: bytes, clock: Clock) -> None:
    """Append the body to the inbox, or answer 503 so that LINE sends it again, whatever failed."""
    try:
        keeper.keep(body, clock())
    except Exception as error:
        _log.error("webhook not kept", error=trouble_of(error).word)
        abort(503, "Not kept; please send it again.")
