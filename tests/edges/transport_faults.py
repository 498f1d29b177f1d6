"""Faults of the network and of TLS: nothing of HTTP comes back, or not all of it."""

from __future__ import annotations

import os
from collections.abc import Callable

from tests.edges.connection import Connection, Request
from tests.edges.edge import Fault

_ALERT = b"\x15\x03\x03\x00\x02\x02\x28"  # fatal: handshake_failure
_GARBAGE = b"\x00\x01SSH-2.0-nobody\r\n" * 4
_SOMETHING = 4096

_BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 7\r\n\r\n<html/>"


def _end(connection: Connection) -> None:
    connection.close()


def _reset(connection: Connection) -> None:
    connection.reset()


def _reset_after_hello(connection: Connection) -> None:
    """Not before: Python's ssl leaves a socket unclosed that is reset before it begins."""
    connection.raw.recv(_SOMETHING)
    connection.reset()


def _hang(connection: Connection) -> None:
    connection.wait_until_client_leaves()


def _after_hello(data: bytes) -> Callable[[Connection], None]:
    """Read what the client begins with, say *data* to it and hang up."""

    def act(connection: Connection) -> None:
        connection.raw.recv(_SOMETHING)
        connection.raw.sendall(data)

    return act


def _bad_record(connection: Connection) -> None:
    connection.raw.sendall(b"\x17\x03\x03\x00\x40" + os.urandom(64))


def _half_an_answer(connection: Connection) -> None:
    connection.send(
        b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"'
    )


def _half_a_head(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Ty")


def _drip(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    connection.wait_until_client_leaves(sending=b" ")


def _endless_body(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}")
    connection.wait_until_client_leaves(sending=b" " * 65_536, every_s=0.02)


def _endless_headers(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\n")
    connection.wait_until_client_leaves(sending=b"X-Filler: nothing\r\n", every_s=0.02)


def _long_header_line(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nX-Filler: " + b"x" * 200_000)


def _dripping_head(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    connection.wait_until_client_leaves(sending=b"x")


def _no_http(connection: Connection) -> None:
    connection.send(_GARBAGE)


def _storm_of_continue(connection: Connection) -> None:
    connection.wait_until_client_leaves(sending=b"HTTP/1.1 100 Continue\r\n\r\n", every_s=0.02)


def _storm_of_processing(connection: Connection) -> None:
    connection.wait_until_client_leaves(sending=b"HTTP/1.1 102 Processing\r\n\r\n", every_s=0.02)


def _bad_chunks(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")


def _before_and_after(
    name: str, act: Callable[[Connection], None], *, needs_tls: bool = False
) -> tuple[Fault, Fault]:
    """Make the fault that comes instead of the platform's taking the request, and the one that
    comes after it."""

    def before(connection: Connection, _: Request) -> None:
        act(connection)
        connection.close()

    def after(connection: Connection, request: Request) -> None:
        connection.forward(request)
        act(connection)
        connection.close()

    return (
        Fault(name, in_place_of_answer=before, needs_tls=needs_tls),
        Fault(f"{name}, applied", in_place_of_answer=after, needs_tls=needs_tls, is_applied=True),
    )


REFUSED = Fault("connection refused", is_closed=True)
HANGS = Fault("accepts and is silent", in_place_of_handshake=_hang)
CONNECTING = (
    REFUSED,
    HANGS,
    Fault("EOF at accept", in_place_of_handshake=_end),
    Fault("RST after the first bytes", in_place_of_handshake=_reset_after_hello),
    Fault("EOF after the first bytes", in_place_of_handshake=_after_hello(b"")),
    Fault(
        "plain-text 502 on the TLS port",
        in_place_of_handshake=_after_hello(_BAD_GATEWAY),
        needs_tls=True,
    ),
    Fault("handshake alert", in_place_of_handshake=_after_hello(_ALERT), needs_tls=True),
    Fault("garbage for a handshake", in_place_of_handshake=_after_hello(_GARBAGE)),
    Fault("certificate of another name", certificate="wrong_name", needs_tls=True),
    Fault("certificate of an unknown CA", certificate="unknown_authority", needs_tls=True),
    Fault("expired certificate", certificate="expired", needs_tls=True),
)
ANSWERING = (
    *_before_and_after("bad TLS record", _bad_record, needs_tls=True),
    *_before_and_after("RST", _reset),
    *_before_and_after("EOF", _end),
    *_before_and_after("no answer", _hang),
    *_before_and_after("half an answer", _half_an_answer),
    *_before_and_after("half a head", _half_a_head),
    *_before_and_after("body that drips without end", _drip),
    *_before_and_after("head that drips without end", _dripping_head),
    *_before_and_after("endless body", _endless_body),
    *_before_and_after("endless headers", _endless_headers),
    *_before_and_after("header line of 200 KB", _long_header_line),
    *_before_and_after("bytes that are no HTTP", _no_http),
    *_before_and_after("storm of 100 Continue", _storm_of_continue),
    *_before_and_after("storm of 102 Processing", _storm_of_processing),
    *_before_and_after("chunks that are none", _bad_chunks),
)
