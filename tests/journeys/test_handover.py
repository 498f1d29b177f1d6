"""A case goes to another centre, through the front door and in both languages."""

from __future__ import annotations

import pytest

from cases.case import Because
from cases.facts.casework import Why
from cases.people import WRITTEN, Language, Role
from cases.refusal import Refusal
from cases.rules import TO_TYPE_MINUTES
from messages.texts import holding, refusals, staff, status, transfers
from messages.texts.text import Text
from store import keys
from store.verify import verify
from tests.builders import PATTAYA
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
LANGUAGES = pytest.mark.parametrize("language", WRITTEN)
ADDRESS = "เมืองพัทยา อำเภอบางละมุง จังหวัดชลบุรี 20150 ประเทศไทย"


def opening(text: Text, language: Language) -> str:
    """Return the words of a text before its first value, and without them."""
    blank = dict.fromkeys(("number", "centre", "province", "phone"), "\0")
    return max(text.say(language, **blank).split("\0"), key=len)


def tap(town: Town, user: str, label: Text, language: Language) -> str:
    """Press a button by its words."""
    return town.tap(user, label.say(language))


def a_case(town: Town, language: Language) -> tuple[str, str, str]:
    """Let somebody share a place in Chon Buri's area, nearest to Rayong; give the sharer, Rayong's
    officer and Chon Buri's."""
    anong = town.officer("Anong", "TH-21", language=language.value)
    boon = town.officer("Boon", "TH-20", language=language.value)
    sharer = town.citizen("Somchai", language=language.value)
    town.line.follow(sharer)
    town.hear(sharer)
    town.share(sharer, PATTAYA, ADDRESS)
    town.hear(sharer)
    assert transfers.AREA.say(language) in town.hear(anong)
    return sharer, anong, boon


@LANGUAGES
def test_should_reach_the_centre_with_the_duty_in_one_tap(town: Town, language: Language) -> None:
    sharer, anong, boon = a_case(town, language)
    paid = town.line.paid()

    kept = town.store.hmget(keys.case(_number(town)), "centre", "province", "province_by")
    assert kept == [b"TH-21", b"TH-20", b"address"]
    said = tap(town, anong, transfers.TO_AREA, language)

    assert opening(transfers.HANDED_OVER, language) in said
    heard = town.hear(boon)
    assert staff.HEADINGS[Why.HANDED_OVER].say(language) in heard
    assert transfers.REASONS[Because.AREA].say(language) in heard
    town.settle()
    assert town.line.paid() - paid == 1  # the alert; the sharer is not pushed
    town.line.send_text(sharer, status.MY_SHARES.say(language))
    shown = town.hear(sharer)
    assert status.PASSED_ON.say(language) in shown
    assert ("จังหวัดชลบุรี" if language is Language.THAI else "Chon Buri") in shown
    refused = refusals.SENTENCES[Refusal.HANDED_ON]
    assert opening(refused, language) in tap(town, anong, staff.CLAIM, language)
    tap(town, boon, staff.CLAIM, language)
    tap(town, boon, staff.GO, language)
    town.hear(sharer)
    tap(town, boon, staff.ARRIVED, language)
    tap(town, boon, staff.NOT_FOUND, language)
    assert ("จังหวัดชลบุรี" if language is Language.THAI else "Chon Buri") in town.hear(sharer)
    counted = {one: _counts(town, one) for one in ("TH-20", "TH-21")}
    assert counted == {"TH-20": [0, 0, 1, 1], "TH-21": [1, 1, 0, 0]}
    assert verify(town.store) == []


@LANGUAGES
def test_should_wander_no_farther_than_the_national_desk(town: Town, language: Language) -> None:
    _, anong, boon = a_case(town, language)
    dao = town.officer("Dao", "TH-10", language=language.value)
    chai = town.officer("Chai", "TH-24", language=language.value)
    neighbour = "ฉะเชิงเทรา" if language is Language.THAI else "Chachoengsao"

    tap(town, anong, staff.MORE, language)
    assert neighbour in tap(town, anong, transfers.HAND_OVER, language)
    _choose(town, anong, "TH-24")
    _choose(town, anong, "TH-24", "no_team")
    assert transfers.REASONS[Because.NO_TEAM].say(language) in town.hear(chai)
    sent_back = tap(town, chai, transfers.REFUSE, language)
    assert opening(transfers.SENT_BACK, language) in sent_back
    assert transfers.REASONS[Because.REFUSED].say(language) in town.hear(anong)

    tap(town, anong, staff.MORE, language)
    asked = tap(town, anong, transfers.HAND_OVER, language)
    assert transfers.MUST.say(language) in asked
    done = _choose(town, anong, "TH-10", "other")

    assert opening(transfers.TO_NATION, language) in done
    assert staff.HEADINGS[Why.HANDED_OVER].say(language) in town.hear(dao)
    _choose(town, dao, "TH-20", "area")
    assert staff.HEADINGS[Why.HANDED_OVER].say(language) in town.hear(boon)
    town.line.press(boon, f"v=1&do=refuse&case={_number(town)}")
    assert opening(refusals.SENTENCES[Refusal.NOT_REFUSABLE], language)[:12] in town.hear(boon)
    tap(town, boon, staff.CLAIM, language)
    town.settle()
    assert verify(town.store) == []


@LANGUAGES
def test_should_tell_the_giver_when_the_receiver_does_not_answer(
    town: Town, language: Language
) -> None:
    _, anong, boon = a_case(town, language)
    head = town.officer("Head", "TH-21", Role.HEAD, language=language.value)
    tap(town, anong, transfers.TO_AREA, language)
    town.hear(boon)

    town.later(31)

    assert transfers.UNCLAIMED.say(language) in town.hear(head)
    assert staff.HEADINGS[Why.REMINDER].say(language) in town.hear(boon)


def _choose(town: Town, user: str, to: str, why: str = "") -> str:
    """Press one of the answers, which stand in frames and have no label."""
    reason = f"&why={why}" if why else ""
    town.line.press(user, f"v=1&do=handover&case={_number(town)}&to={to}{reason}")
    return town.hear(user)


def _number(town: Town) -> str:
    (number,) = town.store.zrange(keys.OPEN_PLACES, 0, -1)
    return str(number.decode())


def _counts(town: Town, centre: str) -> list[int]:
    return [town.count(name, centre) for name in ("cases", "handed_over", "received", "closed")]


@LANGUAGES
def test_should_carry_a_note_to_the_next_centre_and_to_no_sharer(
    town: Town, language: Language
) -> None:
    sharer, anong, boon = a_case(town, language)
    tap(town, anong, staff.MORE, language)
    assert str(TO_TYPE_MINUTES) in tap(town, anong, holding.NOTE, language)
    town.line.send_text(anong, "afraid of uniforms, 081-234-5678")
    assert opening(holding.NOTE_TAKEN, language) in town.hear(anong)

    tap(town, anong, staff.MORE, language)
    tap(town, anong, transfers.HAND_OVER, language)
    _choose(town, anong, "TH-20")
    _choose(town, anong, "TH-20", "area")
    assert "afraid of uniforms" in (alerted := town.hear(boon))
    assert "234" not in alerted
    assert "afraid of uniforms" in tap(town, boon, staff.CLAIM, language)
    tap(town, boon, staff.GO, language)
    town.settle()

    assert "uniforms" not in str(town.line.messages_of(sharer))
