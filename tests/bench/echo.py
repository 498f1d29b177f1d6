"""The peer of /callback: line-bot-sdk's own way of a webhook in Flask, which keeps nothing.

As the SDK's README and its flask-echo example have it, but for the reply, which would be a call to
LINE: a handler that only takes the event."""

from __future__ import annotations

from flask import Flask, abort, request
from linebot.v3 import WebhookHandler
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.webhooks import LocationMessageContent, MessageEvent

from tests.bench.webhooks import SECRET


def create_app() -> Flask:
    """Build the app."""
    app = Flask(__name__)
    handler = WebhookHandler(SECRET)

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.post("/callback")
    def callback() -> str:
        body = request.get_data(as_text=True)
        try:
            handler.handle(body, request.headers["X-Line-Signature"])
        except InvalidSignatureError:
            abort(400)
        return "OK"

    @handler.add(MessageEvent, message=LocationMessageContent)  # type: ignore[untyped-decorator]
    def take(event: MessageEvent) -> None:
        """Take the event; an echo bot would call LINE here."""

    return app
