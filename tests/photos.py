"""Photos for tests: real ones, with all that a telephone writes into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from PIL import Image

from cases.case import Form
from cases.ports import NotFetched
from handlers.events import AttachmentSent, Unsent
from tests.builders import NOW, a_line_id, an_event_id

#: What must never be found again in a photo that is kept.
SECRETS = (b"SecretCamera", b"secret comment", b"secret xmp", b"secret profile")
#: Turned by 90 degrees, as telephones write it.
_SIDEWAYS = 6
_ORIENTATION, _MAKE, _GPS = 0x0112, 0x010F, 0x8825


def a_jpeg(width: int = 400, height: int = 300, *, top: str = "red") -> bytes:
    """Take a photo held sideways: what is shown is *height* wide, and *top* is at the right."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste(top, (0, 0, width // 4, height))
    exif = Image.Exif()
    exif[_ORIENTATION] = _SIDEWAYS
    exif[_MAKE] = SECRETS[0].decode()
    exif.get_ifd(_GPS).update({1: "N", 2: (14.0, 21.0, 11.5), 3: "E", 4: (100.0, 34.0, 8.0)})
    kept = BytesIO()
    picture.save(
        kept, "JPEG", exif=exif, comment=SECRETS[1], xmp=SECRETS[2], icc_profile=SECRETS[3]
    )
    return kept.getvalue()


def a_png(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    """Draw a picture as PNG."""
    kept = BytesIO()
    Image.new(mode, size).save(kept, "PNG")
    return kept.getvalue()


def opened(photo: bytes) -> Image.Image:
    """Open what is kept."""
    return Image.open(BytesIO(photo))


def a_photo(who: int, message: int = 1, at: datetime = NOW, *, set_id: str = "") -> AttachmentSent:
    """Build a photo's message."""
    line_id, token = a_line_id(who), "t"
    return AttachmentSent(
        an_event_id(), at, line_id, str(message), Form.PHOTO, set_id, reply_token=token
    )


def an_unsend(who: int, message: int | str, at: datetime = NOW) -> Unsent:
    """Build the taking back of a message."""
    return Unsent(an_event_id(), at, a_line_id(who), str(message))


@dataclass(slots=True)
class Album:
    """A LINE that gives what a test put in, and counts how often it is asked."""

    photos: dict[str, bytes | NotFetched] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def fetch(self, message: str, form: Form) -> bytes | NotFetched:
        self.asked.append(message)
        self.meanwhile()
        return self.photos.get(message, b"jpeg of %s" % message.encode())
