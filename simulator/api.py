"""The Flask app of the platform: token, request id, retry key and errors of every path."""

from collections.abc import Callable
from hmac import compare_digest

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from simulator.account_api import account
from simulator.app_parts import PlatformParts, keep_parts
from simulator.content_api import contents
from simulator.control import control
from simulator.message_api import messages
from simulator.refusals import WRONG_TOKEN, ApiError
from simulator.reply_tokens import is_retry_key
from simulator.rich_menu_api import rich_menus
from simulator.screen import screen

#: LINE's own limit on a request.
_LARGEST_REQUEST = 2 * 1024 * 1024
#: Paths that LINE does not have: control calls, and the screen.
_OURS = ("/_sim/", "/_screen/")
_TAKES_RETRY_KEYS = ("/v2/bot/message/push", "/v2/bot/message/multicast")
_NO_HEADER = (
    "Authorization header required. Must follow the scheme, 'Authorization: Bearer <ACCESS TOKEN>'"
)


def create_app(parts: PlatformParts) -> Flask:
    """Build the app; the control paths and the screen need no token."""
    app = Flask("simulator", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_REQUEST
    keep_parts(app, parts)
    for blueprint in (messages, account, contents, rich_menus, control, screen):
        app.register_blueprint(blueprint)
    app.before_request(_check_headers(parts))
    app.after_request(_name_request)
    app.register_error_handler(ApiError, _refuse)
    app.register_error_handler(HTTPException, _http_error)
    return app


def _check_headers(parts: PlatformParts) -> Callable[[], None]:
    expected = f"Bearer {parts.token}".encode()

    def check() -> None:
        g.request_id = parts.platform.ids.request()
        if request.path.startswith(_OURS) or request.path == "/":
            _refuse_other_sites()
            return
        _check_token(expected)
        _check_retry_key()

    return check


def _refuse_other_sites() -> None:
    """Refuse requests from pages of other sites, which may link here and do nothing else."""
    if request.path != "/" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise ApiError(403, "Only the simulator's own screen may do this.")


def _check_token(expected: bytes) -> None:
    given = request.headers.get("Authorization", "")
    if not given.startswith("Bearer "):
        raise ApiError(401, _NO_HEADER)
    if not compare_digest(given.encode("latin-1", "replace"), expected):
        raise ApiError(401, WRONG_TOKEN)


def _check_retry_key() -> None:
    key = request.headers.get("X-Line-Retry-Key")
    if key is None:
        return
    if request.path not in _TAKES_RETRY_KEYS:
        raise ApiError(400, "The X-Line-Retry-Key header is not supported by this endpoint")
    if not is_retry_key(key):
        raise ApiError(400, "The X-Line-Retry-Key header must be a UUID")


def _name_request(response: Response) -> Response:
    response.headers["X-Line-Request-Id"] = g.request_id
    return response


def _refuse(refused: Exception) -> ResponseReturnValue:
    assert isinstance(refused, ApiError)  # noqa: S101 - registered for nothing else
    return refused.as_json(), refused.status, refused.headers


def _http_error(wrong: Exception) -> ResponseReturnValue:
    assert isinstance(wrong, HTTPException)  # noqa: S101 - registered for nothing else
    message = "Not found" if wrong.code == 404 else wrong.name
    return {"message": message}, wrong.code or 500
