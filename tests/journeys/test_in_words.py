"""A place in words, for who cannot send a location: through the front door, in both languages."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import caller, citizen
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
LANGUAGES = pytest.mark.parametrize("language", WRITTEN)
PROVINCE = {Language.THAI: "พระนครศรีอยุธยา", Language.ENGLISH: "Phra Nakhon Si Ayutthaya"}
YES = {Language.THAI: "ใช่", Language.ENGLISH: "yes"}


def a_citizen(town: Town, language: Language) -> str:
    user = town.citizen("Mali", language.value)
    town.line.follow(user)
    town.hear(user)
    return user


@LANGUAGES
def test_should_take_a_written_place_after_one_tap(town: Town, language: Language) -> None:
    anong, mali = town.officer("Anong", language=language.value), a_citizen(town, language)

    town.line.send_text(mali, "๑๔.๓๕๓๒, 100.5689 ชายแก่หน้าร้านทอง")
    asked = town.hear(mali)
    assert PROVINCE[language] in asked
    assert "14.35320, 100.56890" in asked
    assert town.count("shares") == 0
    receipt = town.tap(mali, citizen.USE_PLACE.say(language))

    assert "14-69" in receipt
    assert "14.35320, 100.56890" in town.hear(anong)
    assert citizen.PLACE_GONE.say(language) in town.tap(mali, citizen.USE_PLACE.say(language))
    town.settle()
    assert town.count("shares") == 1
    assert any(b"\xe0\xb8\x97\xe0\xb8\xad\xe0\xb8\x87" in raw for raw in _details(town))


@LANGUAGES
def test_should_take_a_typed_yes(town: Town, language: Language) -> None:
    mali = a_citizen(town, language)

    town.line.send_text(mali, "https://www.google.com/maps/place/Wat/@14.3532,100.5689,17z")
    town.hear(mali)
    town.line.send_text(mali, YES[language])

    assert "14-69" in town.hear(mali)


@LANGUAGES
def test_should_say_what_to_do_with_a_short_link(town: Town, language: Language) -> None:
    mali = a_citizen(town, language)

    town.line.send_text(mali, "https://maps.app.goo.gl/AbCdEf123")
    assert citizen.MAP_LINK.say(language) in town.hear(mali)
    town.line.send_text(mali, "9H39+9Q")
    assert citizen.LOCAL_CODE.say(language) in town.hear(mali)
    town.line.send_text(mali, f"9H39+9Q {PROVINCE[language]}")
    assert PROVINCE[language] in town.hear(mali)
    town.line.send_text(mali, "17.9757, 102.6331")
    assert citizen.OUTSIDE.say(language) in town.hear(mali)
    assert town.count("shares") == 0


@LANGUAGES
def test_should_enter_a_callers_place_in_words(town: Town, language: Language) -> None:
    anong = town.officer("Anong", language=language.value)
    town.line.send_text(anong, "แจ้งแทน" if language is Language.THAI else "caller")
    town.hear(anong)

    town.line.send_text(anong, "14°21'11.5\"N 100°34'08.0\"E")
    assert PROVINCE[language] in town.hear(anong)
    entered = town.tap(anong, citizen.USE_PLACE.say(language))

    assert caller.OPENED.say(language) in entered
    assert town.count("shares") == 1


def _details(town: Town) -> list[bytes]:
    found = (town.store.hvals(key) for key in town.store.keys("*detail*"))
    return [raw for rows in found for raw in rows]
