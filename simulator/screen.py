"""The screen: phones and a console in a browser, on the port of the platform itself."""

from pathlib import Path
from typing import cast

from flask import Blueprint, Response, current_app, request, send_from_directory
from flask.typing import ResponseReturnValue

from simulator.acts import act
from simulator.parts import parts
from simulator.refusals import ApiError, Json
from simulator.screen_stream import stream
from simulator.send_requests import raise_problems, read_json

screen = Blueprint("screen", __name__)

_STATIC = Path(__file__).parent / "static"
#: Scripts and styles come from here alone; pictures of cards and street tiles from anywhere.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' https: data: blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_LONGEST_ID = 100
_POSTBACK = 300


@screen.after_request
def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


@screen.get("/")
def page() -> ResponseReturnValue:
    return send_from_directory(_STATIC, "index.html")


@screen.get("/_screen/<path:name>")
def part_of_page(name: str) -> ResponseReturnValue:
    return send_from_directory(_STATIC, name)


@screen.get("/_screen/stream")
def live() -> ResponseReturnValue:
    """Everything at first, then every change, as server-sent events."""
    response = Response(stream(parts(current_app)), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    return response


@screen.get("/_screen/borders")
def borders() -> ResponseReturnValue:
    """Real borders for the map, where the simulator was started with some."""
    outlines = parts(current_app).outlines
    if outlines is None:
        return Response(status=204)
    return Response(outlines, mimetype="application/json")


@screen.get("/_screen/content/<message_id>")
def content(message_id: str) -> ResponseReturnValue:
    """A photo that somebody sent, on the phone of who sent it."""
    platform = parts(current_app).platform
    found = platform.contents.get(message_id, platform.clock())
    if found is None:
        return Response(status=202)
    return _picture(found.data, found.content_type)


@screen.get("/_screen/menus/<menu_id>")
def menu_picture(menu_id: str) -> ResponseReturnValue:
    menu = parts(current_app).platform.rich_menus.get(menu_id)
    return _picture(menu.image, menu.image_type)


@screen.post("/_screen/switch-menu")
def switch_menu() -> ResponseReturnValue:
    """A tab of a rich menu: the phone shows the other menu, and the bot hears of it."""
    body = read_json(request.get_data())
    user_id = body.text("userId", _LONGEST_ID) or ""
    alias = body.text("richMenuAliasId", _LONGEST_ID) or ""
    data = body.text("data", _POSTBACK)
    raise_problems(body)
    params = {"newRichMenuAliasId": alias, "status": _switched(user_id, alias)}
    told: Json = {"kind": "postback", "userId": user_id, "data": data, "params": params}
    kept = parts(current_app)
    kept.sender.submit([act(kept.platform, told)])
    return cast("Json", params), 202


def _switched(user_id: str, alias: str) -> str:
    """How it went, in LINE's words."""
    menus = parts(current_app).platform.rich_menus
    try:
        menu_id = menus.alias(alias)
    except ApiError:
        return "RICHMENU_ALIAS_ID_NOTFOUND"
    try:
        menus.link(user_id, menu_id)
    except ApiError:
        return "RICHMENU_NOTFOUND"
    return "SUCCESS"


def _picture(data: bytes, content_type: str) -> Response:
    """Only pictures are shown as such: what claims to be a page is handed out as bytes."""
    kind = content_type if content_type.startswith("image/") else "application/octet-stream"
    return Response(data, mimetype=kind)
