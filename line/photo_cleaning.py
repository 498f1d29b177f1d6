"""Makes a small upright JPEG without metadata of any photo."""

from __future__ import annotations

from io import BytesIO

import structlog
from PIL import Image, ImageOps

#: LINE keeps an image of at most so many bytes; of a larger one only the beginning is read.
LARGEST = 10 * 1024 * 1024
#: The long side, enough to know a place by.
SIDE = 1280
_QUALITY = 80
#: What LINE sends. Each further decoder would be one more way in for a hostile file.
_KINDS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
#: The largest pictures that phones take, and their screenshots. A JPEG is decoded at a fraction of
#: its size; a PNG lies in memory in full.
_MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 20_000_000}
#: A progressive JPEG has about ten scans. Some kilobytes can hold thousands, and each goes through
#: all pixels; what looks like a scan in data of a camera maker's stays below this.
_MOST_SCANS = 300
_SCAN = b"\xff\xda"
_PAPER = "white"
#: Where the end of a picture is looked for; cameras write some bytes behind it.
_TAIL = 1024
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}
#: How other pictures begin, and where: HEIC and AVIF, GIF, WebP, TIFF, BMP.
_OTHERS = ((4, b"ftyp"), (0, b"GIF8"), (8, b"WEBP"), (0, b"II*\0"), (0, b"MM\0*"), (0, b"BM"))
_log = structlog.get_logger()


def cleaned(photo: bytes) -> bytes | None:
    """Draw *photo* anew: upright, at most 1280 px, without any metadata; None where it is none.

    A decoder in a hostile file's hands may raise anything; whatever it is, the file is refused."""
    kind = _kind(photo)
    if kind is None or len(photo) > LARGEST or photo.count(_SCAN) > _MOST_SCANS:
        return None
    try:
        return _drawn(photo, kind)
    except Exception as error:
        _log.info("photo refused", error=type(error).__name__)
        return None


def is_whole_picture(body: bytes) -> bool:
    """Return whether *body* begins as a picture and, where we know how it ends, ends as one: not a
    proxy's page, nothing at all, or a picture that broke off."""
    kind = _kind(body)
    if kind is None:
        return any(body.startswith(magic, at) for at, magic in _OTHERS)
    return _ENDS[kind] in body[-_TAIL:] or len(body) > LARGEST


def _kind(photo: bytes) -> str | None:
    return next((kind for magic, kind in _KINDS.items() if photo.startswith(magic)), None)


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
