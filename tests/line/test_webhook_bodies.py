"""Bodies with the shapes that LINE's reference and SDKs show, from the front door to the store.

Each line of webhook_bodies/*.jsonl has a body and what its events are to the bot: one of our
events, or why it is ignored. All ids are invented."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from bot.worker import Worker
from config.http import LARGEST_BODY
from config.settings import Settings
from geo.whereabouts import Locator
from handlers.request import Context
from line.inbound import Ignored, read_body, to_event
from line.outbound import OutboundRenderer
from simulator.webhooks import sign
from store import keys
from store.connection import StoreClient
from store.outbox import OutboundMessage
from store.stream import Counters, Inbox, Keeper
from store.unit_of_work import UnitsOfWork
from tests.builders import NOW, a_context, the_centres

Row = dict[str, Any]

SECRET = "an invented secret"
FILES = sorted((Path(__file__).parent / "webhook_bodies").glob("*.jsonl"))
BODIES: list[Row] = [
    json.loads(line) for file in FILES for line in file.read_text("utf-8").splitlines()
]
#: Signed, but no webhook: LINE's trial of 2016, and what a fault on the way may leave.
GARBAGE = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "half a body": b'{"destination":"U',
    "no events": b'{"destination":"U"}',
    "events that are no list": b'{"events":{"0":{}}}',
    "the trial's result": b'{"result":[{"eventType":"138311609000106303","content":{}}]}',
    "not a number": b'{"events":[],"x":NaN}',
    "latin 1": '{"events":["é"]}'.encode("latin-1"),
    "utf 16": '{"events":[]}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"events":[]}',
    "100,000 brackets": b"[" * 100_000,
    "50,000 events in each other": b'{"events":[' * 50_000,
    "a number of 5,000 digits": b'{"events":[' + b"7" * 5000 + b"]}",
}


@pytest.fixture
def web(client: StoreClient) -> FlaskClient:
    """Return the front door of an empty store."""
    return create_app(Settings(channel_secret=SECRET), client).test_client()


def test_should_read_each_event_as_what_it_is() -> None:
    read = {
        row["name"]: [_name(to_event(raw, NOW, NOW)) for raw in read_body(_bytes(row))]
        for row in BODIES
    }

    assert read == {row["name"]: row["gives"] for row in BODIES}


def test_should_answer_200_and_keep_every_byte(web: FlaskClient, client: StoreClient) -> None:
    bodies = [_bytes(row) for row in BODIES]

    answers = {_post(web, body, sign(SECRET, body)) for body in bodies}

    assert answers == {200}
    assert _kept(client) == bodies


@pytest.mark.parametrize("row", BODIES, ids=[row["name"] for row in BODIES])
def test_should_work_each_body_off_without_a_dead_letter(row: Row, client: StoreClient) -> None:
    Keeper(client).keep(_bytes(row), NOW)

    _work(client)

    assert [client.xlen(key) for key in (keys.DEAD, keys.INBOX)] == [0, 0]
    assert _tallied(client) == Counter(_tally(name) for name in row["gives"])
    assert all(call.messages or call.menu for call in _calls(client))


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
def test_should_keep_signed_garbage_and_bury_it_at_once(
    body: bytes, web: FlaskClient, client: StoreClient
) -> None:
    answer = _post(web, body, sign(SECRET, body))
    _work(client)

    assert answer == 200
    assert client.xlen(keys.INBOX) == 0
    (dead,) = _entries(client, keys.DEAD)
    assert (dead[b"body"], dead[b"error"]) == (body, b"BadBody")


WRONG: dict[str, Callable[[bytes], str | None]] = {
    "none": lambda body: None,
    "an empty one": lambda body: "",
    "another channel's": lambda body: sign("another secret", body),
    "an empty secret's": lambda body: sign("", body),
    "another body's": lambda body: sign(SECRET, body + b" "),
    "half of it": lambda body: sign(SECRET, body)[:22],
    "all but the padding": lambda body: sign(SECRET, body).rstrip("="),
    "twice in one": lambda body: sign(SECRET, body) * 2,
    "twice with a comma": lambda body: ",".join([sign(SECRET, body)] * 2),
    "in small letters": lambda body: sign(SECRET, body).lower(),
    "not of ASCII": lambda body: sign(SECRET, body) + "é",
    "of 10,000 letters": lambda body: "A" * 10_000,
}


@pytest.mark.parametrize("signature", WRONG.values(), ids=WRONG)
def test_should_answer_400_to_a_wrong_signature_whatever_the_body(
    signature: Callable[[bytes], str | None], web: FlaskClient, client: StoreClient
) -> None:
    bodies = [_bytes(row) for row in BODIES] + list(GARBAGE.values())

    answers = {_post(web, body, signature(body)) for body in bodies}

    assert answers == {400}
    assert _kept(client) == []


def test_should_answer_400_to_two_headers_that_are_both_right(web: FlaskClient) -> None:
    body = b'{"events":[]}'
    twice = [("X-Line-Signature", sign(SECRET, body))] * 2

    answer = web.post("/callback", data=body, headers=twice)

    assert answer.status_code == 400


def test_should_answer_413_only_over_one_mebibyte(web: FlaskClient, client: StoreClient) -> None:
    largest = b'{"events":[]}'.ljust(LARGEST_BODY)

    fits = _post(web, largest, sign(SECRET, largest))
    does_not = _post(web, largest + b" ", sign(SECRET, largest + b" "))

    assert (fits, does_not) == (200, 413)
    assert _kept(client) == [largest]


def test_should_lose_no_neighbour_of_a_malformed_event(client: StoreClient) -> None:
    (row,) = [row for row in BODIES if row["name"] == "forty-six places and what is no event"]
    Keeper(client).keep(_bytes(row), NOW)

    _work(client)

    assert client.hget(keys.count("all", "2026-11"), "shares") == b"46"


def test_should_change_nothing_when_every_body_comes_once_more(client: StoreClient) -> None:
    tallied = []

    for _ in range(2):
        for row in BODIES:
            Keeper(client).keep(_bytes(row), NOW)
        _work(client)
        tallied.append(client.hget(keys.TALLIES, "applied"))

    assert client.xlen(keys.DEAD) == 0
    assert tallied[0] == tallied[1]


def _bytes(row: Row) -> bytes:
    """Write a body as LINE does; only half a surrogate pair must be spelled out."""
    written = json.dumps(row["body"], ensure_ascii=False, separators=(",", ":"))
    try:
        return written.encode()
    except UnicodeEncodeError:
        return json.dumps(row["body"]).encode()


def _name(read: object) -> str:
    return read.value if isinstance(read, Ignored) else type(read).__name__


def _post(web: FlaskClient, body: bytes, signature: str | None) -> int:
    headers = {} if signature is None else {"X-Line-Signature": signature}
    return web.post("/callback", data=body, headers=headers).status_code


def _kept(client: StoreClient) -> list[bytes]:
    return [entry[b"body"] for entry in _entries(client, keys.INBOX)]


@cache
def _house() -> Context:
    """Return a house with the real map: most of these places are somewhere else."""
    return replace(a_context(), map=Locator(the_centres(), None))


def _work(client: StoreClient) -> None:
    """Take everything out of the inbox, as the worker does."""
    context, inbox, tallies = _house(), Inbox(client, "worker"), Counters(client)
    renderer = OutboundRenderer(context.settings, context.taxonomy, context.centres)
    worker = Worker(inbox, UnitsOfWork(client), context, renderer, tallies, lambda: NOW)
    inbox.prepare()
    while client.xlen(keys.INBOX) and (entries := inbox.take(1000, 1)):
        for entry in entries:
            worker.work(entry)
    tallies.write()


def _tally(gives: str) -> str:
    return f"ignored_{gives}" if gives in list(Ignored) else "acted on"


def _tallied(client: StoreClient) -> Counter[str]:
    """Return what the worker counted; an event is acted on once, but may come twice."""
    counted: Counter[str] = Counter()
    kept: Any = client.hgetall(keys.TALLIES)
    for name, times in kept.items():
        once = "acted on" if name in (b"applied", b"repeated") else name.decode()
        counted[once] += int(times)
    return counted


def _calls(client: StoreClient) -> list[OutboundMessage]:
    return [OutboundMessage.from_json(entry[b"call"]) for entry in _entries(client, keys.OUTBOX)]


def _entries(client: StoreClient, key: str) -> list[dict[bytes, bytes]]:
    entries: Any = client.xrange(key)
    return [fields for _, fields in entries]
