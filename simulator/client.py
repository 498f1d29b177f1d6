"""A client of the control API, for tests and tools in any process."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from time import monotonic, sleep
from typing import Any, cast

import urllib3

from simulator.faults import Fault
from simulator.refusals import Json

_TIMEOUT = urllib3.Timeout(connect=2, read=30)
_PAUSE = 0.02


class SimulatorClient:
    """Acts for people on the platform, and reads what they received."""

    def __init__(self, base_url: str) -> None:
        self._url = base_url.rstrip("/")
        self._http = urllib3.PoolManager(maxsize=32, retries=False)

    def add_user(
        self,
        display_name: str,
        *,
        language: str = "th",
        user_id: str | None = None,
        role: str | None = None,
        colour: str | None = None,
    ) -> str:
        """Add a user and return the user id; role and colour are labels of the screen."""
        told: Json = {"displayName": display_name, "language": language, "userId": user_id}
        told |= {"role": role, "colour": colour}
        return str(self._call("POST", "/users", told)["userId"])

    def remove_user(self, user: str) -> None:
        self._call("DELETE", f"/users/{user}")

    def add_group(self, members: Sequence[str]) -> str:
        return str(self._call("POST", "/groups", {"members": list(members)})["groupId"])

    def user(self, user: str) -> dict[str, Any]:
        """Return a user's displayName, language, blocked, loading, richMenu and more."""
        return self._call("GET", f"/users/{user}")

    def follow(self, user: str, *, is_unblocked: bool = False) -> Json:
        return self.act("follow", userId=user, isUnblocked=is_unblocked)

    def unfollow(self, user: str) -> Json:
        """Block the account, as a user."""
        return self.act("unfollow", userId=user)

    def send_text(self, user: str, text: str, **more: object) -> Json:
        return self.act("text", userId=user, text=text, **more)

    def send_sticker(self, user: str, **more: object) -> Json:
        return self.act("sticker", userId=user, **more)

    def send_location(
        self,
        user: str,
        latitude: float,
        longitude: float,
        *,
        title: str | None = None,
        address: str | None = None,
    ) -> Json:
        point = {"latitude": latitude, "longitude": longitude}
        return self.act("location", userId=user, title=title, address=address, **point)

    def send_image(self, user: str, **more: object) -> Json:
        """Send an image; *more* are dataBase64, contentType and readyAfter (seconds)."""
        return self.act("image", userId=user, **more)

    def send_media(self, user: str, as_type: str, **more: object) -> Json:
        """Send a voice message, a film or a file; *more* are fileName and dataBase64."""
        return self.act("media", userId=user, asType=as_type, **more)

    def press(
        self, user: str, data: str, *, params: Json | None = None, said: str | None = None
    ) -> Json:
        """Press a button with this postback data; `said` is the text that the chat shows."""
        return self.act("postback", userId=user, data=data, params=params, displayText=said)

    def tap(self, user: str, label: str, *, params: Json | None = None) -> Json:
        """Press the button with this label: in the newest message that has it, or in the menu."""
        action = self.action_of(user, label)
        if action["type"] == "message":
            return self.send_text(user, str(action["text"]))
        if "data" in action:
            said = action.get("displayText")
            return self.press(user, str(action["data"]), params=params, said=said)
        raise LookupError(f"'{label}' is a {action['type']} action: it sends no event.")

    def action_of(self, user: str, label: str) -> dict[str, Any]:
        """Return the action of a label in the user's chat or menu. Raises LookupError."""
        seen: list[object] = [row["message"] for row in reversed(self.messages_of(user))]
        seen.append(self.user(user)["richMenu"])
        for action in _actions(seen):
            if action.get("label") == label:
                return action
        raise LookupError(f"Nobody has shown '{label}' in this chat.")

    def unsend(self, user: str, message_id: str) -> Json:
        return self.act("unsend", userId=user, messageId=message_id)

    def act(self, kind: str, **told: object) -> Json:
        """Send one event and return it when the bot has answered the webhook."""
        return self.send_events([{"kind": kind, **told}])[0]

    def send_events(
        self, events: Sequence[Json], *, wait: bool = True, separate: bool = False
    ) -> list[Json]:
        """Send events in one body, or each in its own, and return them."""
        told: Json = {"events": list(events), "wait": wait, "separate": separate}
        return cast("list[Json]", self._call("POST", "/events", told)["events"])

    def messages_of(self, chat: str, *, after: int = 0) -> list[dict[str, Any]]:
        """Return what a user or group received: rows with `message`, `kind`, `at`, `cost`."""
        found = self._call("GET", f"/chats/{chat}/messages?after={after}")
        return cast("list[dict[str, Any]]", found["messages"])

    def wait_for_message(
        self, chat: str, *, after: int = 0, seconds: float = 5.0
    ) -> dict[str, Any]:
        """Return the first message with a number above `after`. Raises TimeoutError."""
        return self.wait_until(lambda: self.messages_of(chat, after=after), seconds=seconds)[0]

    def wait_until(
        self, look: Callable[[], list[dict[str, Any]]], *, seconds: float = 5.0
    ) -> list[dict[str, Any]]:
        """Call `look` until it returns something, and return that. Raises TimeoutError."""
        end = monotonic() + seconds
        while not (found := look()):
            if monotonic() > end:
                raise TimeoutError(f"Nothing came within {seconds:g} seconds.")
            sleep(_PAUSE)
        return found

    def accepted(self, *, after: int = 0) -> list[dict[str, Any]]:
        """Return every accepted message object, oldest first."""
        found = self._call("GET", f"/accepted?after={after}")
        return cast("list[dict[str, Any]]", found["accepted"])

    def paid(self) -> int:
        """Return the cost of all that was sent, in paid messages."""
        return sum(row["cost"] for row in self.accepted())

    def traffic(self, *, after: int = 0) -> list[dict[str, Any]]:
        found = self._call("GET", f"/traffic?after={after}")
        return cast("list[dict[str, Any]]", found["traffic"])

    def deliveries(self) -> dict[str, Any]:
        """Return `deliveries` (every try), `pending` (a number) and `givenUp` (event ids)."""
        return self._call("GET", "/deliveries")

    def settle(self, *, seconds: float = 30.0) -> None:
        """Wait until no webhook is being sent or waits for another try. Raises TimeoutError."""
        end = monotonic() + seconds
        while self.deliveries()["pending"]:
            if monotonic() > end:
                raise TimeoutError(f"Webhooks were still under way after {seconds:g} seconds.")
            sleep(_PAUSE)

    def set_delivery(self, **plan: object) -> None:
        """Set fields of DeliveryPlan; those left out get their defaults."""
        self._call("PUT", "/delivery-plan", plan)

    def set_faults(self, *faults: Fault, seed: int | None = None) -> None:
        """Replace all faults; without any, none is left."""
        self._call("PUT", "/faults", {"faults": [asdict(one) for one in faults], "seed": seed})

    def set_quota(self, limit: int | None, *, used: int | None = None) -> None:
        self._call("PUT", "/quota", {"limit": limit, "used": used})

    def set_reply_token_life(self, seconds: float) -> None:
        """Set the life of reply tokens, also of those that were given out before."""
        self._call("PUT", "/reply-tokens", {"seconds": seconds})

    def reset(self) -> None:
        self._call("POST", "/reset", {})

    def close(self) -> None:
        self._http.clear()

    def _call(self, method: str, path: str, told: Json | None = None) -> dict[str, Any]:
        answer = self._http.request(
            method,
            f"{self._url}/_sim{path}",
            body=None if told is None else json.dumps(told).encode(),
            headers={"Content-Type": "application/json"},
            timeout=_TIMEOUT,
        )
        if answer.status >= 400:
            raise ValueError(f"The simulator answered {answer.status}: {answer.data.decode()}")
        return cast("dict[str, Any]", json.loads(answer.data))


def _actions(seen: object) -> Iterator[dict[str, Any]]:
    """Yield every action object in a message, a card or a menu."""
    if isinstance(seen, list):
        for one in seen:
            yield from _actions(one)
    elif isinstance(seen, dict):
        if "label" in seen and "type" in seen:
            yield seen
        for one in seen.values():
            yield from _actions(one)
