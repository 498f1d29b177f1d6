"""What LINE keeps on its data host: the contents of photos, the pictures of menus."""

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from simulator import limits
from simulator.parts import parts
from simulator.pictures import picture_size
from simulator.refusals import ApiError

contents = Blueprint("contents", __name__)


@contents.get("/v2/bot/message/<message_id>/content")
@contents.get("/v2/bot/message/<message_id>/content/preview", endpoint="preview")
def content(message_id: str) -> ResponseReturnValue:
    """202 with an empty body while it is being prepared."""
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
    if len(image) > limits.RICH_MENU_IMAGE_BYTES:
        raise ApiError(413, "The image is larger than 1 MB")
    size = picture_size(image)
    if size is None:
        raise ApiError(400, "The image is neither JPEG nor PNG")
    if {"width": size[0], "height": size[1]} != definition["size"]:
        raise ApiError(400, "The image size does not match the richmenu size")
