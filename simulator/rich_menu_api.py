"""The endpoints of rich menus: definitions, pictures, the default, links to users, aliases."""

import struct

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from simulator import line_limits
from simulator.actions import ALIAS, RICH_MENU, check_action
from simulator.app_parts import parts
from simulator.refusals import ApiError, Json
from simulator.request_body import Node, graphemes, raise_problems, read_json
from simulator.rich_menus import RichMenus

rich_menus = Blueprint("rich_menus", __name__)

_LEAST_RATIO = 1.45
_PNG = b"\x89PNG\r\n\x1a\n"
#: JPEG's "start of frame" markers; C4, C8 and CC are something else.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@rich_menus.post("/v2/bot/richmenu")
def create() -> ResponseReturnValue:
    parts().rates.take("rich menu change")
    menu = _menus().add(check_rich_menu(_body()))
    return {"richMenuId": menu.id}


@rich_menus.post("/v2/bot/richmenu/validate")
def validate() -> ResponseReturnValue:
    check_rich_menu(_body())
    return {}


@rich_menus.get("/v2/bot/richmenu/list")
def listing() -> ResponseReturnValue:
    return {"richmenus": [menu.as_json() for menu in _menus().all()]}


@rich_menus.get("/v2/bot/richmenu/<menu_id>")
def read(menu_id: str) -> ResponseReturnValue:
    return _menus().get(menu_id).as_json()


@rich_menus.delete("/v2/bot/richmenu/<menu_id>")
def delete(menu_id: str) -> ResponseReturnValue:
    parts().rates.take("rich menu change")
    _menus().remove(menu_id)
    return {}


@rich_menus.get("/v2/bot/richmenu/<menu_id>/content")
def menu_picture(menu_id: str) -> ResponseReturnValue:
    menu = _menus().get(menu_id)
    if not menu.image:
        raise ApiError(404, "image not found")
    return Response(menu.image, content_type=menu.image_type)


@rich_menus.post("/v2/bot/richmenu/<menu_id>/content")
def upload_menu_picture(menu_id: str) -> ResponseReturnValue:
    image = request.get_data()
    _check_picture(image, request.mimetype, _menus().get(menu_id).definition)
    _menus().set_image(menu_id, image, request.mimetype)
    return {}


@rich_menus.post("/v2/bot/user/all/richmenu/<menu_id>")
def set_default(menu_id: str) -> ResponseReturnValue:
    _menus().set_default(menu_id)
    return {}


@rich_menus.get("/v2/bot/user/all/richmenu")
def default() -> ResponseReturnValue:
    return {"richMenuId": _menus().default()}


@rich_menus.delete("/v2/bot/user/all/richmenu")
def clear_default() -> ResponseReturnValue:
    _menus().clear_default()
    return {}


@rich_menus.post("/v2/bot/user/<user_id>/richmenu/<menu_id>")
def link(user_id: str, menu_id: str) -> ResponseReturnValue:
    if parts().platform.people.find(user_id) is None:
        raise ApiError(400, "The user id is invalid")
    _menus().link(user_id, menu_id)
    return {}


@rich_menus.get("/v2/bot/user/<user_id>/richmenu")
def linked(user_id: str) -> ResponseReturnValue:
    return {"richMenuId": _menus().linked(user_id)}


@rich_menus.delete("/v2/bot/user/<user_id>/richmenu")
def unlink(user_id: str) -> ResponseReturnValue:
    _menus().unlink(user_id)
    return {}


@rich_menus.post("/v2/bot/richmenu/bulk/link")
def link_many() -> ResponseReturnValue:
    body = _body()
    menu_id = body.text("richMenuId", 100)
    users = _user_ids(body)
    raise_problems(body)
    for user_id in users:
        _menus().link(user_id, menu_id or "")
    return {}, 202


@rich_menus.post("/v2/bot/richmenu/bulk/unlink")
def unlink_many() -> ResponseReturnValue:
    body = _body()
    users = _user_ids(body)
    raise_problems(body)
    for user_id in users:
        _menus().unlink(user_id)
    return {}, 202


@rich_menus.post("/v2/bot/richmenu/alias")
def add_alias() -> ResponseReturnValue:
    body = _body()
    alias = body.matching("richMenuAliasId", ALIAS, required=True)
    menu_id = body.text("richMenuId", 100)
    raise_problems(body)
    _menus().add_alias(alias or "", menu_id or "")
    return {}


@rich_menus.post("/v2/bot/richmenu/alias/<alias>")
def change_alias(alias: str) -> ResponseReturnValue:
    body = _body()
    menu_id = body.text("richMenuId", 100)
    raise_problems(body)
    _menus().change_alias(alias, menu_id or "")
    return {}


@rich_menus.get("/v2/bot/richmenu/alias/list")
def aliases() -> ResponseReturnValue:
    rows = [_alias(name, menu_id) for name, menu_id in _menus().aliases().items()]
    return {"aliases": rows}


@rich_menus.get("/v2/bot/richmenu/alias/<alias>")
def read_alias(alias: str) -> ResponseReturnValue:
    return _alias(alias, _menus().alias(alias))


@rich_menus.delete("/v2/bot/richmenu/alias/<alias>")
def delete_alias(alias: str) -> ResponseReturnValue:
    _menus().remove_alias(alias)
    return {}


def _menus() -> RichMenus:
    return parts().platform.rich_menus


def _body() -> Node:
    return read_json(request.get_data())


def _user_ids(body: Node) -> list[str]:
    users = body.fields.get("userIds")
    if isinstance(users, list) and 1 <= len(users) <= 500:
        return [str(user) for user in users]
    body.complain("Size must be between 1 and 500", "userIds")
    return []


def _alias(name: str, menu_id: str) -> dict[str, str]:
    return {"richMenuAliasId": name, "richMenuId": menu_id}


def check_rich_menu(body: Node) -> Json:
    width, height = _check_size(body)
    body.yes_or_no("selected", required=True)
    body.text("name", line_limits.RICH_MENU_NAME)
    body.text("chatBarText", line_limits.CHAT_BAR_TEXT, measure=graphemes)
    for area in body.items("areas", 0, line_limits.RICH_MENU_AREAS):
        _check_area(area, width, height)
    raise_problems(body)
    return {key: body.fields[key] for key in ("size", "selected", "name", "chatBarText", "areas")}


def _check_size(body: Node) -> tuple[int, int]:
    """Return the menu's size; the largest one if it is wrong, so that its areas are checked too."""
    size = body.child("size")
    if size is None:
        return 2500, 2500
    width = size.whole_number("width", 800, 2500)
    height = size.whole_number("height", 250, 2500)
    if width is None or height is None:
        return 2500, 2500
    if width / height < _LEAST_RATIO:
        size.complain(f"The aspect ratio must be at least {_LEAST_RATIO}", "height")
    return width, height


def _check_area(area: Node, width: int, height: int) -> None:
    bounds = area.child("bounds")
    if bounds is not None:
        _check_side(bounds, "x", "width", width)
        _check_side(bounds, "y", "height", height)
    check_action(area.child("action"), RICH_MENU)


def _check_side(bounds: Node, start: str, length: str, most: int) -> None:
    begins = bounds.whole_number(start, 0, most)
    extent = bounds.whole_number(length, 1, most)
    if begins is not None and extent is not None and begins + extent > most:
        bounds.complain("The area must be inside the rich menu", length)


def _check_picture(image: bytes, mimetype: str, definition: dict[str, object]) -> None:
    if mimetype not in {"image/jpeg", "image/png"}:
        raise ApiError(415, f"The content type, {mimetype}, is not supported")
    if len(image) > line_limits.RICH_MENU_IMAGE_BYTES:
        raise ApiError(413, "The image is larger than 1 MB")
    size = _picture_size(image)
    if size is None:
        raise ApiError(400, "The image is neither JPEG nor PNG")
    if {"width": size[0], "height": size[1]} != definition["size"]:
        raise ApiError(400, "The image size does not match the richmenu size")


def _picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG picture, None if it is neither."""
    if data.startswith(_PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
