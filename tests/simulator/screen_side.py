"""A browser's side of the screen: it asks for its parts, and listens to the live line."""

import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import urllib3

from tests.simulator.bot_side import BotSide


class Browser:
    """Asks as a browser of the screen does."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = urllib3.PoolManager(retries=False)

    def get(self, path: str, **headers: str) -> urllib3.BaseHTTPResponse:
        return self._http.request("GET", self._url + path, headers=headers, timeout=5)

    def post(self, path: str, told: object, **headers: str) -> urllib3.BaseHTTPResponse:
        return self._http.request("POST", self._url + path, json=told, headers=headers, timeout=5)

    def listen(self) -> "Live":
        return Live(self._http.request("GET", f"{self._url}/_screen/stream", preload_content=False))

    def close(self) -> None:
        self._http.clear()


class Live:
    """Reads server-sent events one by one."""

    def __init__(self, answer: urllib3.BaseHTTPResponse) -> None:
        self.content_type = answer.headers["Content-Type"]
        self._answer = answer
        self._lines = self._read()

    def next(self) -> tuple[str, dict[str, Any]]:
        name, data = next(self._lines), next(self._lines)
        assert next(self._lines) == ""
        return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    def until(self, key: str) -> Any:
        """What the next event that has it says of *key*."""
        while True:
            _, told = self.next()
            if key in told:
                return told[key]

    def close(self) -> None:
        self._answer.close()

    def _read(self) -> Iterator[str]:
        kept = b""
        for piece in self._answer.stream(1, decode_content=False):
            kept += piece
            while b"\n" in kept:
                line, kept = kept.split(b"\n", 1)
                yield line.decode()


def a_menu(bot: BotSide, alias: str, *areas: object) -> str:
    """A rich menu with a picture and an alias; its id."""
    size = {"width": 800, "height": 400}
    told = {"size": size, "selected": True, "name": alias, "chatBarText": "เมนู", "areas": areas}
    menu = str(bot.call("POST", "/v2/bot/richmenu", told).body["richMenuId"])
    png = {"Content-Type": "image/png"}
    bot.call("POST", f"/v2/bot/richmenu/{menu}/content", a_picture(800, 400), headers=png)
    bot.call("POST", "/v2/bot/richmenu/alias", {"richMenuAliasId": alias, "richMenuId": menu})
    return menu


def an_area(x: int, y: int, width: int, height: int, action: object) -> dict[str, object]:
    return {"bounds": {"x": x, "y": y, "width": width, "height": height}, "action": action}


def a_picture(width: int, height: int) -> bytes:
    """A real PNG, all of one colour."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xcc\xdd\xee" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    )
