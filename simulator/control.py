"""The control API: what tests, tools and the screen do in people's place."""

import json
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from simulator.app_parts import parts
from simulator.faults import KINDS, PATH_KINDS, Fault, FaultKind
from simulator.flex import COLOUR
from simulator.json_forms import as_json
from simulator.phones import phone_of, sender_of, shown_of
from simulator.refusals import ApiError, Json
from simulator.request_body import Node, raise_problems, read_json
from simulator.users import User, Users
from simulator.webhook_delivery import WAITS, DeliveryPlan
from simulator.webhooks import act

control = Blueprint("control", __name__, url_prefix="/_sim")


@control.get("/users")
def users() -> ResponseReturnValue:
    return {"users": [_user(user) for user in parts().platform.people.all()]}


@control.post("/users")
def add_user() -> ResponseReturnValue:
    return _user(add_person(parts().platform.people, _body()))


@control.get("/users/<user_id>")
def user(user_id: str) -> ResponseReturnValue:
    found = parts().platform.people.find(user_id)
    if found is None:
        raise ApiError(404, "Not found")
    return _user(found)


@control.delete("/users/<user_id>")
def remove_user(user_id: str) -> ResponseReturnValue:
    parts().platform.people.remove(user_id)
    return {}


@control.post("/groups")
def add_group() -> ResponseReturnValue:
    members = _body().fields.get("members")
    known = [str(member) for member in members] if isinstance(members, list) else []
    group = parts().platform.people.add_group(known)
    return {"groupId": group.id, "members": sorted(group.members)}


@control.get("/chats/<chat_id>/messages")
def chat(chat_id: str) -> ResponseReturnValue:
    """Return what arrived in a chat with a user or a group, after message number `after`."""
    rows = parts().platform.messages_of(chat_id)
    return {"messages": [as_json(row) for row in rows if row.number > _after()]}


@control.get("/accepted")
def accepted() -> ResponseReturnValue:
    rows = parts().platform.accepted(_after())
    return {"accepted": [as_json(row) for row in rows]}


@control.get("/traffic")
def traffic() -> ResponseReturnValue:
    return {"traffic": parts().traffic.after(_after())}


@control.get("/deliveries")
def deliveries() -> ResponseReturnValue:
    sender = parts().sender
    return {
        "deliveries": [delivery.as_json() for delivery in sender.deliveries()],
        "pending": sender.pending(),
        "givenUp": sender.given_up(),
    }


@control.put("/delivery-plan")
def set_plan() -> ResponseReturnValue:
    fields = _body().fields
    try:
        waits = cast("Sequence[float]", fields.pop("waits", WAITS))
        plan = DeliveryPlan(waits=tuple(waits), **fields)  # type: ignore[arg-type] # checked next
    except TypeError as wrong:
        raise ApiError(400, str(wrong)) from wrong
    parts().sender.plan = plan
    return {}


@control.put("/faults")
def set_faults() -> ResponseReturnValue:
    body = _body()
    seed = body.whole_number("seed", 0, 2**63, required=False)
    faults = [_fault(node) for node in body.items("faults", 0, 100)]
    raise_problems(body)
    parts().faults.set(faults, seed=seed)
    return {}


@control.put("/quota")
def set_quota() -> ResponseReturnValue:
    """Set the month's limit (none if absent) and how many paid messages are used."""
    body = _body()
    limit = body.whole_number("limit", 0, 10**9, required=False)
    used = body.whole_number("used", 0, 10**9, required=False)
    raise_problems(body)
    parts().platform.set_quota(limit, used)
    return {}


@control.put("/reply-tokens")
def set_reply_tokens() -> ResponseReturnValue:
    """Set for how many seconds after its webhook a token is valid; 60 at first."""
    body = _body()
    seconds = body.number("seconds", 0, 3600, required=True)
    raise_problems(body)
    parts().platform.set_reply_token_life(timedelta(seconds=seconds or 0))
    return {}


@control.post("/reset")
def reset() -> ResponseReturnValue:
    kept = parts()
    kept.platform.reset()
    kept.faults.set(())
    kept.sender.forget()
    kept.traffic.clear()
    kept.said.clear()
    return {}


@control.post("/events")
def send_events() -> ResponseReturnValue:
    """Send events of people: all in one body, or each in its own (`separate`).

    Answers after the bot did, unless `wait` is false."""
    body = _body()
    wait = body.yes_or_no("wait")
    separate = body.yes_or_no("separate")
    wanted = body.items("events", 1, 1000)
    raise_problems(body)
    events = [_act(node.fields) for node in wanted]
    bodies = [[event] for event in events] if separate else [events]
    kept = parts()
    if wait is False:
        for one in bodies:
            kept.sender.submit(one)
        return {"events": events, "deliveries": []}, 202
    tries = [kept.wait_for(partial(kept.sender.send, one)) for one in bodies]
    return {"events": events, "deliveries": [one.as_json() for one in tries]}


def _act(told: Json) -> Json:
    """Return the event of an act, and record what its person's phone shows of it."""
    kept = parts()
    display_text = told.pop("displayText", None)
    event = act(kept.platform, told)
    shown = shown_of(event, display_text if isinstance(display_text, str) else None)
    by = sender_of(event)
    if shown is not None and by is not None:
        kept.said.add(by, shown, after=kept.platform.newest(), at=kept.platform.clock())
    return event


def _fault(node: Node) -> Fault:
    kind = node.one_of("kind", KINDS, required=True)
    path = node.one_of("path", PATH_KINDS)
    probability = node.number("probability", 0, 1, required=False)
    seconds = node.number("seconds", 0, 3600, required=False)
    times = node.whole_number("times", 1, 10**9, required=False)
    status = node.whole_number("status", 200, 599, required=False)
    more = _given(path=path, probability=probability, seconds=seconds, times=times, status=status)
    return Fault(cast("FaultKind", kind), **more)


def _user(user: User) -> Json:
    return phone_of(parts().platform, user)


def _body() -> Node:
    return read_json(request.get_data() or b"{}")


def _after() -> int:
    return request.args.get("after", 0, type=int)


_LONGEST_NAME = 100
_MOST_PEOPLE = 1000


def add_person(people: Users, told: Node) -> User:
    """Add a user from `displayName`, and optional `language`, `userId`, `role` and `colour`."""
    name = told.text("displayName", _LONGEST_NAME)
    user_id = told.text("userId", _LONGEST_NAME, required=False)
    language = told.text("language", _LONGEST_NAME, required=False)
    role = told.text("role", _LONGEST_NAME, required=False)
    colour = told.matching("colour", COLOUR)
    raise_problems(told)
    more = _given(language=language, user_id=user_id, role=role, colour=colour)
    return people.add(name or "", **more)


def _given(**arguments: object) -> dict[str, Any]:
    """Return the arguments that were given; the others keep their defaults."""
    return {name: value for name, value in arguments.items() if value is not None}


def add_people(people: Users, told: str) -> Sequence[User]:
    """Add users from a JSON list of such objects, or from a file with one. Raises ValueError."""
    text = told if told.lstrip().startswith("[") else Path(told).read_text(encoding="utf-8")
    try:
        nodes = _nodes(text)
        return [add_person(people, node) for node in nodes]
    except ApiError as refused:
        complaints = [f"{one.property}: {one.message}" for one in refused.details]
        raise ValueError("; ".join([refused.message, *complaints])) from refused


def _nodes(text: str) -> list[Node]:
    body = read_json(json.dumps({"people": json.loads(text)}).encode())
    nodes = body.items("people", 0, _MOST_PEOPLE)
    raise_problems(body)
    return nodes
