"""A form as multipart/form-data, written anew as the plain form that it could have been.

So both are read, limited and known again by the same rules: the boundary between the parts is
another one each time that a client sends the same share."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder

MULTIPART = "multipart/form-data"
#: Ways to write a part that leave its bytes as they are; others have gone out of use (RFC 7578).
_AS_IT_IS = ("", "7bit", "8bit", "binary")


def as_plain_form(body: bytes, boundary: str) -> tuple[bytes, bool]:
    """Return the fields in order as a plain form, and whether a file came with them, which is not
    read. Raises ValueError for what has no end, no names or no UTF-8."""
    if not boundary:
        raise ValueError("no boundary")
    parts = list(_parts(body, boundary.encode("ascii")))
    fields = [(part.name, data.decode("utf-8")) for part, data in parts if isinstance(part, Field)]
    # A page with a field for a photo sends an empty file where none was chosen.
    has_files = any(isinstance(part, File) and data for part, data in parts)
    return urlencode(fields).encode(), has_files


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Field | File, bytes]]:
    decoder = MultipartDecoder(boundary)
    decoder.receive_data(body)
    decoder.receive_data(None)
    part, data = None, bytearray()
    while not isinstance(event := decoder.next_event(), Epilogue):
        if isinstance(event, Field | File):
            part, data = _named(event), bytearray()
        elif isinstance(event, Data) and part:
            data += event.data
            if not event.more_data:
                yield part, bytes(data)


def _named(part: Field | File) -> Field | File:
    way = part.headers.get("Content-Transfer-Encoding", "").lower()
    if part.name is None or way not in _AS_IT_IS:
        raise ValueError("a part without a name, or in an encoding of its own")
    return part
