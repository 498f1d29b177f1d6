"""The Flask app of the platform: token, request id, retry key and error answers in LINE's
form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import cast

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from simulator.account_api import account, messages
from simulator.content_api import contents
from simulator.control import control
from simulator.faults import Faults
from simulator.gateway import Traffic
from simulator.platform import Platform
from simulator.quota import RateLimits, is_retry_key
from simulator.rich_menus import rich_menus
from simulator.screen import screen
from simulator.sender import WebhookDelivery, WebhookSender
from simulator.users import ChatLog

Json = dict[str, object]

INVALID_REPLY_TOKEN = "Invalid reply token"
WRONG_TOKEN = (
    "Authentication failed. Confirm that the access token in the authorization header is valid."
)
RATE_LIMIT = "The API rate limit has been exceeded. Try again later."
MONTHLY_LIMIT = "You have reached your monthly limit."
#: LINE documents this third cause of 429, not its words.
TOO_MANY_TO_ONE = "Too many messages have been sent to the same user."
#: What LINE says to a push to an id that is no user of this account.
FAILED_TO_SEND = "Failed to send messages"


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """One entry of `details`."""

    message: str
    property: str

    def as_json(self) -> Json:
        return {"message": self.message, "property": self.property}


class ApiError(Exception):
    """Raised when LINE would answer a request with an error status."""

    def __init__(
        self,
        status: int,
        message: str,
        details: Sequence[ErrorDetail] = (),
        *,
        headers: Mapping[str, str] | None = None,
        more: Json | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.details = tuple(details)
        self.headers = dict(headers or {})
        self.more = dict(more or {})

    def as_json(self) -> Json:
        """Return the body of the answer; LINE leaves `details` out when there are none."""
        body: Json = {"message": self.message}
        if self.details:
            body["details"] = [problem.as_json() for problem in self.details]
        return body | self.more


def has_errors(problems: Sequence[ErrorDetail]) -> ApiError:
    return ApiError(400, f"The request body has {len(problems)} error(s)", problems)


_KEY = "simulator"


@dataclass(frozen=True, slots=True)
class PlatformParts:
    """`wait_for` runs something slow without stopping the server's other requests; `outlines` are
    real borders for the map as JSON, if given."""

    platform: Platform
    sender: WebhookSender
    faults: Faults
    rates: RateLimits
    traffic: Traffic
    said: ChatLog
    name: str
    outlines: bytes | None
    token: str
    wait_for: Callable[[Callable[[], WebhookDelivery]], WebhookDelivery]


def keep_parts(app: Flask, kept: PlatformParts) -> None:
    app.extensions[_KEY] = kept


def parts(app: Flask) -> PlatformParts:
    return cast("PlatformParts", app.extensions[_KEY])


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
