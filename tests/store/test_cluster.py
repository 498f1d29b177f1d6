"""The same code on a real Redis Cluster of three nodes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from cases.audit import Audited, AuditEntry
from cases.calendar import Span
from cases.facts.casework import CaseClaimed, CaseClosed
from cases.facts.personal_data import Erased
from cases.facts.shares import CaseOpened, ShareJoined
from cases.people import Role
from config.clock import to_ms
from store import keys, partners, requested, schema, sign_in
from store.admin_queries import members
from store.audit_log import OldEntries
from store.connection import Transaction, connect, script
from store.failures import OldFailures, dead_letters, replay, retry
from store.limits import doubted, is_doubted
from store.menu_links import Installed, MenuLink, RedisMenus
from store.outbox import OutboundMessage, Outbox
from store.sign_in import Sessions, digest, end_these, open_sessions
from store.statistics import RedisStatistics
from store.stream import Inbox, Keeper
from store.timers import Due, sweep
from store.together import together
from store.unit_of_work import AuditTrail
from tests.auditing import breaks, entries
from tests.builders import (
    AUDIT_KEYS,
    NOW,
    a_context,
    a_line_id,
    a_member,
    a_press,
    a_share,
    an_event_id,
    minutes,
)
from tests.handling import Handling, only
from tests.lives import arrange_a_life, sure
from tests.scan import keys_with
from tests.servers import KINDS, run_cluster

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=KINDS)
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Run a cluster of each kind for this module."""
    with (
        run_cluster(tmp_path_factory.mktemp("cluster"), kind=request.param) as nodes,
        connect(nodes.url, role="worker") as connected,
    ):
        anything: Any = connected
        yield anything


@pytest.fixture
def cluster(running: Any) -> Any:
    """Empty the cluster, and prepare it as a worker does."""
    running.flushall()
    schema.prepare(running)
    for stream in (Inbox(running, "one"), Outbox(running, "one")):
        stream.prepare()
    return running


def test_should_take_transactions_side_by_side(cluster: Any) -> None:
    """Also the first ones, whose script no node knows."""
    cluster.script_flush()

    def take(number: int) -> None:
        tx = Transaction(cluster, an_event_id(), script(cluster, "apply"))
        assert tx.read("GET", keys.case(f"{number}")) is None
        tx.write("SET", keys.case(f"{number}"), number)
        assert tx.commit()

    assert together(cluster, [partial(take, number) for number in range(8)]) == [None] * 8
    assert [cluster.get(keys.case(f"{number}")) for number in range(8)] == [
        b"%d" % number for number in range(8)
    ]


def test_should_bring_a_share_to_its_end(cluster: Any) -> None:
    handling = Handling(cluster, a_context())
    handling.enrol(11)
    handling.enrol(12, role=Role.HEAD)

    opened = only(handling.do(a_share(1)), CaseOpened)
    only(handling.do(a_share(2)), ShareJoined)
    only(handling.do(a_press(11, "claim", case=opened.case.number)), CaseClaimed)
    for act in ("going", "arrived"):
        handling.do(a_press(11, act, case=opened.case.number))
    only(handling.do(a_press(11, "not_found", case=opened.case.number)), CaseClosed)

    numbers = RedisStatistics(cluster).report("TH-14", Span.DAY, NOW).now
    assert [numbers[name] for name in ("shares", "cases", "claimed", "closed")] == [2, 1, 1, 1]
    assert numbers.sharers == 2


def test_should_move_entries_between_inbox_outbox_and_timers(cluster: Any) -> None:
    inbox = Inbox(cluster, "one")
    Keeper(cluster).keep(b"body", NOW)
    cluster.zadd(keys.TIMERS, {"remind:14-6911-0099": 1})

    moved = Due(cluster).move(NOW + minutes(1))
    taken = inbox.take(9, 1)
    inbox.dead_letter(taken[0], "BadBody")
    inbox.done(taken[1])

    assert moved == 1
    assert [set(entry.fields) for entry in taken] == [{"body", "at"}, {"timer", "due", "at"}]
    assert (cluster.xlen(keys.INBOX), cluster.xlen(keys.DEAD)) == (0, 1)


def test_should_sweep(cluster: Any) -> None:
    Handling(cluster, a_context()).do(a_share(5, at=NOW + minutes(60)))

    found = sweep(cluster, ["TH-14"], NOW + minutes(70))

    assert (found["unheard_cases"], found["misplaced_cases"]) == (1, 0)


def test_should_send_again_and_let_go_of_what_failed(cluster: Any) -> None:
    cluster.delete(keys.PARKED, keys.DEAD, keys.OUTBOX)
    for made in (NOW, NOW - minutes(60)):
        call = OutboundMessage(f"made {made}", "U1", (), to_ms(made))
        cluster.hset(keys.PARKED, call.id, json.dumps({"reason": "quota", "call": call.to_json()}))
        cluster.xadd(keys.DEAD, {"body": b"x", "at": to_ms(made), "error": "KeyError"})

    gone = OldFailures(cluster).purge(NOW)
    counted = retry(cluster, NOW, national_centre="TH-10"), replay(cluster, dead_letters(cluster))

    assert (gone, counted) == (2, ((1, 0), 1))


def test_should_keep_every_key_in_one_slot(cluster: Any) -> None:
    arrange_a_life(Handling(cluster, a_context()), 1)
    names = list(cluster.scan_iter("*"))

    slots = {cluster.execute_command("CLUSTER", "KEYSLOT", name) for name in names}

    assert len(names) > 10
    assert len(slots) == 1


def test_should_know_everybodys_menu(cluster: Any) -> None:
    Handling(cluster, a_context()).enrol(21, role=Role.HEAD)
    menus = RedisMenus(cluster)
    for name in ("citizen-th", "head-th", "head-en"):
        menus.put(name, Installed(f"richmenu-{name}", "digest"))

    linked = dict(menus.linked())
    link = menus.link_of(a_line_id(21))

    assert linked[a_line_id(21)] in ("head-th", "head-en")
    assert link == MenuLink(f"richmenu-{linked[a_line_id(21)]}")
    assert menus.link_of(a_line_id(22)) == MenuLink(None)


def test_should_erase_a_person_and_lift_a_doubt(cluster: Any) -> None:
    handling = Handling(cluster, a_context())
    arrange_a_life(handling, 1)
    number = handling.person(1).id
    assert [one.id for one in doubted(cluster)] == [number]

    only(handling.do(sure(1)), Erased)

    assert keys_with(cluster, a_line_id(1)) == []
    assert doubted(cluster) == []
    assert not is_doubted(cluster, number)


def test_should_keep_a_partners_share_and_list_its_case(cluster: Any) -> None:
    partner, key = partners.add(cluster, "1300", per_hour=9, now=NOW)
    kept = [partners.keep(cluster, partner, "[]", NOW, body=b"x") for _ in range(2)]
    Handling(cluster, a_context()).do(a_share(1))

    assert partners.find(cluster, key) == partner
    assert kept[0].token == kept[1].token
    assert partners.case_of(cluster, kept[0].token) == ""
    assert [sign_in.count(cluster, "open311", "x") for _ in range(2)] == [1, 2]
    found = requested.newest(cluster, ["TH-14"], NOW, NOW + minutes(1))
    (one,) = requested.read(cluster, [case.number for case in found])
    assert (one.centre, one.is_open) == ("TH-14", True)


def test_should_keep_an_audit_log_and_its_end(cluster: Any) -> None:
    trail = AuditTrail(cluster, AUDIT_KEYS)
    for _ in range(3):
        trail.record(AuditEntry(Audited.PHOTO_SEEN, a_member(9)), NOW, once="")
    assert trail.record(AuditEntry(Audited.PHOTO_SEEN, a_member(9)), NOW, once="one")
    assert not trail.record(AuditEntry(Audited.PHOTO_SEEN, a_member(9)), NOW, once="one")

    assert (len(entries(cluster)), breaks(cluster)) == (4, [])
    assert OldEntries(cluster, AUDIT_KEYS).purge(datetime.now(UTC) + minutes(5)) == 4
    trail.record(AuditEntry(Audited.PHOTO_SEEN, a_member(9)), NOW)
    assert (len(entries(cluster)), breaks(cluster)) == (1, [])
    cluster.delete(keys.AUDIT)
    assert breaks(cluster) == [("removed at the end", 5, 5)]


def test_should_list_and_end_sessions(cluster: Any) -> None:
    handling = Handling(cluster, a_context())
    handling.enrol(8, "TH-14", Role.HEAD)
    (member,) = members(cluster, ["TH-14"])
    lives = {"idle": minutes(30), "longest": minutes(600)}
    sessions = Sessions(cluster, **lives)
    tokens = [sessions.begin(member, NOW) for _ in range(3)]
    sessions.touch(tokens[0], sessions.find(tokens[0], NOW), NOW + minutes(1))  # type: ignore[arg-type]
    sessions.end(tokens[1], sessions.find(tokens[1], NOW))  # type: ignore[arg-type]

    found = open_sessions(cluster, [member], NOW, **lives)
    end_these(cluster.execute_command, found[:1])

    assert [one.digest for one in found] == [digest(tokens[0]), digest(tokens[2])]
    assert sessions.find(tokens[0], NOW) is None
    assert [one.digest for one in open_sessions(cluster, [member], NOW, **lives)] == [
        digest(tokens[2])
    ]
