"""Groups, rooms, and people whom LINE does not name: nothing of a case is said or taken there."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import citizen, staff
from tests.builders import AYUTTHAYA
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

ROOM = "R0123456789abcdef0123456789abcdef"
POINT: dict[str, object] = {"latitude": AYUTTHAYA.latitude, "longitude": AYUTTHAYA.longitude}


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("kind", ["group", "room"])
def test_should_say_nothing_of_a_case_where_others_read(
    town: Town, kind: str, language: Language
) -> None:
    officer, sharer = town.alerted_of_a_share(language)
    chat = ROOM if kind == "room" else town.line.add_group([officer, sharer])
    town.tap(officer, staff.CLAIM.say(language))
    town.tap(officer, staff.GO.say(language))
    town.hear(sharer)  # still there?
    (number,) = town.queue()
    before = [len(town.line.messages_of(one)) for one in (officer, sharer)]

    for who in (officer, sharer):
        acts: list[dict[str, object]] = [
            {"kind": "location", **POINT},
            {"kind": "text", "text": number},
            {"kind": "text", "text": "ช่วยด้วย"},
            {"kind": "text", "text": "ใช่"},
            {"kind": "sticker"},
            {"kind": "image"},
            {"kind": "postback", "data": f"v=1&do=arrived&case={number}"},
        ]
        for told in acts:
            town.line.send_events([{**told, "userId": who, "groupId": chat}])
    town.settle()

    assert town.line.messages_of(chat) == []
    assert [len(town.line.messages_of(one)) for one in (officer, sharer)] == before
    assert (town.count("shares"), town.count("cases"), town.count("visited")) == (1, 1, 0)


@pytest.mark.parametrize(
    ("what", "said"),
    [("text", {"text": "ช่วยด้วย"}), ("location", POINT), ("sticker", {})],
    ids=["a cry", "a place", "a sticker"],
)
def test_should_name_1300_and_nothing_else_to_whom_line_does_not_name(
    town: Town, what: str, said: dict[str, object]
) -> None:
    town.officer("Anong")
    before = len(town.line.accepted())

    town.line.act(what, userId=None, **said)
    town.settle()

    (answer,) = town.line.accepted()[before:]
    assert (answer["kind"], answer["cost"]) == ("reply", 0)
    for language in WRITTEN:
        assert citizen.NAMELESS.say(language) in str(answer["message"]).replace("\\n", "\n")
    assert (town.count("shares"), town.queue()) == (0, [])
