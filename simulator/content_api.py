"""The endpoints of LINE's data host: contents of messages, and pictures of rich menus."""

import struct

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from simulator import line_limits
from simulator.app_parts import parts
from simulator.refusals import ApiError

contents = Blueprint("contents", __name__)


@contents.get("/v2/bot/message/<message_id>/content")
@contents.get("/v2/bot/message/<message_id>/content/preview", endpoint="preview")
def content(message_id: str) -> ResponseReturnValue:
    """Return a message's content; 202 with an empty body while LINE prepares it."""
    platform = parts(current_app).platform
    found = platform.contents.get(message_id, platform.clock())
    if found is None:
        return Response(status=202)
    return Response(found.data, content_type=found.content_type)


@contents.get("/v2/bot/message/<message_id>/content/transcoding")
def transcoding(message_id: str) -> ResponseReturnValue:
    platform = parts(current_app).platform
    found = platform.contents.get(message_id, platform.clock())
    return {"status": "processing" if found is None else "succeeded"}


@contents.get("/v2/bot/richmenu/<menu_id>/content")
def menu_picture(menu_id: str) -> ResponseReturnValue:
    menu = parts(current_app).platform.rich_menus.get(menu_id)
    if not menu.image:
        raise ApiError(404, "image not found")
    return Response(menu.image, content_type=menu.image_type)


@contents.post("/v2/bot/richmenu/<menu_id>/content")
def upload_menu_picture(menu_id: str) -> ResponseReturnValue:
    menus = parts(current_app).platform.rich_menus
    menu = menus.get(menu_id)
    image = request.get_data()
    _check_picture(image, request.mimetype, menu.definition)
    menus.set_image(menu_id, image, request.mimetype)
    return {}


def _check_picture(image: bytes, mimetype: str, definition: dict[str, object]) -> None:
    if mimetype not in {"image/jpeg", "image/png"}:
        raise ApiError(415, f"The content type, {mimetype}, is not supported")
    if len(image) > line_limits.RICH_MENU_IMAGE_BYTES:
        raise ApiError(413, "The image is larger than 1 MB")
    size = picture_size(image)
    if size is None:
        raise ApiError(400, "The image is neither JPEG nor PNG")
    if {"width": size[0], "height": size[1]} != definition["size"]:
        raise ApiError(400, "The image size does not match the richmenu size")


_PNG = b"\x89PNG\r\n\x1a\n"
#: JPEG's "start of frame" markers; C4, C8 and CC are something else.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def picture_size(data: bytes) -> tuple[int, int] | None:
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
