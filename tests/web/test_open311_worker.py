"""The worker takes a partner's share from the inbox once, and a bad one holds nobody up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.worker import Worker
from cases.case import Place
from config.clock import to_ms
from line.inbound import OLDEST, BadBody, Ignored
from line.outbound import OutboundRenderer
from store import keys
from store.failures import dead_letters, replay
from store.partners import case_of
from store.stream import Counters, Inbox
from store.unit_of_work import UnitsOfWork
from tests.builders import AYUTTHAYA, LATER, a_context
from tests.web.open311_rig import Rig, a_rig, parsed
from web.open311.inbox_entry import SentShare, partner_event


@pytest.fixture
def rig(client: Any) -> Rig:
    return a_rig(client)


@pytest.fixture
def worker(client: Any) -> Worker:
    inbox, context = Inbox(client, "w"), a_context()
    inbox.prepare()
    renderer = OutboundRenderer(context.settings, context.taxonomy, context.centres)
    return Worker(inbox, UnitsOfWork(client), context, renderer, Counters(client), lambda: LATER)


def work_all(worker: Worker) -> None:
    for entry in worker.inbox.take(99, block_ms=1):
        worker.work(entry)


def shares(rig: Rig) -> int:
    months = rig.client.scan_iter(f"{keys.count('all', '????-??')}")
    return sum(int(rig.client.hget(month, "shares") or 0) for month in months)


def test_should_work_on_a_share_once_whatever_dies_meanwhile(rig: Rig, worker: Worker) -> None:
    token = parsed(rig.post())[0]["token"]
    (entry,) = worker.inbox.take(1, block_ms=1)

    worker.work(entry)
    worker.work(entry)  # it had died after the effect and before the acknowledgement

    assert shares(rig) == 1
    assert rig.client.xlen(keys.INBOX) == 0
    number = case_of(rig.client, token)
    assert number is not None
    answer = rig.get(f"requests/{number}.json", api_key=rig.key)
    assert parsed(answer)[0]["status"] == "open"


def test_should_bury_what_it_cannot_read_and_go_on(rig: Rig, worker: Worker) -> None:
    rig.client.xadd(keys.INBOX, {"share": b"[1]", "token": "t", "at": to_ms(LATER)})
    rig.post()

    work_all(worker)

    assert shares(rig) == 1
    assert [letter.error for letter in dead_letters(rig.client)] == ["BadBody"]


def test_should_take_a_dead_letter_round_again(rig: Rig, worker: Worker) -> None:
    token = parsed(rig.post())[0]["token"]
    (entry,) = worker.inbox.take(1, block_ms=1)
    worker.inbox.dead_letter(entry, "it ended the worker")

    assert replay(rig.client, dead_letters(rig.client)) == 1
    work_all(worker)

    assert case_of(rig.client, token)
    assert shares(rig) == 1


def test_should_not_work_on_a_share_whose_mark_may_be_forgotten(rig: Rig, worker: Worker) -> None:
    old = LATER - OLDEST - timedelta(minutes=1)
    fields = {"share": SentShare(Place(AYUTTHAYA), "", "").to_json().encode(), "token": b"t"}

    assert partner_event(fields, old, LATER) is Ignored.TOO_OLD
    rig.client.xadd(keys.INBOX, {**fields, "at": to_ms(old)})
    work_all(worker)

    assert shares(rig) == 0
    assert len(list(dead_letters(rig.client))) == 1


@pytest.mark.parametrize(
    "share", [b"", b"{}", b"[]", b"null", b'[91, 0, "", "", ""]', b'["a", 1, "", "", ""]', b"\xff"]
)
def test_should_refuse_entries_that_we_did_not_write(share: bytes) -> None:
    with pytest.raises(BadBody):
        partner_event({"share": share, "token": b"t"}, LATER, LATER)
