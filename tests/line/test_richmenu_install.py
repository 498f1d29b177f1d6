"""`richmenu install` against the platform: what is right stays, what has changed is replaced."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.doctor.service import check_menus
from cases.people import Language, Role
from config.settings import Settings
from line.http import Wait
from line.richmenu.account import MenuAccount, MenuRefused
from line.richmenu.install import Fate, install, remove
from line.richmenu.menus import Menu, every_menu
from simulator.allowances import RATE_LIMITS
from simulator.client import SimulatorClient
from simulator.faults import Fault
from simulator.rich_menus import RichMenus
from simulator.server import RunningSimulator, start
from store.menu_links import DEFAULT, Installed, RedisMenus
from tests.builders import a_context, a_line_id, an_event_id
from tests.handling import Handling
from tests.odd_line import ODD, an_odd_line

MENUS = list(every_menu())


@dataclass(frozen=True, slots=True)
class Counter:
    """An operator's place: the platform, the store, the account."""

    platform: RunningSimulator
    account: MenuAccount
    store: RedisMenus
    client: Any

    @property
    def menus(self) -> RichMenus:
        return self.platform.platform.rich_menus

    def names(self) -> list[str]:
        return sorted(str(menu.definition["name"]) for menu in self.menus.all())

    def changes(self) -> list[str]:
        """Return the calls that change something, as far as the platform noted them."""
        rows = SimulatorClient(self.platform.url).traffic()
        return [row["what"] for row in rows if not row["what"].startswith("GET")]


@pytest.fixture
def counter(client: Any) -> Iterator[Counter]:
    """Return a counter at a platform without menus."""
    with start() as platform:
        account = platform.account
        settings = Settings(
            channel_access_token=account.token,
            api_base=platform.url,
            data_api_base=platform.url,
        )
        yield Counter(platform, MenuAccount(settings), RedisMenus(client), client)


def test_should_put_every_menu_at_line(counter: Counter) -> None:
    result = install(counter.account, counter.store, MENUS)

    kept = counter.store.installed()
    assert set(result.fates.values()) == {Fate.CREATED}
    assert counter.names() == sorted(f"cheer-to-share {menu.name}" for menu in MENUS)
    assert {menu.id for menu in counter.menus.all()} == {one.id for one in kept.values()}
    assert counter.menus.default() == kept[DEFAULT].id
    assert counter.menus.aliases() == {name: menu.id for name, menu in kept.items()}
    assert all(menu.image for menu in counter.menus.all())


def test_should_change_nothing_the_second_time(counter: Counter) -> None:
    install(counter.account, counter.store, MENUS)
    before, calls = counter.store.installed(), counter.changes()

    again = install(counter.account, counter.store, MENUS)

    assert set(again.fates.values()) == {Fate.UNCHANGED}
    assert (again.deleted, again.linked) == (0, 0)
    assert counter.store.installed() == before
    assert counter.changes() == calls
    assert len(calls) > len(MENUS)


def test_should_replace_a_menu_whose_picture_has_changed(counter: Counter) -> None:
    install(counter.account, counter.store, MENUS)
    before = counter.store.installed()

    result = install(counter.account, counter.store, _drawn_anew(DEFAULT, "head-th"))

    after = counter.store.installed()
    changed = {name for name, fate in result.fates.items() if fate is Fate.REPLACED}
    assert (
        changed == {DEFAULT, "head-th"} == {name for name in after if after[name] != before[name]}
    )
    assert result.deleted == 2
    assert len(counter.menus.all()) == len(MENUS)
    assert counter.menus.default() == after[DEFAULT].id
    assert counter.menus.alias("head-th") == after["head-th"].id


def test_should_link_everybody_to_their_menu(counter: Counter, handling: Handling) -> None:
    _a_town_of_people(handling)

    result = install(counter.account, counter.store, MENUS)

    kept = counter.store.installed()
    seen = [_seen(counter, kept, who) for who in (1, 2, 3, 4)]
    assert seen == ["citizen-th", "citizen-en", "officer-th", "head-en"]
    assert result.linked == 3


def test_should_link_everybody_to_the_new_menu_when_one_is_replaced(
    counter: Counter, handling: Handling
) -> None:
    _a_town_of_people(handling)
    install(counter.account, counter.store, MENUS)

    install(counter.account, counter.store, _drawn_anew("officer-th"))

    assert _seen(counter, counter.store.installed(), 3) == "officer-th"


def test_should_begin_anew_when_line_has_forgotten_the_menus(counter: Counter) -> None:
    """So it is at each start of the demo."""
    install(counter.account, counter.store, MENUS)
    for menu in counter.menus.all():
        counter.menus.remove(menu.id)

    result = install(counter.account, counter.store, MENUS)

    assert set(result.fates.values()) == {Fate.CREATED}
    assert len(counter.menus.all()) == len(MENUS)


def test_should_begin_anew_when_the_store_has_forgotten_them(counter: Counter) -> None:
    install(counter.account, counter.store, MENUS)
    counter.store.forget()

    result = install(counter.account, counter.store, MENUS)

    assert result.deleted == len(MENUS)
    assert len(counter.menus.all()) == len(MENUS)


def test_should_leave_the_menus_of_others_alone(counter: Counter) -> None:
    foreign = counter.account.create({**MENUS[0].definition, "name": "x"}, MENUS[0].picture)
    install(counter.account, counter.store, MENUS)

    deleted = remove(counter.account, counter.store)

    assert deleted == len(MENUS)
    assert [menu.id for menu in counter.menus.all()] == [foreign]
    assert counter.menus.aliases() == {}
    assert counter.store.installed() == {}


def test_should_leave_no_menu_without_its_picture_behind(counter: Counter) -> None:
    SimulatorClient(counter.platform.url).set_faults(Fault("error", path="content"))

    with pytest.raises(MenuRefused, match="500"):
        install(counter.account, counter.store, MENUS)

    assert counter.menus.all() == []
    assert counter.store.installed() == {}


def test_should_stop_at_lines_limit_and_go_on_from_there(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        RATE_LIMITS, "rich menu change", replace(RATE_LIMITS["rich menu change"], calls=5)
    )
    with pytest.raises(MenuRefused, match="in an hour"):
        install(counter.account, counter.store, MENUS)
    done = counter.store.installed()
    monkeypatch.undo()

    result = install(counter.account, counter.store, MENUS)

    assert len(done) == 5
    assert list(result.fates.values()).count(Fate.UNCHANGED) == 5
    assert len(counter.menus.all()) == len(MENUS)


def test_should_print_a_table(counter: Counter, store_url: str, tmp_path: Path) -> None:
    first = _type(counter, store_url, tmp_path, "install")
    again = _type(counter, store_url, tmp_path, "install")
    removed = _type(counter, store_url, tmp_path, "remove")

    assert [one.exit_code for one in (first, again, removed)] == [0, 0, 0]
    assert first.stdout.count("created") == len(MENUS)
    assert again.stdout.count("unchanged") == len(MENUS)
    assert removed.stdout == f"Deleted: {len(MENUS)}.\n"


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"LINE_CHANNEL_ACCESS_TOKEN": "wrong"}, "does not take the access token"),
        ({"LINE_CHANNEL_ACCESS_TOKEN": ""}, "LINE_CHANNEL_ACCESS_TOKEN is missing"),
        ({"LINE_API_BASE": "http://127.0.0.1:1"}, "no good answer"),
    ],
    ids=["wrong token", "no token", "no network"],
)
@pytest.mark.parametrize("act", ["install", "remove"])
def test_should_refuse_in_one_sentence(
    counter: Counter, store_url: str, tmp_path: Path, act: str, env: dict[str, str], says: str
) -> None:
    result = _type(counter, store_url, tmp_path, act, **env)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("act", ["install", "remove"])
def test_should_say_one_sentence_of_an_odd_answer(
    counter: Counter, store_url: str, tmp_path: Path, act: str, odd: tuple[int, bytes, str]
) -> None:
    with an_odd_line(*odd) as address:
        result = _type(counter, store_url, tmp_path, act, LINE_API_BASE=address)

    assert isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "LINE" in result.stderr


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_should_refuse_what_is_no_answer_to_any_call(odd: tuple[int, bytes, str]) -> None:
    with an_odd_line(*odd) as address:
        account = MenuAccount(Settings(channel_access_token="t", api_base=address))
        asked: list[Callable[[], object]] = [
            account.names,
            account.aliases,
            lambda: account.create({}, b""),
            *([] if odd[1] in (b"", b"null") else [account.default]),
        ]
        for one in asked:
            with pytest.raises(MenuRefused, match="LINE"):
                one()


@pytest.mark.parametrize("menu", MENUS, ids=[menu.name for menu in MENUS])
def test_should_send_every_property_of_a_menu_and_its_picture(counter: Counter, menu: Menu) -> None:
    menu_id = counter.account.create(menu.definition, menu.picture)

    (there,) = counter.menus.all()
    assert (there.id, there.definition, there.image) == (menu_id, menu.definition, menu.picture)


def test_should_read_menus_of_others_that_the_sdk_does_not_know() -> None:
    """LINE counts a chat bar in graphemes, the SDK in code points."""
    menu = {
        "richMenuId": "theirs",
        "name": "x",
        "chatBarText": "\u0e17\u0e35\u0e48" * 14,
        "areas": [{"bounds": {}, "action": {"type": "new"}}],
    }
    with an_odd_line(200, json.dumps({"richmenus": [menu]}).encode(), "application/json") as line:
        account = MenuAccount(Settings(channel_access_token="t", api_base=line))

        assert account.names() == {"theirs": "x"}


SHORT = Wait(connect_s=0.5, answer_s=0.5)
ASKS: dict[str, Callable[[MenuAccount], object]] = {
    "names": MenuAccount.names,
    "create": lambda account: account.create(MENUS[0].definition, b""),
    "delete": lambda account: account.delete("m"),
    "default": MenuAccount.default,
    "set default": lambda account: account.set_default("m"),
    "aliases": MenuAccount.aliases,
    "add alias": lambda account: account.add_alias("a", "m"),
    "change alias": lambda account: account.change_alias("a", "m"),
    "delete alias": lambda account: account.delete_alias("a"),
    "link": lambda account: account.link("m", ["U1"]),
}
#: The whole answer for each case: no JSON, none in UTF-8, nested, half, too long, elsewhere, none.
NO_ANSWERS = {name: ODD[name] for name in ("a page", "no UTF-8", "a list", "nested without end",
    "half of it", "a redirection", "an informational end", "no UTF-8 in a refusal")}  # fmt: skip
NO_ANSWERS["too long"] = (200, b" " * 17 * 1024 * 1024 + b"{}", "application/json")
NO_ANSWERS["no ASCII"] = (401, b"\xff", "text/plain; charset=klingon")


@pytest.mark.parametrize("asks", ASKS.values(), ids=ASKS.keys())
def test_should_refuse_every_call_in_one_sentence(asks: Callable[[MenuAccount], object]) -> None:
    for odd in NO_ANSWERS.values():
        with an_odd_line(*odd) as line:
            account = MenuAccount(Settings(channel_access_token="t", api_base=line), SHORT)
            with pytest.raises(MenuRefused) as refused:
                asks(account)

        assert len(str(refused.value).splitlines()) == 1
        assert odd[0] == 200 or str(odd[0]) in str(refused.value) or "token" in str(refused.value)
    with pytest.raises(MenuRefused, match="no good answer"):
        asks(MenuAccount(Settings(channel_access_token="t", api_base="http://127.0.0.1:1")))
    with pytest.raises(MenuRefused, match="no good answer"):
        asks(MenuAccount(Settings(channel_access_token="a\nb")))


@pytest.mark.parametrize("asks", ASKS.values(), ids=ASKS.keys())
def test_should_wait_for_no_answer_that_drips(asks: Callable[[MenuAccount], object]) -> None:
    with an_odd_line(200, b"{}", "application/json", drips=True) as line:
        account = MenuAccount(Settings(channel_access_token="t", api_base=line), SHORT)
        began = time.monotonic()
        with pytest.raises(MenuRefused):
            asks(account)

    assert time.monotonic() - began < 60.0  # the host would have gone on for 500 s


def test_should_make_no_path_of_what_is_no_id() -> None:
    answer = b'{"richMenuId":"\\ud800","richmenus":[{"richMenuId":"\\ud800","name":"x"}]}'
    with an_odd_line(200, answer, "application/json") as line:
        account = MenuAccount(Settings(channel_access_token="t", api_base=line))

        for one in (account.names, account.default, lambda: account.create({}, b"")):
            with pytest.raises(MenuRefused, match="no richMenuId"):
                one()


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


def _a_town_of_people(handling: Handling) -> None:
    """A citizen, one who speaks English, an officer, and a head who speaks English."""
    handling.person(1)
    handling.enrol(3)
    handling.enrol(4, role=Role.HEAD)
    for who in (1, 2, 3, 4):
        unit = handling.unit(an_event_id())
        person = unit.people.of_line(a_line_id(who))
        spoken = Language.THAI if who % 2 else Language.ENGLISH
        unit.people.save(replace(person, language=spoken))
        unit.commit([])


def _seen(counter: Counter, kept: dict[str, Installed], who: int) -> str:
    """Name the menu on somebody's phone."""
    menu = counter.menus.seen_by(a_line_id(who))
    assert menu is not None
    return next(name for name, one in kept.items() if one.id == menu.id)


def _drawn_anew(*names: str) -> list[Menu]:
    return [
        replace(menu, picture=menu.picture + (b"another" if menu.name in names else b""))
        for menu in MENUS
    ]


def _type(counter: Counter, store_url: str, place: Path, act: str, **env: str) -> Result:
    settings = {
        "REDIS_URL": store_url,
        "DATA_DIR": str(place),
        "LINE_API_BASE": counter.platform.url,
        "LINE_DATA_API_BASE": counter.platform.url,
        "LINE_CHANNEL_ACCESS_TOKEN": counter.platform.account.token,
    }
    return CliRunner().invoke(cli, ["richmenu", act], env=settings | env)


def test_should_let_the_doctor_say_which_menus_are_at_line(counter: Counter) -> None:
    before = check_menus(counter.client)
    install(counter.account, counter.store, MENUS)
    after = check_menus(counter.client)
    install(counter.account, counter.store, _drawn_anew("head-en"))
    changed = check_menus(counter.client)

    assert [before.says, after.says] == ["not installed", "installed"]
    assert changed.says == "installed by another version"
    assert [one.grade for one in (before, after, changed)] == ["warning", "ok", "warning"]
