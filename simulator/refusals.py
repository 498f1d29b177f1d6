"""Error answers in LINE's form."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

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
            body["details"] = [asdict(problem) for problem in self.details]
        return body | self.more


def has_errors(problems: Sequence[ErrorDetail]) -> ApiError:
    return ApiError(400, f"The request body has {len(problems)} error(s)", problems)
