"""Every attack by its name: who comes, and how many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.attacks.clients import (
    Client,
    Target,
    chunks,
    comers_and_goers,
    halves,
    head,
    long_bodies,
    partners,
    pipelines,
    raw,
    readers,
    resets,
    slow_readers,
)

_MIB = 1024 * 1024
_YEARS = "from=2021-12-01&to=2026-11-29"
_HALF_HEAD = b"POST /callback HTTP/1.1\r\nHost: 127.0.0.1\r\n"
_HALF_BODY = head("/callback", "POST", Content_Length=1000) + b"0123456789"
#: No head is so long; each drop makes the server look at all of it again.
_LONG_HEAD = _HALF_HEAD + b"".join(b"X-%d: %s\r\n" % (one, b"x" * 7000) for one in range(8))
_AUTUMN = "start_date=2026-08-01T00:00:00Z&end_date=2026-10-29T00:00:00Z"
#: Pages that nobody needs to sign in for.
PUBLIC = (
    "/",
    "/privacy",
    "/open",
    "/open/statistics.json",
    "/open/statistics.csv",
    "/open/centres.geojson",
    f"/open311/v2/requests.json?{_AUTUMN}",
    f"/open311/v2/requests.xml?{_AUTUMN}",
    "/open311/v2/services.xml",
    "/open311/discovery.json",
    "/sign-in",
    "/readyz",
    "/no-such-page",
)
#: What smugglers, old clients and scanners send.
ODD = (
    head("/callback", "POST", Content_Length=5, Expect="100-continue"),
    head("/callback", "POST", Content_Length=5, Expect="100-continue") + b"12345",
    head("/callback", "POST", Content_Length=0, Expect="100-continue"),
    head("/callback", "POST", Content_Length=5, Transfer_Encoding="chunked") + b"0\r\n\r\n",
    head("/callback", "POST", Transfer_Encoding="gzip, chunked") + b"0\r\n\r\n",
    head("/callback", "POST", Transfer_Encoding="xchunked") + b"0\r\n\r\n",
    head("/callback", "POST", Content_Length="+5") + b"12345",
    head("/callback", "POST", Content_Length=10**18) + b"12345",
    head("/callback", "POST"),
    head("/", Upgrade="websocket", Connection="Upgrade"),
    head("/", Upgrade="h2c", Connection="Upgrade, HTTP2-Settings", HTTP2_Settings="AAMAAABk"),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Folded: a\r\n b\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n",
    b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n",
    head("/open/statistics.json", Range="bytes=0-0,1-1,2-2,3-3"),
    head("*", "OPTIONS"),
    head("/callback", "CONNECT"),
    head("/", "TRACE"),
)


@dataclass(frozen=True, slots=True)
class Attack:
    """*size* clients in the table and in `make attacks`, *fewer* in the tests."""

    name: str
    clients: Callable[[Target], Client]
    size: int
    fewer: int


def _all() -> list[Attack]:
    asked = head("/open/statistics.json")
    return [
        *_pipelined(),
        *_chunked(),
        *_halves(),
        Attack("slow readers of statistics.json", lambda to: slow_readers(to, asked), 800, 100),
        *(Attack(f"readers of {path.partition('?')[0]}", _reading(path), 64, 0) for path in PUBLIC),
        Attack("readers of every public page", _reading(*PUBLIC), 64, 39),
        *_behind_the_login(),
        *_partners(),
        *_others(),
    ]


def _pipelined() -> list[Attack]:
    return [
        Attack("pipelined GET /", lambda to: pipelines(to, "/"), 4, 4),
        Attack(
            "pipelined GET /open/statistics.json",
            lambda to: pipelines(to, "/open/statistics.json"),
            4,
            4,
        ),
        Attack("pipelined GET /healthz", lambda to: pipelines(to, "/healthz", each=3000), 4, 4),
        Attack(
            "pipelined GET /, padded to a read each",
            lambda to: pipelines(to, "/", padded=8192),
            4,
            0,
        ),
    ]


def _chunked() -> list[Attack]:
    return [
        Attack("endless chunks, POST /callback", lambda to: chunks(to, "/callback", "POST"), 4, 4),
        Attack("endless chunks, GET /", lambda to: chunks(to, "/", "GET"), 4, 4),
        Attack(
            "6 MB in chunks of 16 bytes, POST /callback",
            lambda to: chunks(to, "/callback", "POST", size=16, most=8 * _MIB),
            6,
            6,
        ),
        Attack(
            "6 MB in chunks of 16 bytes, GET /",
            lambda to: chunks(to, "/", "GET", size=16, most=8 * _MIB),
            6,
            6,
        ),
        Attack(
            "a body of 10 GB, GET /",
            lambda to: long_bodies(to, "/", "GET", length=10**10),
            4,
            4,
        ),
        Attack(
            "a body of 10 GB, POST /callback",
            lambda to: long_bodies(to, "/callback", "POST", length=10**10),
            4,
            0,
        ),
        Attack(
            "bodies of 1 MiB, unsigned",
            lambda to: long_bodies(to, "/callback", "POST", length=_MIB),
            16,
            0,
        ),
    ]


def _halves() -> list[Attack]:
    return [
        *(
            Attack(f"half heads, {size}", lambda to: halves(to, _HALF_HEAD), size, fewer)
            for size, fewer in ((800, 0), (2500, 2000))
        ),
        *(
            Attack(f"half bodies, {size}", lambda to: halves(to, _HALF_BODY), size, fewer)
            for size, fewer in ((800, 0), (2500, 2000))
        ),
        Attack("silent connections, 2500", lambda to: halves(to, b""), 2500, 0),
        Attack(
            "trickling heads", lambda to: halves(to, _HALF_HEAD, dripping=b"X-a: b\r\n"), 400, 0
        ),
        Attack(
            "trickling long heads",
            lambda to: halves(to, _LONG_HEAD, dripping=b"X-a: b\r\n"),
            200,
            0,
        ),
        Attack("trickling bodies", lambda to: halves(to, _HALF_BODY, dripping=b"x"), 400, 0),
    ]


def _behind_the_login() -> list[Attack]:
    def signed_in(path: str) -> Callable[[Target], Client]:
        return lambda to: readers(to, path, signed_in=True, fresh=True)

    return [
        Attack("workbooks of five years", signed_in(f"/reports/workbook.xlsx?{_YEARS}"), 12, 12),
        Attack("charts of five years", signed_in(f"/reports/charts?{_YEARS}"), 30, 12),
        Attack("by-day.csv of five years", signed_in(f"/reports/by-day.csv?{_YEARS}"), 30, 12),
        Attack("by-centre.csv of five years", signed_in(f"/reports/by-centre.csv?{_YEARS}"), 30, 0),
        Attack("cases.csv", signed_in(f"/reports/cases.csv?centre=TH-14&{_YEARS}"), 30, 0),
        Attack("report pages of five years", signed_in(f"/reports?{_YEARS}"), 64, 0),
    ]


def _partners() -> list[Attack]:
    return [
        Attack("partners beyond their limit", partners, 20, 20),
        Attack("partners beyond it, key in the body", lambda to: partners(to, in_body=True), 20, 0),
        Attack("wrong API keys", _reading("/open311/v2/requests.json?api_key=wrong"), 64, 0),
    ]


def _others() -> list[Attack]:
    return [
        Attack("odd requests", lambda to: raw(to, *ODD), 32, 0),
        Attack("comers and goers", comers_and_goers, 16, 0),
        Attack("resets in a head", lambda to: resets(to, _HALF_HEAD), 64, 0),
        Attack("resets in a body", lambda to: resets(to, _HALF_BODY), 64, 0),
        Attack("resets in an answer", lambda to: resets(to, head("/open/statistics.json")), 64, 0),
        Attack("HEAD /", lambda to: readers(to, "/", method="HEAD"), 64, 0),
        Attack("OPTIONS /", lambda to: readers(to, "/", method="OPTIONS"), 64, 0),
        Attack(
            "unsigned webhooks",
            lambda to: readers(to, "/callback", method="POST", Content_Length="0"),
            64,
            0,
        ),
    ]


def _reading(*paths: str) -> Callable[[Target], Client]:
    def clients(target: Target) -> Client:
        of_each = [readers(target, path) for path in paths]
        return lambda number: of_each[number % len(of_each)](number)

    return clients


ATTACKS = {attack.name: attack for attack in _all()}
