"""The bytes of a body: a list of events, or BadBody and nothing else."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from line.inbound import BadBody, read_body
from tests.line.raw_events import a_message, read

WHOLE = b'{"destination":"U","events":[{"type":"follow"}]}'


def test_should_give_the_events_in_their_order() -> None:
    assert read_body(b'{"destination":"U","events":[{"a":1},null]}') == [{"a": 1}, None]


def test_should_read_a_body_that_only_asks_whether_anybody_is_there() -> None:
    assert read_body(b'{"events":[]}') == []


def test_should_take_the_last_of_doubled_names_as_every_reader_of_json_does() -> None:
    assert read_body(b'{"events":[1],"events":[2]}') == [2]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"null",
        b"[]",
        b'"events"',
        b"17",
        b"{}",
        b'{"events":null}',
        b'{"events":{}}',
        b'{"events":"[]"}',
        b'{"events":[]',
        b'{"events":[]}x',
        b"{'events':[]}",
        b'{"events":[NaN]}',
        b'{"events":[Infinity]}',
        b'{"events":[-Infinity]}',
        b'{"events":["\xff"]}',
        b'{"events":["\xed\xa0\x80"]}',
        b'{"events":["\x00"]}',
        b'\x00{"events":[]}',
        b'\xef\xbb\xbf{"events":[]}',
        '{"events":[]}'.encode("utf-16"),
        b"[" * 100_000,
        b'{"events":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 100_000,
        b'{"events":[' + b"9" * 5000 + b"]}",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_should_call_bad_what_is_no_body_of_events(body: bytes) -> None:
    with pytest.raises(BadBody):
        read_body(body)


@given(st.binary())
def test_should_raise_nothing_but_bad_body_on_any_bytes(body: bytes) -> None:
    assert isinstance(_events_or_none(body), list | None)


@given(st.binary(), st.integers(0, 50))
def test_should_raise_nothing_but_bad_body_on_a_damaged_body(noise: bytes, where: int) -> None:
    damaged = WHOLE[:where] + noise + WHOLE[where + len(noise) :]

    assert isinstance(_events_or_none(damaged), list | None)


def test_should_read_a_body_of_one_mebibyte_within_a_second() -> None:
    long = a_message("text", text="ก" * 30_000) | {"webhookEventId": None}
    body = json.dumps({"events": [long] * 5}).encode()
    started = time.thread_time()  # of this thread alone: others may keep the machine busy

    read_all = [read(raw) for raw in read_body(body)]

    assert len(read_all) == 5
    assert time.thread_time() - started < 1


def _events_or_none(body: bytes) -> object:
    try:
        return read_body(body)
    except BadBody:
        return None
