"""The screen: phones and a console in a browser, on the platform's own port, updated live."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import gevent
from flask import Blueprint, Response, request, send_from_directory
from flask.typing import ResponseReturnValue

from simulator.app_parts import PlatformParts, parts
from simulator.phones import phone_of, row_of
from simulator.refusals import ApiError, Json
from simulator.request_body import raise_problems, read_json
from simulator.users import User
from simulator.webhooks import act

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
    """Stream server-sent events: a snapshot, then every change."""
    response = Response(stream(parts()), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    return response


@screen.get("/_screen/borders")
def borders() -> ResponseReturnValue:
    """Return real borders for the map, 204 if the simulator was started without."""
    outlines = parts().outlines
    if outlines is None:
        return Response(status=204)
    return Response(outlines, mimetype="application/json")


@screen.get("/_screen/content/<message_id>")
def content(message_id: str) -> ResponseReturnValue:
    """Return a photo for the phone of the user who sent it."""
    platform = parts().platform
    found = platform.contents.get(message_id, platform.clock())
    if found is None:
        return Response(status=202)
    return _picture(found.data, found.content_type)


@screen.get("/_screen/menus/<menu_id>")
def menu_picture(menu_id: str) -> ResponseReturnValue:
    menu = parts().platform.rich_menus.get(menu_id)
    return _picture(menu.image, menu.image_type)


@screen.post("/_screen/switch-menu")
def switch_menu() -> ResponseReturnValue:
    """Switch a user's rich menu by alias, as a tab of a menu does, and send the postback."""
    body = read_json(request.get_data())
    user_id = body.text("userId", _LONGEST_ID) or ""
    alias = body.text("richMenuAliasId", _LONGEST_ID) or ""
    data = body.text("data", _POSTBACK)
    raise_problems(body)
    params = {"newRichMenuAliasId": alias, "status": _switched(user_id, alias)}
    told: Json = {"kind": "postback", "userId": user_id, "data": data, "params": params}
    kept = parts()
    kept.sender.submit([act(kept.platform, told)])
    return cast("Json", params), 202


def _switched(user_id: str, alias: str) -> str:
    """Link the menu and return LINE's word for the result."""
    menus = parts().platform.rich_menus
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
    """Return a picture; another content type, such as a page, is sent as bytes."""
    kind = content_type if content_type.startswith("image/") else "application/octet-stream"
    return Response(data, mimetype=kind)


#: Looking at a few numbers ten times a second costs less than waking greenlets across threads.
_TICK = 0.1
_KEEP_ALIVE_SECONDS = 15.0
#: Nobody can watch more phones; a drill has thousands of people.
_PHONES = 24
_ROWS_A_CHAT = 200
_PASSAGES = 100


def stream(kept: PlatformParts) -> Iterator[str]:
    """Yield server-sent events for one browser, until it disconnects."""
    watch = ScreenState(kept)
    yield _event("snapshot", watch.everything())
    quiet = 0.0
    while True:
        gevent.sleep(_TICK)
        if kept.said.begun != watch.begun:
            watch = ScreenState(kept)
            yield _event("snapshot", watch.everything())
        elif change := watch.change():
            quiet = 0.0
            yield _event("change", change)
        elif (quiet := quiet + _TICK) >= _KEEP_ALIVE_SECONDS:
            quiet = 0.0
            yield ": still here\n\n"


class ScreenState:
    """What one browser has been sent, to find what is new."""

    def __init__(self, kept: PlatformParts) -> None:
        self._kept = kept
        self.begun = kept.said.begun
        self._people: list[Json] = []
        self._chats: set[str] = set()
        self._accepted = kept.platform.newest()
        self._said = len(kept.said.after(0))
        self._traffic = max(0, kept.traffic.newest() - _PASSAGES)
        self._totals: Json = {}

    def everything(self) -> Json:
        """Return a snapshot; its `epoch` differs after each reset."""
        account = {"name": self._kept.name, "botUserId": self._kept.platform.bot_user_id}
        head = {"epoch": f"{account['botUserId']}.{self.begun}", "account": account}
        return head | {"people": [], "rows": [], "passages": [], "totals": {}} | self.change()

    def change(self) -> Json:
        """Return what is new since the last call; empty when nothing is."""
        new = {
            "people": self._new_people(),
            "rows": self._new_rows(),
            "passages": self._new_passages(),
            "totals": self._new_totals(),
        }
        return {key: value for key, value in new.items() if value is not None and value != []}

    def _new_people(self) -> list[Json] | None:
        """Return all people when anything about one has changed."""
        platform = self._kept.platform
        people = [phone_of(platform, user) for user in _shown(platform.people.all())]
        if people == self._people:
            return None
        self._people = people
        return people

    def _new_rows(self) -> list[Json]:
        platform, said = self._kept.platform, self._kept.said
        accepted = platform.accepted(self._accepted)
        spoken = said.after(self._said)
        self._accepted += len(accepted)
        self._said += len(spoken)
        rows = [row_of(row) for row in accepted if row.delivered and row.to in self._chats]
        rows += [one.as_json() for one in spoken if one.by in self._chats]
        return self._rows_of_new_chats() + rows

    def _rows_of_new_chats(self) -> list[Json]:
        """Return the history of people who are new on the screen: they may have chatted before."""
        chats = {str(person["userId"]) for person in self._people}
        fresh, self._chats = chats - self._chats, chats
        return [row for chat in fresh for row in self._history(chat)]

    def _history(self, chat: str) -> list[Json]:
        heard = self._kept.platform.messages_of(chat)[-_ROWS_A_CHAT:]
        spoken = [one for one in self._kept.said.after(0) if one.by == chat][-_ROWS_A_CHAT:]
        return [row_of(row) for row in heard] + [one.as_json() for one in spoken]

    def _new_passages(self) -> list[Json]:
        if self._kept.traffic.newest() == self._traffic:
            return []
        passages = self._kept.traffic.after(self._traffic)[-_PASSAGES:]
        self._traffic = self._kept.traffic.newest()
        return passages

    def _new_totals(self) -> Json | None:
        platform = self._kept.platform
        totals = {"paid": platform.quota_used(), "limit": platform.quota().get("value")}
        if totals == self._totals:
            return None
        self._totals = totals
        return totals


def _shown(people: list[User]) -> list[User]:
    """Return the users that fit the screen; of too many, those with a role first."""
    if len(people) <= _PHONES:
        return people
    return sorted(people, key=lambda user: not user.role)[:_PHONES]


def _event(name: str, told: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"


#: Degrees, about 400 m: a pixel of the map at the zoom where one picks a street.
_STEP = 0.004
_LEAST_POINTS = 4

Point = tuple[float, float]


def read_outlines(path: Path) -> bytes:
    """Return `{"rings": [[[longitude, latitude], ...], ...]}` as JSON. Raises ValueError."""
    rings = [thinned for ring in _rings(json.loads(path.read_text())) if (thinned := _thin(ring))]
    if not rings:
        raise ValueError(f"{path} holds no Polygon or MultiPolygon.")
    return json.dumps({"rings": rings}, separators=(",", ":")).encode()


def _rings(found: Json) -> Iterator[Sequence[Any]]:
    features = found.get("features")
    for feature in features if isinstance(features, list) else []:
        geometry = feature.get("geometry") or {}
        if geometry.get("type") == "Polygon":
            yield from geometry["coordinates"]
        elif geometry.get("type") == "MultiPolygon":
            for polygon in geometry["coordinates"]:
                yield from polygon


def _thin(ring: Sequence[Sequence[float]]) -> list[Point]:
    """Return a ring without the points close to the one before; empty for a rock in the sea."""
    kept: list[Point] = []
    for longitude, latitude, *_ in ring:
        point = (round(longitude, 3), round(latitude, 3))
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= _STEP:
            kept.append(point)
    return [*kept, kept[0]] if len(kept) >= _LEAST_POINTS else []
