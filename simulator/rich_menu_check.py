"""What LINE demands of a rich menu's definition."""

from simulator import limits
from simulator.actions import RICH_MENU, check_action
from simulator.lengths import graphemes
from simulator.node import Node
from simulator.refusals import Json
from simulator.send_requests import raise_problems

_LEAST_RATIO = 1.45


def check_rich_menu(body: Node) -> Json:
    width, height = _check_size(body)
    body.yes_or_no("selected", required=True)
    body.text("name", limits.RICH_MENU_NAME)
    body.text("chatBarText", limits.CHAT_BAR_TEXT, measure=graphemes)
    for area in body.items("areas", 0, limits.RICH_MENU_AREAS):
        _check_area(area, width, height)
    raise_problems(body)
    return {key: body.fields[key] for key in ("size", "selected", "name", "chatBarText", "areas")}


def _check_size(body: Node) -> tuple[int, int]:
    """The size, or the largest there is when it is wrong: its areas are checked all the same."""
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
