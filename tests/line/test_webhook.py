"""The webhook on a real store: what is kept, what is refused, and how soon."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from bot.app import create_app
from config.http import LARGEST_BODY
from config.settings import Settings
from line.webhook import is_signed
from store import keys
from store.connection import StoreClient, connect
from tests.servers import free_port

SECRET = "a-channel-secret"
EMPTY = b'{"destination":"U0","events":[]}'
BODIES = {
    "an empty list": EMPTY,
    "nothing": b"",
    "no json": b"\xff\xfe\x00 not json {{{",
    "a deep list": b"[" * 100_000,
    "a large body": b"x" * LARGEST_BODY,
}


def signature(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def post(web: FlaskClient, body: bytes, *signatures: str) -> Any:
    return web.post("/callback", data=body, headers=[("X-Line-Signature", s) for s in signatures])


def kept(client: StoreClient) -> list[dict[bytes, bytes]]:
    rows: Any = client.xrange(keys.INBOX)
    return [fields for _, fields in rows]


@pytest.fixture
def web(client: StoreClient) -> FlaskClient:
    return create_app(Settings(channel_secret=SECRET), client).test_client()


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_should_keep_the_very_bytes_that_are_signed(
    web: FlaskClient, client: StoreClient, body: bytes
) -> None:
    answer = post(web, body, signature(body))

    assert answer.status_code == 200
    assert [fields[b"body"] for fields in kept(client)] == [body]


def test_should_keep_the_time_of_receipt(web: FlaskClient, client: StoreClient) -> None:
    before = int(time.time() * 1000)

    post(web, EMPTY, signature(EMPTY))

    assert before <= int(kept(client)[0][b"at"]) <= int(time.time() * 1000)


def test_should_know_the_signature_of_lines_own_example() -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'

    known = is_signed(
        body, "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=", b"8c570fa6dd201bb328f1c1eac23a96d8"
    )

    assert known


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    "wrong",
    ["missing", "empty", "of another secret", "truncated", "doubled", "not ascii", "not base64"],
)
def test_should_refuse_a_bad_signature_whatever_the_body(
    web: FlaskClient, client: StoreClient, body: bytes, wrong: str
) -> None:
    good = signature(body)
    signatures = {
        "missing": (),
        "empty": ("",),
        "of another secret": (signature(body, "another"),),
        "truncated": (good[:-4],),
        "doubled": (good, good),
        "not ascii": ("é" * 44,),
        "not base64": ("%%%%",),
    }[wrong]

    answer = post(web, body, *signatures)

    assert answer.status_code == 400
    assert kept(client) == []


def test_should_take_no_signature_for_good_while_there_is_no_secret(client: StoreClient) -> None:
    web = create_app(Settings(), client).test_client()

    answer = post(web, EMPTY, signature(EMPTY, ""))

    assert answer.status_code == 400


def test_should_refuse_more_than_a_mebibyte(web: FlaskClient, client: StoreClient) -> None:
    body = b"x" * (LARGEST_BODY + 1)

    answer = post(web, body, signature(body))

    assert answer.status_code == 413
    assert kept(client) == []


def test_should_refuse_more_than_a_mebibyte_that_comes_in_chunks(
    web: FlaskClient, client: StoreClient
) -> None:
    body = b"x" * (LARGEST_BODY + 1)

    answer = web.post(
        "/callback",
        input_stream=io.BytesIO(body),
        headers={"X-Line-Signature": signature(body), "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == 413
    assert kept(client) == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_should_take_nothing_but_post(web: FlaskClient, method: str) -> None:
    answer = web.open("/callback", method=method)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


@pytest.fixture
def silent_server() -> Iterator[str]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def test_should_say_503_when_the_store_is_away() -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}/0", role="web")
    web = create_app(Settings(channel_secret=SECRET), away).test_client()

    with capture_logs() as logged:
        answer = post(web, EMPTY, signature(EMPTY))

    assert answer.status_code == 503
    assert logged == [{"event": "webhook not kept", "error": "refused", "log_level": "error"}]


@pytest.mark.slow
def test_should_say_503_before_line_gives_up_on_a_store_that_hangs(silent_server: str) -> None:
    hanging = connect(silent_server, role="web")
    web = create_app(Settings(channel_secret=SECRET), hanging).test_client()

    def seconds_until_503(_: int) -> float:
        began = time.monotonic()
        assert post(web.application.test_client(), EMPTY, signature(EMPTY)).status_code == 503
        return time.monotonic() - began

    def all_answer_in_time() -> bool:
        """Also who comes while others wait, in whichever moment."""
        with ThreadPoolExecutor(6) as pool:
            return max(pool.map(seconds_until_503, range(6))) < 2.0

    assert any(all_answer_in_time() for _ in range(3))  # this machine may be busy once


def test_should_say_503_when_the_store_refuses_to_keep(client: StoreClient) -> None:
    client.set(keys.INBOX, "not a stream")
    web = create_app(Settings(channel_secret=SECRET), client).test_client()

    with capture_logs() as logged:
        answer = post(web, EMPTY, signature(EMPTY))

    assert answer.status_code == 503
    assert logged[0]["error"] == "WRONGTYPE"


def test_should_take_either_secret_while_one_is_changed(client: StoreClient) -> None:
    settings = Settings(channel_secret="new", channel_secret_old="old")
    web = create_app(settings, client).test_client()

    taken = {
        secret: post(web, EMPTY, signature(EMPTY, secret)).status_code
        for secret in ("new", "old", "older", "")
    }

    assert taken == {"new": 200, "old": 200, "older": 400, "": 400}


def test_should_take_no_signature_where_no_secret_is_set(client: StoreClient) -> None:
    web = create_app(Settings(), client).test_client()

    assert post(web, EMPTY, signature(EMPTY, "")).status_code == 400
