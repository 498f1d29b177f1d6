"""The visit proved: far from the pin, several persons, closing facts, and going again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases.calendar import BANGKOK
from cases.case import FarReason, NoCheckIn
from cases.facts.casework import Why
from cases.people import WRITTEN, Language
from line.flex import cut_label
from messages.texts import citizen, details, proof, results, staff, status
from messages.texts.text import Text
from store.verify import verify
from tests.builders import AYUTTHAYA, near, the_taxonomy
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
LANGUAGES = pytest.mark.parametrize("language", WRITTEN)


def tap(town: Town, user: str, label: Text | str, language: Language, **values: int) -> str:
    """Press a button by its words."""
    words = label if isinstance(label, str) else label.say(language, **values)
    return town.tap(user, cut_label(words))


def outcome(code: str, language: Language) -> str:
    """Name an outcome."""
    return the_taxonomy().outcomes[code].name(language)


def on_site(town: Town, language: Language, metres: float) -> tuple[str, str]:
    """Let a citizen share, and an officer arrive so many metres from the pin."""
    anong, sharer = town.alerted_of_a_share(language)
    arrive(town, anong, language, metres)
    town.hear(sharer)  # still there?
    return anong, sharer


def arrive(town: Town, anong: str, language: Language, metres: float) -> None:
    """Claim, set off and check in."""
    tap(town, anong, staff.CLAIM, language)
    tap(town, anong, staff.GO, language)
    town.share(anong, near(AYUTTHAYA, metres))
    assert staff.ARRIVED_HEADING.say(language) in town.hear(anong)


@LANGUAGES
def test_should_ask_why_it_was_far_and_count_who_was_met(town: Town, language: Language) -> None:
    anong, sharer = on_site(town, language, 900)
    tap(town, anong, staff.FOUND, language)

    asked = tap(town, anong, outcome("ADVISED", language), language)
    assert proof.FAR_WHY.say(language) in asked
    closed = tap(town, anong, proof.FAR_REASONS[FarReason.MOVED], language)
    assert staff.CLOSED_HEADING.say(language) in closed
    assert proof.FAR_REASONS[FarReason.MOVED].say(language) in closed
    assert results.BY_CODE["ADVISED"].say(language) in town.hear(sharer)

    first = tap(town, anong, proof.OFFER, language)
    assert proof.NAMES["nationality"].say(language) in first
    second = tap(town, anong, proof.SKIP, language)
    assert proof.NAMES["sex"].say(language) in second
    tap(town, anong, proof.VALUES["male"], language)
    answered = tap(town, anong, proof.VALUES["male"], language)  # tapped twice
    assert proof.NAMES["age_band"].say(language) in answered
    town.settle()
    counted = ("closed", "found", "far", "fact:sex:male", "fact:nationality:thai")
    assert [town.count(name) for name in counted] == [1, 1, 1, 1, 0]
    assert verify(town.store) == []


@LANGUAGES
def test_should_go_again_and_close_for_each_person(town: Town, language: Language) -> None:
    anong, sharer = on_site(town, language, 30)

    asked = tap(town, anong, proof.REVISIT, language)
    assert proof.REVISIT_HOW.say(language) in asked
    times = [words for words in asked.split(" | ") if ":00" in words and "…" not in words]
    assert times[0] in tap(town, anong, times[0], language)
    town.line.send_text(sharer, "เรื่องของฉัน" if language is Language.THAI else "my shares")
    assert status.GOES_AGAIN.say(language) in town.hear(sharer)
    town.later(24 * 60)
    assert staff.HEADINGS[Why.REVISIT].say(language) in town.hear(anong)
    arrive(town, anong, language, 30)

    tap(town, anong, staff.FOUND, language)
    tap(town, anong, proof.SEVERAL, language)
    first = tap(town, anong, proof.SO_MANY, language, persons=3)
    assert proof.PERSON_OF.say(language, person=1, of=3) in first
    second = tap(town, anong, outcome("ADVISED", language), language)
    assert proof.PERSON_OF.say(language, person=2, of=3) in second
    tap(town, anong, outcome("SHELTER", language), language)
    closed = tap(town, anong, proof.ONLY, language, persons=2)
    assert staff.CLOSED_HEADING.say(language) in closed
    told = town.hear(sharer)
    assert results.MET_SEVERAL.say(language, persons=2) in told
    assert results.DONE_BY_GROUP["protected"].say(language) in told
    town.settle()
    assert [town.count(name) for name in ("visited", "found", "persons")] == [1, 1, 2]
    assert verify(town.store) == []


@LANGUAGES
def test_should_go_again_at_a_time_of_ones_own(town: Town, language: Language) -> None:
    anong, _ = on_site(town, language, 30)
    tap(town, anong, proof.REVISIT, language)
    picker = town.line.action_of(anong, proof.REVISIT_OTHER.say(language))
    picked = datetime.now(BANGKOK).replace(hour=17, minute=40) + timedelta(days=2)

    for wrong in ("2026-01-01T10:00", "2031-01-01T10:00", "now"):
        town.line.press(anong, picker["data"], params={"datetime": wrong})
        assert proof.REVISIT_STALE.say(language) in town.hear(anong)
    town.line.press(anong, picker["data"], params={"datetime": f"{picked:%Y-%m-%dT%H:%M}"})
    assert "17:40" in town.hear(anong)


@LANGUAGES
def test_should_carry_the_numbers_to_call_with_an_alert_of_danger(
    town: Town, language: Language
) -> None:
    anong, sharer = town.alerted_of_a_share(language)
    tap(town, sharer, details.NO_DANGER, language)
    tap(town, sharer, citizen.KINDS["WITH_CHILD"], language)

    told = town.hear(anong)

    assert "191, 1669" in told
    for number in ("191", "1669"):
        label = citizen.CALLS[number].say(language)
        assert town.line.action_of(anong, label)["uri"] == f"tel:{number}"


@LANGUAGES
def test_should_say_at_once_that_a_check_in_is_far_from_the_pin(
    town: Town, language: Language
) -> None:
    anong, _ = on_site(town, language, 4_800)
    told = str(town.line.messages_of(anong)[-1])
    far = "4.8 กม." if language is Language.THAI else "4.8 km"
    assert staff.FAR_FROM_PIN.say(language, distance=far) in told
    again = town.line.action_of(anong, staff.CHECK_IN_AGAIN.say(language))
    assert again["type"] == "location"

    town.share(anong, near(AYUTTHAYA, 60))

    assert staff.CHECKED_IN_NEXT.say(language) in town.hear(anong)
    tap(town, anong, staff.FOUND, language)
    closed = tap(town, anong, outcome("ADVISED", language), language)
    assert staff.CLOSED_HEADING.say(language) in closed  # no reason is asked for any more


@LANGUAGES
def test_should_ask_why_no_check_in_proves_that_nobody_was_there(
    town: Town, language: Language
) -> None:
    anong, sharer = town.alerted_of_a_share(language)
    for step in (staff.CLAIM, staff.GO, staff.ARRIVED):
        tap(town, anong, step, language)
    town.hear(sharer)

    closed = tap(town, anong, staff.NOT_FOUND, language)
    assert proof.UNMET_WHY.say(language) in closed
    assert staff.CLOSED_NEXT.say(language) in closed
    assert results.RESULT.say(language) in town.hear(sharer)
    town.settle()
    assert town.count("unmet") == 1
    tap(town, anong, proof.UNMET_REASONS[NoCheckIn.LOOKED], language)

    town.settle()
    assert (town.count("unmet"), town.count("unmet_looked")) == (0, 1)


@LANGUAGES
def test_should_promise_nobody_the_result_of_a_callers_case(town: Town, language: Language) -> None:
    anong = town.officer("Anong", language=language.value)
    town.line.send_text(anong, "แจ้งแทน" if language is Language.THAI else "for a caller")
    town.hear(anong)
    town.share(anong)
    town.hear(anong)
    tap(town, anong, staff.CLAIM, language)
    tap(town, anong, staff.GO, language)
    town.share(anong)
    town.hear(anong)

    closed = tap(town, anong, staff.NOT_FOUND, language)

    assert staff.CLOSED_UNHEARD.say(language) in closed
    assert proof.UNMET_WHY.say(language) not in closed
