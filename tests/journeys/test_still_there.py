"""Still there, and did you see us? Through the front door, in both languages."""

from __future__ import annotations

import pytest

from cases.case import Seen
from cases.facts.casework import Why
from cases.people import WRITTEN, Language, Role
from cases.refusal import Refusal
from messages.texts import asking, citizen, heard, my_data, refusals, results, seen, staff
from messages.texts.text import Text
from store.verify import verify
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
LANGUAGES = pytest.mark.parametrize("language", WRITTEN)


def opening(text: Text, language: Language) -> str:
    """Return the words of a text before its first value."""
    return text.say(language, **dict.fromkeys(("number", "days", "minutes", "time"), "\0")).split(
        "\0"
    )[0]


def tap(town: Town, user: str, label: Text, language: Language) -> str:
    """Press a button by its words."""
    return town.tap(user, label.say(language))


def on_the_way(town: Town, language: Language) -> tuple[str, str]:
    """Let a citizen share, and an officer claim and set off; the citizen is asked."""
    anong, sharer = town.alerted_of_a_share(language)
    tap(town, anong, staff.CLAIM, language)
    tap(town, anong, staff.GO, language)
    assert seen.STILL_THERE.say(language) in town.hear(sharer)
    return anong, sharer


def close_as_not_found(town: Town, officer: str, language: Language) -> None:
    """Be there, and find nobody."""
    tap(town, officer, staff.ARRIVED, language)
    tap(town, officer, staff.NOT_FOUND, language)


def price(town: Town, user: str) -> int:
    """Return what all messages to one person have cost."""
    return sum(row["cost"] for row in town.line.messages_of(user))


@LANGUAGES
def test_should_cost_two_pushes_to_tell_one_sharer_all(town: Town, language: Language) -> None:
    anong, sharer = on_the_way(town, language)
    stranger = town.citizen("Emma", language.value)
    town.line.follow(stranger)
    town.hear(stranger)
    gone = town.line.action_of(sharer, seen.ANSWERS[Seen.GONE].say(language))["data"]

    thanks = tap(town, sharer, seen.ANSWERS[Seen.HERE], language)
    told = town.hear(anong)
    again = tap(town, sharer, seen.ANSWERS[Seen.HERE], language)
    close_as_not_found(town, anong, language)
    result = town.hear(sharer)
    confirmed = tap(town, sharer, seen.ANSWERS[Seen.YES], language)

    assert opening(seen.TAKEN[Seen.HERE], language) in thanks
    assert heard.HEADINGS[Seen.HERE].say(language) in told
    assert opening(seen.KNOWN, language) in again
    assert results.DID_YOU_SEE.say(language) in result
    assert opening(seen.TAKEN[Seen.YES], language) in confirmed
    for user, data in ((stranger, gone), (sharer, gone), (sharer, "v=1&do=confirm&case=x&seen=y")):
        town.line.press(user, data)
        assert opening(seen.NOT_TAKEN, language) in town.hear(user)
    town.settle()
    assert (price(town, sharer), price(town, stranger)) == (2, 0)
    assert town.line.paid() == 4  # and the alert, and the answer to the officer on the road
    assert [town.count(name) for name in ("confirmed", "reopened", "closed")] == [1, 0, 1]


@LANGUAGES
def test_should_follow_the_person_and_open_the_case_again(town: Town, language: Language) -> None:
    head = town.officer("Chai", role=Role.HEAD, language=language.value)
    anong, sharer = on_the_way(town, language)
    assert "Anong" in town.hear(head)
    there = near(AYUTTHAYA, 700)

    assert seen.WHERE_NOW.say(language) in tap(town, sharer, seen.ANSWERS[Seen.MOVED], language)
    assert heard.HEADINGS[Seen.MOVED].say(language) in town.hear(anong)
    town.share(sharer, there)
    assert opening(seen.MOVED_HERE, language) in town.hear(sharer)
    new_place = town.hear(anong)
    assert heard.NEW_PLACE.say(language) in new_place
    assert f"destination={there.latitude:.6f},{there.longitude:.6f}" in new_place
    left = tap(town, sharer, seen.ANSWERS[Seen.GONE], language)
    assert opening(seen.TAKEN[Seen.GONE], language) in left
    assert heard.HEADINGS[Seen.GONE].say(language) in town.hear(anong)

    close_as_not_found(town, anong, language)
    assert results.RESULT.say(language) in town.hear(sharer)
    wrong = tap(town, sharer, seen.ANSWERS[Seen.WRONG], language)
    assert opening(seen.TAKEN[Seen.WRONG], language) in wrong
    assert heard.DISPUTED.say(language) in town.hear(head)
    reopened = tap(town, sharer, seen.ANSWERS[Seen.STILL], language)
    assert opening(seen.REOPENED, language) in reopened
    assert staff.HEADINGS[Why.REOPENED].say(language) in town.hear(anong)
    again = tap(town, sharer, seen.ANSWERS[Seen.STILL], language)
    assert opening(seen.STILL_OPEN, language) in again

    tap(town, anong, staff.CLAIM, language)
    tap(town, anong, staff.GO, language)
    close_as_not_found(town, anong, language)
    assert results.RESULT.say(language) in town.hear(sharer)
    town.settle()
    names = ("shares", "cases", "claimed", "visited", "closed", "reopened", "disputed")
    assert [town.count(name) for name in names] == [2, 1, 1, 1, 2, 1, 1]
    assert verify(town.store) == []
    assert price(town, sharer) == 3  # the question once, and the result of each close


@LANGUAGES
def test_should_tell_who_is_on_the_way_that_another_shared(town: Town, language: Language) -> None:
    anong, _ = on_the_way(town, language)
    before = price(town, anong)

    town.share(town.citizen("Emma", language.value))
    told = town.hear(anong)
    town.share(town.citizen("Fon", language.value))
    town.settle()

    assert heard.SHARED_TOO.say(language) in told
    assert price(town, anong) == before + 1


@LANGUAGES
def test_should_tell_every_sharer_of_a_reopening(town: Town, language: Language) -> None:
    officer, sharer = town.alerted_of_a_share(language)
    other = town.citizen("Other", language.value)
    town.line.follow(other)
    town.hear(other)
    town.share(other)
    town.hear(other)
    tap(town, officer, staff.CLAIM, language)
    tap(town, officer, staff.GO, language)
    tap(town, officer, staff.ARRIVED, language)
    close_as_not_found(town, officer, language)
    town.later(5)
    town.settle()
    town.hear(other)
    paid = price(town, other)

    tap(town, sharer, seen.ANSWERS[Seen.STILL], language)

    assert opening(seen.REOPENED_FOR_OTHERS, language) in town.hear(other)
    town.settle()
    assert price(town, other) == paid + 1


@LANGUAGES
def test_should_tell_who_shares_next_that_a_team_was_there(town: Town, language: Language) -> None:
    officer, sharer = on_the_way(town, language)
    close_as_not_found(town, officer, language)
    town.hear(sharer)
    nok, emma = town.citizen("Nok", language.value), town.citizen("Emma", language.value)
    for user in (nok, emma):
        town.line.follow(user)
        town.hear(user)

    town.share(nok)
    assert opening(citizen.TEAM_WAS_HERE, language) in town.hear(nok)
    assert staff.GROUPS["no_contact"].say(language) in town.hear(officer)
    town.settle()
    assert opening(seen.REOPENED, language) in tap(town, nok, citizen.STILL_SEEN, language)
    assert staff.HEADINGS[Why.REOPENED].say(language) in town.hear(officer)
    assert opening(seen.REOPENED_FOR_OTHERS, language) in town.hear(sharer)

    tap(town, officer, staff.CLAIM, language)
    tap(town, officer, staff.GO, language)
    close_as_not_found(town, officer, language)
    town.share(emma, near(AYUTTHAYA, 50))
    town.hear(emma)
    other = tap(town, emma, citizen.ANOTHER_PERSON, language)
    assert seen.OTHER_PERSON.say(language, number=town.queue()[-1]) in other
    town.settle()
    assert [town.count(name) for name in ("cases", "reopened")] == [3, 1]
    assert verify(town.store) == []


@LANGUAGES
def test_should_ask_nothing_of_who_does_not_want_it(town: Town, language: Language) -> None:
    officer, sharer = on_the_way(town, language)
    muted = tap(town, sharer, asking.MUTE, language)
    assert asking.MUTED.say(language) in muted
    tap(town, officer, staff.MORE, language)
    refused = tap(town, officer, asking.ASK, language)
    assert opening(refusals.SENTENCES[Refusal.NOBODY_TO_ASK], language) in refused

    tap(town, officer, staff.ARRIVED, language)
    close_as_not_found(town, officer, language)
    assert results.RESULT.say(language) in town.hear(sharer)
    town.line.send_text(sharer, "my data" if language is Language.ENGLISH else "ข้อมูลของฉัน")
    assert my_data.NONE_ASKED.say(language) in town.hear(sharer)
    assert asking.UNMUTED.say(language) in tap(town, sharer, asking.UNMUTE, language)
