"""People who are there before anybody acts: `--people`, or a control call."""

import json
from collections.abc import Sequence
from pathlib import Path

from simulator.flex_values import COLOUR
from simulator.node import Node
from simulator.people import User, Users
from simulator.refusals import ApiError
from simulator.send_requests import raise_problems, read_json

_NAME = 100
_MOST = 1000


def add_person(people: Users, told: Node) -> User:
    """`displayName`, and if wanted `language`, `userId`, `role` and `colour`."""
    name = told.text("displayName", _NAME)
    user_id = told.text("userId", _NAME, required=False)
    language = told.text("language", _NAME, required=False)
    role = told.text("role", _NAME, required=False)
    colour = told.matching("colour", COLOUR)
    raise_problems(told)
    return people.add(
        name or "",
        language=language or "th",
        user_id=user_id,
        role=role or "",
        colour=colour or "",
    )


def add_people(people: Users, told: str) -> Sequence[User]:
    """From a list of such objects as JSON, or from a file that holds one; else ValueError."""
    text = told if told.lstrip().startswith("[") else Path(told).read_text(encoding="utf-8")
    try:
        nodes = _nodes(text)
        return [add_person(people, node) for node in nodes]
    except ApiError as refused:
        complaints = [f"{one.property}: {one.message}" for one in refused.details]
        raise ValueError("; ".join([refused.message, *complaints])) from refused


def _nodes(text: str) -> list[Node]:
    body = read_json(json.dumps({"people": json.loads(text)}).encode())
    nodes = body.items("people", 0, _MOST)
    raise_problems(body)
    return nodes
