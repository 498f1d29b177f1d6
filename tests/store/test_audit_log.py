"""The audit log: what was done to it is named, and nothing that happens by itself looks like it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.audit import Audited, AuditEntry
from config.clock import to_ms
from store import audit_log, keys
from store.audit_log import AuditKeys, OldEntries
from store.audit_verify import verify
from store.connection import StoreClient, connect
from store.exceptions import LostRace
from store.unit_of_work import AuditTrail, UnitsOfWork
from tests.auditing import acts, as_they_lie, breaks, entries, lie_as
from tests.builders import AUDIT_KEYS, NOW, a_member, an_event_id

_ROOT = Path(__file__).parents[2]
Rows = list[dict[bytes, bytes]]
OLD, NEW = b"of the tests", b"another"


def fill(client: Any, count: int = 6, audit_keys: AuditKeys = AUDIT_KEYS) -> None:
    """Write so many entries."""
    trail = AuditTrail(client, audit_keys)
    for step in range(count):
        trail.record(AuditEntry(Audited.PHOTO_SEEN, a_member(9), f"14-6911-{step:04}"), NOW)


def ring(*secrets: bytes) -> AuditKeys:
    """Return the keys of a process."""
    return AuditKeys(lambda: secrets)


def faults(client: Any, audit_keys: AuditKeys) -> list[str]:
    """Verify by other keys."""
    return [one.kind.value for one in verify(*audit_log.read(client), audit_keys)]


def test_should_find_a_log_whole_as_it_was_written(client: StoreClient) -> None:
    assert breaks(client) == []

    fill(client)

    assert breaks(client) == []
    assert [row["n"] for row in entries(client)] == list("123456")


def test_should_keep_who_did_what_and_nothing_that_names_them(client: StoreClient) -> None:
    member = a_member(9)
    entry = AuditEntry(Audited.REMOVED, member, "officer", "TH-14", 77)

    AuditTrail(client, AUDIT_KEYS).record(entry, NOW)

    (row,) = entries(client)
    told = {name: row[name] for name in ("act", "role", "centre", "what", "of", "at")}
    assert told == {
        "act": "removed",
        "role": "officer",
        "centre": "TH-14",
        "what": "officer",
        "of": "TH-14",
        "at": str(to_ms(NOW)),
    }
    assert [row["who"], row["whom"]] == [AUDIT_KEYS.pseudonyms(one)[0] for one in (9, 77)]
    assert len(row["who"]) == 8
    assert member.name not in str(row)
    assert member.person.line_id not in str(row)


def swap(rows: Rows) -> Rows:
    rows[2], rows[3] = rows[3], rows[2]
    return rows


def move_to_the_end(rows: Rows) -> Rows:
    return [*rows[:1], *rows[2:], rows[1]]


def changed(name: bytes, value: bytes, place: int = 3) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        rows[place][name] = value
        return rows

    return change


def without(name: bytes) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        del rows[3][name]
        return rows

    return change


TAMPERED: dict[str, tuple[Callable[[Rows], Rows], list[tuple[str, int, int]]]] = {
    "who": (changed(b"who", b"0badc0de"), [("altered", 4, 4)]),
    "what": (changed(b"what", b"14-6911-9999"), [("altered", 4, 4)]),
    "act": (changed(b"act", b"joined"), [("altered", 4, 4)]),
    "when": (changed(b"at", b"1"), [("altered", 4, 4)]),
    "the first": (changed(b"act", b"joined", 0), [("altered", 1, 1)]),
    "the last": (changed(b"act", b"joined", 5), [("altered", 6, 6)]),
    "its seal": (changed(b"mac", b"0" * 64), [("altered", 4, 4)]),
    "seal of the last": (changed(b"mac", b"0" * 64, 5), [("altered", 6, 6)]),
    "a field more": (changed(b"note", b"x"), [("altered", 4, 4)]),
    "a field less": (without(b"role"), [("altered", 4, 4)]),
    "no seal": (without(b"mac"), [("altered", 4, 4)]),
    "no number": (without(b"n"), [("altered", 4, 4)]),
    "odd number": (changed(b"n", "๔".encode()), [("altered", 4, 4)]),
    "no letters": (changed(b"who", b"\xff\xfe"), [("altered", 4, 4)]),
    "another key": (changed(b"key", b"0badc0de"), [("signed by a key that is not set here", 4, 4)]),
    "first removed": (lambda rows: rows[1:], [("removed at the beginning", 1, 1)]),
    "firsts removed": (lambda rows: rows[3:], [("removed at the beginning", 1, 3)]),
    "middle removed": (lambda rows: rows[:2] + rows[4:], [("removed in the middle", 3, 4)]),
    "last removed": (lambda rows: rows[:-1], [("removed at the end", 6, 6)]),
    "lasts removed": (lambda rows: rows[:2], [("removed at the end", 3, 6)]),
    "all removed": (lambda _: [], [("removed at the end", 1, 6)]),
    "swapped": (swap, [("reordered", 3, 3)]),
    "moved": (move_to_the_end, [("reordered", 2, 2)]),
    "copied": (lambda rows: [*rows, rows[2]], [("copied", 3, 3)]),
    "copied in between": (lambda rows: [*rows[:3], rows[2], *rows[3:]], [("copied", 3, 3)]),
    "two places": (
        lambda rows: changed(b"who", b"x", 1)(rows)[:-1],
        [("altered", 2, 2), ("removed at the end", 6, 6)],
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_should_name_what_was_done_to_it(client: StoreClient, what: str) -> None:
    tamper, named = TAMPERED[what]
    fill(client)

    lie_as(client, tamper(as_they_lie(client)))

    assert breaks(client) == named


@pytest.mark.parametrize("what", TAMPERED)
def test_should_still_name_it_when_the_log_goes_on(client: StoreClient, what: str) -> None:
    tamper, _ = TAMPERED[what]
    fill(client)
    lie_as(client, tamper(as_they_lie(client)))
    named = {(kind.partition(" at ")[0].partition(" in ")[0], n) for kind, n, _ in breaks(client)}

    fill(client, 2)

    later = {(kind.partition(" at ")[0].partition(" in ")[0], n) for kind, n, _ in breaks(client)}
    assert named <= later


def test_should_name_an_entry_of_one_who_has_no_key(client: StoreClient) -> None:
    fill(client)
    rows = as_they_lie(client)

    client.xadd(keys.AUDIT, rows[-1] | {b"n": b"7"})  # type: ignore[arg-type]

    assert ("altered", 7, 7) in breaks(client)


ANCHORS: dict[str, tuple[Callable[[str], str], str]] = {
    "shorter": (lambda text: _with(text, "last", "4"), "anchor altered"),
    "longer base": (lambda text: _with(text, "base", "2"), "anchor altered"),
    "another key": (lambda text: _with(text, "key", "0badc0de"), "signed by a key"),
    "rubbish": (lambda _: "rubbish", "signed by a key"),
    "a list": (lambda _: "[1]", "signed by a key"),
    "empty": (lambda _: "{}", "signed by a key"),
}


def _with(text: str, name: str, value: str) -> str:
    return json.dumps({**json.loads(text), name: value})


@pytest.mark.parametrize("what", ANCHORS)
@pytest.mark.parametrize("goes_on", [False, True])
def test_should_name_an_anchor_that_was_changed(
    client: StoreClient, what: str, goes_on: bool
) -> None:
    """No act waits for it; but what is written next does not wash it clean."""
    change, named = ANCHORS[what]
    fill(client)
    client.set(keys.AUDIT_ANCHOR, change(client.get(keys.AUDIT_ANCHOR).decode()))  # type: ignore[union-attr]

    if goes_on:
        fill(client, 2)

    assert named in str(breaks(client)) or "anchor altered" in str(breaks(client))
    assert len(entries(client)) == (8 if goes_on else 6)


@pytest.mark.parametrize("goes_on", [False, True])
def test_should_name_an_anchor_that_is_gone(client: StoreClient, goes_on: bool) -> None:
    fill(client)
    client.delete(keys.AUDIT_ANCHOR)

    if goes_on:
        fill(client, 2)

    assert breaks(client) == [("anchor removed", *((7, 7) if goes_on else (6, 6)))]


def test_should_name_a_shorter_log_under_an_anchor_without_a_key(client: StoreClient) -> None:
    fill(client)
    anchor = client.get(keys.AUDIT_ANCHOR).decode()  # type: ignore[union-attr]
    rows = as_they_lie(client)[:4]
    lie_as(client, rows)
    client.set(keys.AUDIT_ANCHOR, _with(_with(anchor, "last", "4"), "last_mac", str(rows[-1])))

    fill(client, 2)

    assert "anchor altered" in str(breaks(client))


def test_should_name_the_anchor_of_an_earlier_day(client: StoreClient) -> None:
    fill(client, 3)
    early = client.get(keys.AUDIT_ANCHOR)
    fill(client, 3)

    client.set(keys.AUDIT_ANCHOR, early)  # type: ignore[arg-type]
    assert breaks(client) == [("anchor older than the entries", 4, 6)]
    AuditTrail(client, AUDIT_KEYS).record(AuditEntry(Audited.INVITED, None), NOW)

    assert ("does not follow the one before", 4, 4) in breaks(client)


def test_should_name_an_entry_of_another_past(client: StoreClient) -> None:
    """Each entry is ours and in its place; but one is of a history that was put back meanwhile."""
    fill(client, 3)
    early, first_rows = client.get(keys.AUDIT_ANCHOR), as_they_lie(client)
    AuditTrail(client, AUDIT_KEYS).record(AuditEntry(Audited.ERASED, a_member(9)), NOW)
    other = as_they_lie(client)[3]
    client.set(keys.AUDIT_ANCHOR, early)  # type: ignore[arg-type]
    lie_as(client, first_rows)
    fill(client, 2)
    rows = as_they_lie(client)

    lie_as(client, [*rows[:3], other, rows[4]])

    assert breaks(client) == [("does not follow the one before", 5, 5)]


def test_should_end_what_is_too_old_and_stay_whole(client: StoreClient) -> None:
    fill(client, 4)
    time = datetime.now(UTC)
    old = OldEntries(client, AUDIT_KEYS)

    assert old.purge(time - timedelta(days=90)) == 0
    assert old.purge(time + timedelta(seconds=5)) == 4

    assert (entries(client), breaks(client)) == ([], [])
    fill(client, 2)
    assert [row["n"] for row in entries(client)] == ["5", "6"]
    assert breaks(client) == []


def test_should_end_the_old_ones_alone(client: StoreClient) -> None:
    fill(client, 3)
    rows = as_they_lie(client)
    client.delete(keys.AUDIT)
    for days, row in zip((100, 91, 89), rows, strict=True):
        at = datetime.now(UTC) - timedelta(days=days)
        client.xadd(keys.AUDIT, row, id=f"{int(at.timestamp() * 1000)}-0")  # type: ignore[arg-type]

    gone = OldEntries(client, AUDIT_KEYS).purge(datetime.now(UTC) - timedelta(days=90))

    assert gone == 2
    assert [row["n"] for row in entries(client)] == ["3"]
    assert breaks(client) == []
    lie_as(client, [])
    assert breaks(client) == [("removed at the end", 3, 3)]


def test_should_name_what_is_put_back_after_its_time(client: StoreClient) -> None:
    fill(client, 3)
    (first, *_) = as_they_lie(client)
    OldEntries(client, AUDIT_KEYS).purge(datetime.now(UTC) + timedelta(seconds=5))

    client.xadd(keys.AUDIT, first)  # type: ignore[arg-type]

    assert breaks(client) == [("copied", 1, 1)]


def test_should_end_nothing_by_an_anchor_that_is_not_ours(client: StoreClient) -> None:
    """Signed anew, it would look right."""
    fill(client, 3)
    client.set(keys.AUDIT_ANCHOR, _with(client.get(keys.AUDIT_ANCHOR).decode(), "last", "2"))  # type: ignore[union-attr]

    assert OldEntries(client, AUDIT_KEYS).purge(datetime.now(UTC) + timedelta(days=1)) == 0
    assert breaks(client) != []


def test_should_verify_by_both_keys_while_one_is_changed(client: StoreClient) -> None:
    """The web has the new key first, then the worker: each goes on behind the other."""
    for secrets in ((OLD,), (NEW, OLD), (OLD,), (NEW, OLD), (NEW,), (NEW, OLD)):
        fill(client, 2, ring(*secrets))

    assert faults(client, ring(NEW, OLD)) == []
    assert set(faults(client, ring(NEW))) == {"signed by a key that is not set here"}
    assert set(faults(client, ring(b"a thief's"))) == {"signed by a key that is not set here"}


def test_should_not_sign_with_what_signs_other_things(client: StoreClient) -> None:
    fill(client, 1)
    (row,) = entries(client)

    (pseudonym,) = AUDIT_KEYS.pseudonyms(9)

    assert row["who"] == pseudonym
    assert ring(NEW).pseudonyms(9) != [pseudonym]
    assert ring(NEW, OLD).pseudonyms(9)[1] == pseudonym


def test_should_leave_no_entry_of_an_act_that_lost_its_race(client: StoreClient) -> None:
    units = UnitsOfWork(client, AUDIT_KEYS)
    late = units.open(an_event_id(), NOW)
    late.tx.read("GET", keys.DEMO)
    late.audit.record(AuditEntry(Audited.HANDED_OVER, a_member(9)))
    client.set(keys.DEMO, "1")

    with pytest.raises(LostRace):
        late.commit([])

    assert entries(client) == []


def test_should_leave_one_entry_of_an_event_that_comes_twice(client: StoreClient) -> None:
    event = an_event_id()
    for _ in range(2):
        unit = UnitsOfWork(client, AUDIT_KEYS).open(event, NOW)
        unit.audit.record(AuditEntry(Audited.HANDED_OVER, a_member(9)))
        unit.commit([])

    assert acts(client) == ["handed_over"]


def test_should_not_let_two_append_behind_the_same_entry(client: StoreClient) -> None:
    first, second = (UnitsOfWork(client, AUDIT_KEYS).open(an_event_id(), NOW) for _ in range(2))
    for unit in (first, second):
        unit.audit.record(AuditEntry(Audited.JOINED, a_member(9)))
        unit.audit.write()
        unit.audit.entries.clear()

    assert first.tx.commit()
    with pytest.raises(LostRace):
        second.tx.commit()

    assert breaks(client) == []


def test_should_chain_two_acts_of_one_event(client: StoreClient) -> None:
    unit = UnitsOfWork(client, AUDIT_KEYS).open(an_event_id(), NOW)
    for act in (Audited.ROLE_CHANGED, Audited.REMOVED):
        unit.audit.record(AuditEntry(act, a_member(9)))

    unit.commit([])

    assert acts(client) == ["role_changed", "removed"]
    assert breaks(client) == []


def test_should_stay_whole_while_many_append_and_old_ones_end(client: StoreClient) -> None:
    def write(_: int) -> None:
        fill(client, 8)

    with ThreadPoolExecutor(8) as pool:
        written = pool.map(write, range(8))
        old = OldEntries(client, AUDIT_KEYS)
        gone = sum(old.purge(datetime.now(UTC) + timedelta(days=1)) for _ in range(20))
        list(written)

    left = entries(client)
    assert breaks(client) == []
    assert len(left) + gone == 64
    assert not left or left[-1]["n"] == "64"


_WRITER = """
import sys
from datetime import datetime, UTC
from cases.audit import AuditEntry, Audited
from store.audit_log import AuditKeys
from store.unit_of_work import AuditTrail
from store.connection import connect
trail = AuditTrail(connect(sys.argv[1], role="command"), AuditKeys(lambda: [b"of the tests"]))
print("begun", flush=True)
while True:
    trail.record(AuditEntry(Audited.INVITED, None, of=sys.argv[2]), datetime.now(UTC))
"""


@pytest.mark.slow
def test_should_stay_whole_where_processes_append_and_are_killed(
    client: StoreClient, store_url: str
) -> None:
    for _ in range(3):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITER, store_url, centre],
                cwd=_ROOT,
                stdout=subprocess.PIPE,
            )
            for centre in ("TH-14", "TH-10")
        ]
        before = len(entries(client))
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        while len({row["of"] for row in entries(client)[before:]}) < 2:
            pass
        for writer in writers:
            writer.kill()
            writer.communicate()

    assert breaks(client) == []
    assert len(entries(client)) > 6


def test_should_be_written_where_the_store_is_full(server: Any, client: StoreClient) -> None:
    with server.client() as admin:
        admin.config_set("maxmemory", 1)
        try:
            fill(client, 2)
        finally:
            admin.config_set("maxmemory", 0)

    assert breaks(client) == []
    assert len(entries(client)) == 2


def test_should_go_on_after_a_restart_of_its_writer(store_url: str) -> None:
    for _ in range(3):
        with connect(store_url, role="command") as other:
            fill(other, 1)

    with connect(store_url, role="command") as other:
        assert breaks(other) == []
        assert len(entries(other)) == 3


def test_should_refuse_to_act_where_it_could_leave_no_entry(client: StoreClient) -> None:
    unit = UnitsOfWork(client).open(an_event_id(), NOW)
    unit.tx.write("SET", keys.DEMO, "1")
    unit.audit.record(AuditEntry(Audited.ERASED, a_member(9)))

    with pytest.raises(RuntimeError):
        unit.commit([])

    assert not client.exists(keys.DEMO)
