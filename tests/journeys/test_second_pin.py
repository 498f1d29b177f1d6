"""A pin that is put right, and one that is taken back, through the front door."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import citizen, heard, staff
from store import keys
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

RIGHT = near(AYUTTHAYA, 60)
ADDRESS = "99/1 ถนนโรจนะ จังหวัดพระนครศรีอยุธยา"


@pytest.mark.parametrize("language", WRITTEN)
def test_should_lead_the_officer_to_the_second_pin(town: Town, language: Language) -> None:
    officer, sharer = town.alerted_of_a_share(language)
    town.tap(officer, staff.CLAIM.say(language))

    town.share(sharer, RIGHT)

    assert citizen.JOINED.say(language) in town.hear(sharer)
    moved = town.hear(officer)
    assert heard.NEW_PLACE.say(language) in moved
    assert f"{RIGHT.latitude:.5f}" in moved
    town.share(sharer, RIGHT)  # the thumb that taps twice
    (number,) = town.queue()
    assert citizen.SENT_TWICE.say(language, number=number) in town.hear(sharer)
    town.settle()
    assert (town.count("shares"), town.count("cases")) == (2, 1)


@pytest.mark.parametrize("language", WRITTEN)
def test_should_tell_who_is_on_the_way_that_the_pin_was_taken_back(
    town: Town, language: Language
) -> None:
    officer = town.officer("Anong", language=language.value)
    sharer = town.citizen("Somchai", language=language.value)
    town.line.follow(sharer)
    town.hear(sharer)
    sent = town.line.send_location(sharer, AYUTTHAYA.latitude, AYUTTHAYA.longitude, address=ADDRESS)
    town.hear(sharer)
    assert ADDRESS in town.hear(officer)
    town.tap(officer, staff.CLAIM.say(language))
    town.tap(officer, staff.GO.say(language))
    town.hear(sharer)  # still there?
    told, paid = len(town.line.messages_of(sharer)), town.line.paid()

    town.line.unsend(sharer, _id_of(sent))

    news = town.hear(officer)
    assert heard.TAKEN_BACK_NEXT.say(language) in news
    assert f"{AYUTTHAYA.latitude}" in news
    assert ADDRESS not in news
    card = town.tap(officer, staff.ARRIVED.say(language))
    assert heard.TAKEN_BACK.say(language) in card
    town.settle()
    assert (len(town.line.messages_of(sharer)), town.line.paid() - paid) == (told, 1)
    (case,) = town.store.keys(f"{keys.TAG}:case:*")
    assert ADDRESS.encode() not in town.store.hgetall(case).values()


@pytest.mark.parametrize("language", WRITTEN)
def test_should_not_say_so_where_another_pin_stands(town: Town, language: Language) -> None:
    officer, _ = town.alerted_of_a_share(language)
    other = town.citizen("Other", language.value)
    sent = town.line.send_location(other, AYUTTHAYA.latitude, AYUTTHAYA.longitude)
    town.hear(other)
    town.tap(officer, staff.CLAIM.say(language))
    town.tap(officer, staff.GO.say(language))

    town.line.unsend(other, _id_of(sent))
    town.settle()

    assert heard.TAKEN_BACK.say(language) not in town.tap(officer, staff.ARRIVED.say(language))
    assert heard.TAKEN_BACK.say(language) not in str(town.line.messages_of(officer))
    assert (town.count("shares"), town.count("cases")) == (2, 1)


def _id_of(sent: object) -> str:
    """Return LINE's id of the message that an event brought."""
    assert isinstance(sent, dict)
    return str(sent["message"]["id"])
