"""GET /static/NAME: Bokeh's script from the installed package, which browsers keep for a year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import bokeh
from flask import Blueprint, Response, abort, request

from web.policy import allow
from web.response_cache import CachedResponse

_BOKEH = Path(bokeh.__file__).parent / "server" / "static" / "js" / "bokeh.min.js"
#: The name changes with the content, so that what is kept is never out of date.
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file by the name that is in its address."""

    name: str
    content: CachedResponse

    @property
    def path(self) -> str:
        return f"/static/{self.name}"


@cache
def bokeh_script() -> Asset:
    """Read and compress Bokeh's script: a third of a megabyte instead of more than one."""
    plain = _BOKEH.read_bytes()
    digest = sha256(plain).hexdigest()[:16]
    return Asset(f"bokeh-{digest}.js", CachedResponse.of(plain, keep=True))


def static_files() -> Blueprint:
    """Build the route. It holds nothing of anybody, so it asks for no session."""
    routes = Blueprint("static_files", __name__)
    asset = bokeh_script()

    @routes.get("/static/<name>")
    def show(name: str) -> Response:
        if name != asset.name:
            abort(404)
        answer = asset.content.answer("text/javascript; charset=utf-8")
        allow(cache=_FOR_EVER)
        is_small = "Content-Encoding" in answer.headers
        answer.set_etag(f"{asset.name}{'-gzip' if is_small else ''}")
        answer.make_conditional(request)
        return answer

    return routes
