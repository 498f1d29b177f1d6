"""Rich menus: what LINE takes, who sees which."""

import struct
from typing import Any

import pytest

from simulator.client import SimulatorClient
from tests.simulator.bot_side import BotSide
from tests.simulator.shapes import USER, postback, uri

MENU: dict[str, Any] = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "citizen",
    "chatBarText": "เมนู",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 1250, "height": 843},
            "action": uri("https://line.me/R/nv/location/"),
        },
        {
            "bounds": {"x": 1250, "y": 0, "width": 1250, "height": 843},
            "action": {"type": "richmenuswitch", "richMenuAliasId": "staff", "data": "tab"},
        },
    ],
}
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 2500, 843)
JPEG = b"\xff\xd8\xff\xe0\x00\x04AB\xff\xc0\x00\x11\x08" + struct.pack(">HH", 843, 2500) + b"...."


@pytest.mark.parametrize(("image", "kind"), [(PNG, "png"), (JPEG, "jpeg")], ids=["png", "jpeg"])
def test_should_show_a_rich_menu_once_it_has_a_picture(
    bot: BotSide, people: SimulatorClient, image: bytes, kind: str
) -> None:
    user = people.add_user("Somchai")
    menu = bot.call("POST", "/v2/bot/richmenu", MENU).body["richMenuId"]
    headers = {"Content-Type": f"image/{kind}"}

    early = bot.call("POST", f"/v2/bot/user/all/richmenu/{menu}")
    upload = bot.call("POST", f"/v2/bot/richmenu/{menu}/content", image, headers=headers)
    twice = bot.call("POST", f"/v2/bot/richmenu/{menu}/content", image, headers=headers)
    default = bot.call("POST", f"/v2/bot/user/all/richmenu/{menu}")

    assert [one.status for one in (early, upload, twice, default)] == [400, 200, 400, 200]
    assert people.user(user)["richMenu"]["richMenuId"] == menu
    assert bot.call("GET", f"/v2/bot/richmenu/{menu}/content").body["data"] == image


def test_should_link_another_menu_to_one_user(bot: BotSide, people: SimulatorClient) -> None:
    users = [people.add_user(name) for name in ("citizen", "officer")]
    menus = [_menu_with_picture(bot) for _ in users]
    bot.call("POST", f"/v2/bot/user/all/richmenu/{menus[0]}")
    bot.call("POST", f"/v2/bot/user/{users[1]}/richmenu/{menus[1]}")

    seen = [people.user(user)["richMenu"]["richMenuId"] for user in users]
    bot.call("DELETE", f"/v2/bot/user/{users[1]}/richmenu")

    assert seen == menus
    assert people.user(users[1])["richMenu"]["richMenuId"] == menus[0]
    assert bot.call("GET", f"/v2/bot/user/{users[1]}/richmenu").status == 404


def test_should_link_and_unlink_many(bot: BotSide, people: SimulatorClient) -> None:
    users = [people.add_user(name) for name in ("a", "b")]
    menu = _menu_with_picture(bot)

    linked = bot.call("POST", "/v2/bot/richmenu/bulk/link", {"richMenuId": menu, "userIds": users})
    seen = bot.call("GET", f"/v2/bot/user/{users[1]}/richmenu").body
    bot.call("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": users})

    assert (linked.status, seen) == (202, {"richMenuId": menu})
    assert bot.call("GET", f"/v2/bot/user/{users[1]}/richmenu").status == 404


def test_should_keep_aliases_of_menus(bot: BotSide, people: SimulatorClient) -> None:
    menus = [_menu_with_picture(bot) for _ in range(2)]
    alias = {"richMenuAliasId": "staff", "richMenuId": menus[0]}

    made = bot.call("POST", "/v2/bot/richmenu/alias", alias)
    twice = bot.call("POST", "/v2/bot/richmenu/alias", alias)
    changed = bot.call("POST", "/v2/bot/richmenu/alias/staff", {"richMenuId": menus[1]})
    read = bot.call("GET", "/v2/bot/richmenu/alias/staff").body
    listed = bot.call("GET", "/v2/bot/richmenu/alias/list").body
    bot.call("DELETE", "/v2/bot/richmenu/alias/staff")

    assert [one.status for one in (made, twice, changed)] == [200, 400, 200]
    assert read == {"richMenuAliasId": "staff", "richMenuId": menus[1]}
    assert listed == {"aliases": [read]}
    assert bot.call("GET", "/v2/bot/richmenu/alias/staff").status == 404


def test_should_let_a_default_menu_go(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("Somchai")
    bot.call("POST", f"/v2/bot/user/all/richmenu/{_menu_with_picture(bot)}")

    bot.call("DELETE", "/v2/bot/user/all/richmenu")

    assert people.user(user)["richMenu"] is None


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v2/bot/richmenu/bulk/link", {"richMenuId": "x", "userIds": []}, 400),
        ("/v2/bot/richmenu/bulk/unlink", {"userIds": [USER] * 501}, 400),
        ("/v2/bot/richmenu/alias", {"richMenuAliasId": "STAFF", "richMenuId": "x"}, 400),
        ("/v2/bot/richmenu/alias", {"richMenuAliasId": "staff", "richMenuId": "x"}, 400),
        ("/v2/bot/richmenu/alias/none", {"richMenuId": "x"}, 404),
        ("/v2/bot/user/nobody/richmenu/x", None, 400),
        ("/v2/bot/user/all/richmenu/x", None, 404),
        ("/v2/bot/richmenu", {"areas": "none"}, 400),
    ],
    ids=[
        "link of nobody",
        "unlink of 501",
        "alias in capitals",
        "alias of no menu",
        "change of no alias",
        "link to nobody",
        "default of no menu",
        "empty definition",
    ],
)
def test_should_refuse_wrong_menu_links(
    bot: BotSide, people: SimulatorClient, path: str, body: object, status: int
) -> None:
    answer = bot.call("POST", path, body)

    assert answer.status == status
    assert answer.body["message"]


def test_should_have_no_picture_before_the_upload(bot: BotSide) -> None:
    menu = bot.call("POST", "/v2/bot/richmenu", MENU).body["richMenuId"]

    assert bot.call("GET", f"/v2/bot/richmenu/{menu}/content").status == 404


def test_should_list_and_delete_menus(bot: BotSide, people: SimulatorClient) -> None:
    menu = _menu_with_picture(bot)
    bot.call("POST", f"/v2/bot/user/all/richmenu/{menu}")

    listed = bot.call("GET", "/v2/bot/richmenu/list").body["richmenus"]
    read = bot.call("GET", f"/v2/bot/richmenu/{menu}").body
    default = bot.call("GET", "/v2/bot/user/all/richmenu").body
    bot.call("DELETE", f"/v2/bot/richmenu/{menu}")

    assert listed == [MENU | {"richMenuId": menu}] == [read]
    assert default == {"richMenuId": menu}
    assert bot.call("GET", f"/v2/bot/richmenu/{menu}").status == 404
    assert bot.call("GET", "/v2/bot/user/all/richmenu").status == 404


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"size": {"width": 799, "height": 500}}, "size.width"),
        ({"size": {"width": 2500, "height": 2000}}, "size.height"),
        ({"chatBarText": "x" * 15}, "chatBarText"),
        ({"name": ""}, "name"),
        ({"name": "x" * 301}, "name"),
        ({"selected": None}, "selected"),
        ({"areas": [MENU["areas"][0]] * 21}, "areas"),
        (
            {"areas": [{"bounds": {"x": 1, "y": 0, "width": 2500, "height": 1},
                        "action": postback()}]},
            "areas[0].bounds.width",
        ),
        ({"areas": [MENU["areas"][0] | {"action": postback("x" * 21)}]}, "areas[0].action.label"),
    ],
    ids=["narrow", "too high", "bar text", "name", "long name", "selected", "areas", "outside",
         "label"],
)  # fmt: skip
def test_should_refuse_a_wrong_rich_menu(bot: BotSide, changes: dict[str, Any], where: str) -> None:
    for path in ("/v2/bot/richmenu", "/v2/bot/richmenu/validate"):
        answer = bot.call("POST", path, MENU | changes)

        assert (answer.status, answer.properties()) == (400, [where])


@pytest.mark.parametrize(
    ("image", "kind", "status"),
    [
        (PNG, "image/gif", 415),
        (b"GIF89a", "image/png", 400),
        (PNG[:20] + struct.pack(">I", 1686), "image/png", 400),
        (PNG.ljust(1_000_001), "image/png", 413),
    ],
    ids=["wrong type", "no picture", "wrong size", "too large"],
)
def test_should_refuse_a_wrong_menu_picture(
    bot: BotSide, people: SimulatorClient, image: bytes, kind: str, status: int
) -> None:
    menu = bot.call("POST", "/v2/bot/richmenu", MENU).body["richMenuId"]

    answer = bot.call(
        "POST", f"/v2/bot/richmenu/{menu}/content", image, headers={"Content-Type": kind}
    )

    assert answer.status == status


def _menu_with_picture(bot: BotSide) -> str:
    menu: str = bot.call("POST", "/v2/bot/richmenu", MENU).body["richMenuId"]
    headers = {"Content-Type": "image/png"}
    bot.call("POST", f"/v2/bot/richmenu/{menu}/content", PNG, headers=headers)
    return menu
