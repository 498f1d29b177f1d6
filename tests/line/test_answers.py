"""What an answer means: LINE's own, or that of something between us and LINE."""

from __future__ import annotations

import json

import pytest

from line.api import SendResult, read_answer

HTML = b"<html><body>502 Bad Gateway</body></html>"
#: What is no refusal of LINE's: pages, nothing, other JSON, what cannot be read.
NOT_LINES = {
    "html": HTML,
    "nothing": b"",
    "broken off": None,
    "not UTF-8": "ข้อความ".encode("tis-620"),
    "half a JSON": b'{"message": "The request bo',
    "a list": b'["message"]',
    "a number": b"1",
    "JSON without a message": b'{"error": "forbidden"}',
    "a message that is no text": b'{"message": {"th": "x"}}',
    "very deep": b"[" * 60_000,
    "a long number": b'{"message": 1' + b"0" * 5_000 + b"}",
    "UTF-16": '{"message": "x"}'.encode("utf-16"),
}


def of_line(message: str) -> bytes:
    return json.dumps({"message": message, "details": []}).encode()


@pytest.mark.parametrize("status", [200, 202])
@pytest.mark.parametrize(
    ("body", "headers", "answer"),
    [
        pytest.param(b"{}", {}, SendResult.ACCEPTED, id="an object"),
        pytest.param(b'{"sentMessages":[{"id":"1"}]}', {}, SendResult.ACCEPTED, id="sent messages"),
        pytest.param(b"", {"x-line-request-id": "r"}, SendResult.ACCEPTED, id="empty, of LINE"),
        pytest.param(
            b'{"new":1}', {"x-line-request-id": "r"}, SendResult.ACCEPTED, id="news of LINE"
        ),
        pytest.param(b'{"error":"upstream"}', {}, SendResult.UNKNOWN, id="an edge's JSON"),
        pytest.param(b'{"message":null}', {}, SendResult.UNKNOWN, id="a message, no success"),
        pytest.param(
            b'{"message":"x"}',
            {"x-line-request-id": "r"},
            SendResult.UNKNOWN,
            id="a refusal with 200",
        ),
        pytest.param(b"", {}, SendResult.UNKNOWN, id="empty"),
        pytest.param(HTML, {}, SendResult.UNKNOWN, id="a page"),
        pytest.param(HTML, {"x-line-request-id": "r"}, SendResult.UNKNOWN, id="a page with an id"),
        pytest.param(b"[]", {}, SendResult.UNKNOWN, id="a list"),
        pytest.param(None, {"x-line-request-id": "r"}, SendResult.UNKNOWN, id="broken off"),
    ],
)
def test_should_believe_an_acceptance_that_is_lines(
    status: int, body: bytes | None, headers: dict[str, str], answer: SendResult
) -> None:
    assert read_answer(status, headers, body) is answer


@pytest.mark.parametrize("body", [b"{}", HTML, b"", of_line("The retry key is already accepted")])
def test_should_believe_409_only_with_the_id_of_what_was_accepted(body: bytes) -> None:
    assert read_answer(409, {"x-line-accepted-request-id": "r"}, body) is SendResult.ACCEPTED
    assert read_answer(409, {}, body) is SendResult.UNKNOWN
    assert read_answer(409, {"x-line-accepted-request-id": ""}, body) is SendResult.UNKNOWN


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 411, 413, 414, 415, 422, 451])
def test_should_take_lines_own_refusal_for_final(status: int) -> None:
    assert read_answer(status, {}, of_line("The request body has 1 error(s)")) is SendResult.REFUSED


@pytest.mark.parametrize("body", NOT_LINES.values(), ids=NOT_LINES.keys())
@pytest.mark.parametrize("status", [400, 402, 403, 404, 405, 406, 407, 410, 411, 413, 414, 415,
                                    417, 418, 422, 423, 424, 426, 428, 431, 451, 499])  # fmt: skip
def test_should_try_again_what_an_edge_refused(status: int, body: bytes | None) -> None:
    assert read_answer(status, {}, body) is SendResult.AWAY


@pytest.mark.parametrize("body", [*NOT_LINES.values(), of_line("x")])
@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308, 399,
                                    421, 425])  # fmt: skip
def test_should_know_what_was_not_sent(status: int, body: bytes | None) -> None:
    assert read_answer(status, {}, body) is SendResult.AWAY


@pytest.mark.parametrize("body", [*NOT_LINES.values(), of_line("x")])
@pytest.mark.parametrize(
    "status", [100, 101, 102, 103, 199, 408, 500, 501, 502, 503, 504, 507, 511, 520, 522, 524, 599]
)
def test_should_not_know_what_became_of_it(status: int, body: bytes | None) -> None:
    assert read_answer(status, {}, body) is SendResult.UNKNOWN


@pytest.mark.parametrize("body", [*NOT_LINES.values(), of_line("Authentication failed")])
def test_should_wait_for_a_token_that_line_takes(body: bytes | None) -> None:
    assert read_answer(401, {}, body) is SendResult.UNAUTHORIZED


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (
            of_line("The API rate limit has been exceeded. Try again later."),
            SendResult.RATE_LIMITED,
        ),
        (of_line("You have reached your monthly limit."), SendResult.QUOTA_OVER),
        (of_line("Too many messages have been sent to this user."), SendResult.NOT_NOW),
        *((body, SendResult.RATE_LIMITED) for body in NOT_LINES.values()),
    ],
)
def test_should_tell_the_causes_of_429_apart(body: bytes | None, answer: SendResult) -> None:
    assert read_answer(429, {}, body) is answer


@pytest.mark.parametrize(
    ("status", "body", "answer"),
    [
        (400, of_line("Invalid reply token"), SendResult.TOKEN_GONE),
        (400, b"<p>Invalid reply token</p>", SendResult.AWAY),
        (404, of_line("Invalid reply token"), SendResult.REFUSED),
    ],
)
def test_should_know_a_token_that_is_gone(status: int, body: bytes, answer: SendResult) -> None:
    assert read_answer(status, {}, body) is answer
