"""Waiting calls are small, and every version's are read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cases.facts.casework import Alerted, Why
from cases.facts.shares import CaseOpened
from cases.people import Language
from config.settings import Settings
from line.outbound import OutboundRenderer
from store import outbox
from store.exceptions import BadCall
from store.outbox import OutboundMessage
from tests.builders import NOW, a_case, a_member, a_person, a_press, the_centres, the_taxonomy
from tests.messages.every_fact import ASKER, every_fact

RENDERER = OutboundRenderer(Settings(secret_key="of the tests"), the_taxonomy(), the_centres())
#: What calls are packed with stays for as long as one may wait: another text gets another number.
TEXTS = {1: "abd3435d8e98b1d75df46e7895b8174137cd9c45577ea1f9289b571b7bc693f9"}


def rendered(*facts: object) -> list[OutboundMessage]:
    return RENDERER.render(a_press(ASKER, "x"), facts, NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", Language)
def test_should_read_every_call_as_it_was_written(language: Language) -> None:
    for _, fact in every_fact(language):
        for call in rendered(fact):
            assert OutboundMessage.from_json(call.to_json()) == call


def test_should_queue_receipt_and_alert_of_a_share_in_little_room() -> None:
    centre = the_centres().by_id("TH-14")
    assert centre is not None
    case = a_case(number="14-6912-0815")
    alerted = Alerted((a_member(9),), case, centre, 1_234.5, Why.NEW)
    calls = rendered(CaseOpened(a_person(ASKER), case, centre, 1_234.5), alerted)

    assert len(calls) == 2
    assert sum(len(call.to_json().encode()) for call in calls) < 2_000


def test_should_read_a_call_that_an_older_version_queued() -> None:
    call = OutboundMessage("id", "U1", ({"type": "text", "text": "สวัสดี"},), 1)
    older = json.dumps(
        {
            "id": "id",
            "to": "U1",
            "messages": call.messages,
            "created_ms": 1,
            "reply_token": "",
            "urgent": False,
        },
        ensure_ascii=False,
    )

    assert OutboundMessage.from_json(older) == call


@pytest.mark.parametrize("messages", ["2:AAAA", "x", "1:AAAA", "1:!", "1:", ":", "../1:", 7, None])
def test_should_tell_what_it_cannot_unpack_from_a_call(messages: object) -> None:
    kept = {"id": "id", "to": "U1", "created_ms": 1, "messages": messages}

    with pytest.raises(BadCall):
        OutboundMessage.from_json(json.dumps(kept))


def test_should_never_change_a_text_that_calls_were_packed_with() -> None:
    kept = {
        int(path.stem.removeprefix("outbox_dictionary_")): hashlib.sha256(path.read_bytes())
        for path in Path(outbox.__file__).parent.glob("outbox_dictionary_*.txt")
    }

    assert {number: one.hexdigest() for number, one in kept.items()} == TEXTS
