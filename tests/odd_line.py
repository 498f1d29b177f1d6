"""What may stand where LINE should be: a host that gives one and the same odd answer to all."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: Odd answers by name: the status, the body, the type that is claimed.
ODD: dict[str, tuple[int, bytes, str]] = {
    "a page": (200, b"<html>proxy</html>", "text/html"),
    "nothing": (200, b"", "application/json"),
    "no UTF-8": (200, b"\xff\xfe\x00", "application/json"),
    "a charset of nobody": (200, b"\xe0", "application/json; charset=klingon"),
    "no UTF-8 in a refusal": (502, "ผิด".encode("tis-620"), "text/html; charset=utf-8"),
    "a list": (200, b"[]", "application/json"),
    "a number": (200, b"7", "application/json"),
    "null": (200, b"null", "application/json"),
    "not what was asked for": (200, b'{"message":"hello"}', "application/json"),
    "other types": (
        200,
        b'{"richMenuId":5,"richmenus":5,"aliases":{},"displayName":[],"value":"x",'
        b'"totalUsage":null,"basicId":{},"endpoint":5,"active":"yes"}',
        "application/json",
    ),
    "rows of others": (200, b'{"richmenus":[5,{}],"aliases":[null]}', "application/json"),
    "nested without end": (200, b"[" * 200_000, "application/json"),
    "half of it": (200, b'{"richMenuId":"rich', "application/json"),
    "a redirection": (302, b"", "text/html"),
    "an informational end": (299, b"", "text/html"),
    "an edge's 408": (408, b"<html>", "text/html"),
    "an edge's 413": (413, b"", "text/html"),
}


@contextmanager
def an_odd_line(status: int, body: bytes, kind: str, *, drips: bool = False) -> Iterator[str]:
    """Run a host that answers so, byte by byte where it *drips*, and give its address."""

    class Odd(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(10_000 if drips else len(body)))
            self.end_headers()
            with suppress(OSError):  # who asked has hung up
                for _ in range(10_000 if drips else 0):
                    self.wfile.write(b" ")
                    time.sleep(0.05)
                self.wfile.write(body)

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815  (the library calls them so)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
