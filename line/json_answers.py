"""Reading JSON from LINE's other APIs (rich menus, account), within limits of size and time."""

from __future__ import annotations

import json
import time
from typing import Any

import urllib3

#: A thousand rich menus with twenty places to tap each have some megabytes.
_LONGEST_BODY = 16 * 1024 * 1024
_CHUNK = 64 * 1024


def read_json(answer: urllib3.BaseHTTPResponse, *, within_s: float) -> Any:
    """Return the JSON of a response whose body was not read yet; None if it is empty. Raises
    ValueError if it is no JSON in UTF-8, too long or too slow."""
    until = time.monotonic() + within_s
    body = bytearray()
    try:
        while chunk := answer.read1(_CHUNK):
            body += chunk
            if len(body) > _LONGEST_BODY or time.monotonic() > until:
                raise ValueError("an answer without end")
        return json.loads(body.decode("utf-8")) if body else None
    except RecursionError as error:
        raise ValueError("JSON within JSON without end") from error
    finally:
        answer.close()
