"""Attachments from LINE's data host: fetched within seconds, read up to a limit and cleaned at
once; a photo becomes a small upright JPEG without metadata."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from io import BytesIO
from urllib.parse import urlsplit

import structlog
from PIL import Image, ImageOps
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from cases.case import Form
from cases.ports import NotFetched
from config.settings import Settings

_CHUNK = 64 * 1024
_PATH = "{base}/v2/bot/message/{message}/content"
#: Seconds to connect, for each piece, and for all of it with the handshake and the head: a server
#: that sends a byte a second blocks the one fetching thread no longer than this.
_CONNECT_S, _PIECE_S = 2.0, 5.0
_LONGEST_S = 10.0
#: No connection, an untrusted certificate, no answer in time or none that is HTTP, a broken answer.
#: The ValueError is for invalid numbers.
_FAULTS = (HTTPError, HTTPException, OSError, ValueError)


class LineAttachments:
    """Implements cases.ports.AttachmentSource by HTTP, one connection for each attachment. Not by
    the SDK: its model reads a body of any length into memory first."""

    def __init__(self, settings: Settings, *, longest_s: float = _LONGEST_S) -> None:
        self._base = urlsplit(settings.data_api_base)
        self._headers = {"Authorization": f"Bearer {settings.channel_access_token}"}
        self._longest_s = longest_s

    def fetch(self, message: str, form: Form) -> bytes | NotFetched:
        """Return a message's content, cleaned. Only a whole content that cannot be cleaned is
        final. All else may come from an edge between us and LINE and may pass: 404 and 410 have
        been seen once and not again, in an outage 400 for 91 minutes, and a proxy's page or nothing
        at all with a 200."""
        kind = _KINDS[form]
        try:
            with self._connection() as connection:
                got = self._fetch(connection, message, kind.largest)
        except _FAULTS:
            return NotFetched.UNREACHABLE
        if isinstance(got, NotFetched):
            return got
        failed = NotFetched.UNUSABLE if kind.is_whole(got) else NotFetched.UNREACHABLE
        return kind.cleaned(got) or failed

    @contextmanager
    def _connection(self) -> Iterator[HTTPConnection]:
        """Yield a connection that is closed when the time is over."""
        kind = HTTPSConnection if self._base.scheme == "https" else HTTPConnection
        connection = kind(self._base.hostname or "", self._base.port, timeout=_CONNECT_S)
        watch = threading.Timer(self._longest_s, _hang_up, (connection,))
        watch.daemon = True
        watch.start()
        try:
            connection.connect()
            connection.sock.settimeout(_PIECE_S)
            yield connection
        finally:
            watch.cancel()
            connection.close()

    def _fetch(self, connection: HTTPConnection, message: str, largest: int) -> bytes | NotFetched:
        until = time.monotonic() + self._longest_s
        connection.request(
            "GET",
            _PATH.format(base=self._base.path.rstrip("/"), message=message),
            headers=self._headers,
            preload_content=False,
            decode_content=False,  # a small body must not unpack into a large one
        )
        response = connection.getresponse()
        if response.status == HTTPStatus.ACCEPTED:
            return NotFetched.NOT_READY
        if response.status != HTTPStatus.OK:
            return NotFetched.UNREACHABLE
        return _read(response, until, largest)


def _read(response: BaseHTTPResponse, until: float, largest: int) -> bytes | NotFetched:
    """Return a body; if it is too large, its beginning, just above the limit."""
    body = bytearray()
    while len(body) <= largest and (chunk := response.read1(_CHUNK)):
        body += chunk
        if time.monotonic() > until:
            return NotFetched.UNREACHABLE
    return bytes(body)


def _hang_up(connection: HTTPConnection) -> None:
    """Close a connection whose handshake or headers take too long; bodies are read piece by piece,
    by the clock."""
    with suppress(OSError):  # it is closed already
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


#: The most bytes of an image at LINE; of a larger one only the beginning is read.
LARGEST = 10 * 1024 * 1024
#: The long side in pixels, enough to recognise a place.
SIDE = 1280
_QUALITY = 80
#: The formats that LINE sends. Each further decoder would be one more way in for a hostile file.
_DECODERS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
#: The largest pictures that phones take, and their screenshots. A JPEG is decoded at a fraction of
#: its size; a PNG lies in memory in full.
_MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 20_000_000}
#: The most scans of a JPEG. A progressive one has about ten; some kilobytes can hold thousands,
#: each of which goes through all pixels. Bytes in a camera maker's data that look like scans stay
#: below this.
_MOST_SCANS = 300
_SCAN = b"\xff\xda"
_PAPER = "white"
#: The last bytes among which the end of a picture is sought; cameras write some bytes behind it.
_TAIL = 1024
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}
#: The position and the first bytes of other formats: HEIC and AVIF, GIF, WebP, TIFF, BMP.
_OTHERS = ((4, b"ftyp"), (0, b"GIF8"), (8, b"WEBP"), (0, b"II*\0"), (0, b"MM\0*"), (0, b"BM"))
_log = structlog.get_logger()


def cleaned(photo: bytes) -> bytes | None:
    """Return *photo* drawn anew: upright, at most 1280 px, without any metadata; None if it is no
    photo. A decoder of a hostile file may raise anything; whatever it is, the file is refused."""
    kind = _kind(photo)
    if kind is None or len(photo) > LARGEST or photo.count(_SCAN) > _MOST_SCANS:
        return None
    try:
        return _drawn(photo, kind)
    except Exception as error:
        _log.info("photo refused", error=type(error).__name__)
        return None


def is_whole_picture(body: bytes) -> bool:
    """Return whether *body* begins as a picture and, if we know how its format ends, ends as one:
    not a proxy's page, nothing at all, or a picture that broke off."""
    kind = _kind(body)
    if kind is None:
        return any(body.startswith(magic, at) for at, magic in _OTHERS)
    return _ENDS[kind] in body[-_TAIL:] or len(body) > LARGEST


def _kind(photo: bytes) -> str | None:
    return next((kind for magic, kind in _DECODERS.items() if photo.startswith(magic)), None)


def _drawn(photo: bytes, kind: str) -> bytes | None:
    with Image.open(BytesIO(photo), formats=[kind]) as image:
        if image.width * image.height > _MOST_PIXELS[kind]:
            return None
        image.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(_small(image))
    paper = Image.new("RGB", upright.size, _PAPER)  # a new picture has no metadata to lose
    paper.paste(upright, mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
    out = BytesIO()
    paper.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _small(image: Image.Image) -> Image.Image:
    """Return a smaller copy, with its orientation still to be applied."""
    small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((SIDE, SIDE))
    return small


@dataclass(frozen=True, slots=True)
class _Kind:
    """The treatment of one form's content: its most bytes, the test that it is whole, and the
    function that cleans it (None if it is not what its form says)."""

    largest: int
    is_whole: Callable[[bytes], bool]
    cleaned: Callable[[bytes], bytes | None]


_KINDS = {Form.PHOTO: _Kind(LARGEST, is_whole_picture, cleaned)}
