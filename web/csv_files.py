"""CSV for spreadsheets: UTF-8 with the mark by which they know it, written while it is sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from web.formulas import Cell, harmless

#: So many characters are gathered before they are sent; no file ever lies in memory whole.
_PIECE = 32_768


def written(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield the file piece by piece; rows are asked for as they are sent."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow(map(harmless, head))
    for row in rows:
        writer.writerow(map(harmless, row))
        if text.tell() > _PIECE:
            yield _emptied(text)
    yield _emptied(text)


def _emptied(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece
