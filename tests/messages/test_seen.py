from __future__ import annotations

import pytest

from cases.case import Case, Seen, State
from cases.facts import shares as citizen_facts
from cases.facts.answers import (
    AnswerTaken,
    OutcomeDisputed,
    PlaceMoved,
    SharerHeard,
    StillThereAsked,
)
from cases.people import Language, Role
from messages.chat import PickLocation
from messages.texts import heard, seen, staff
from tests.builders import NOW, a_case, a_line_id, a_member, a_person, a_press
from tests.messages.every_fact import ASKER, CENTRE
from tests.messages.saying import (
    acts,
    asked_by_cards,
    asker,
    calls,
    contents,
    data_in,
    links,
    said,
)


def going(**changes: object) -> Case:
    """Build a case on the way, in another officer's hands."""
    return a_case(**{"state": State.GOING, "holder": 9} | changes)


@pytest.mark.parametrize("language", list(Language))
def test_should_ask_on_a_card_and_above_the_keyboard(language: Language) -> None:
    fact = StillThereAsked((asker(language=language),), going())

    *quick, place, mute = contents(fact)[0].replies
    assert [one["seen"] for one in asked_by_cards(fact)] == ["here", "moved", "gone", "left"]
    assert data_in(quick) == [
        *(f"v=1&do=confirm&case=14-6911-0042&seen={one}" for one in ("here", "moved", "gone")),
        "v=1&do=confirm&case=14-6911-0042&seen=left",
    ]
    assert isinstance(place, PickLocation)
    assert data_in([mute]) == ["v=1&do=questions"]


@pytest.mark.parametrize("language", list(Language))
def test_should_say_nothing_of_the_person_in_the_question(language: Language) -> None:
    sharer = asker(language=language)
    plain, telling = going(), going(kind="WITH_CHILD", urgent="CHILD", shares=7)

    assert said(StillThereAsked((sharer,), plain)) == said(StillThereAsked((sharer,), telling))


def test_should_ask_each_sharer_in_the_own_language() -> None:
    sharers = (a_person(5, language=Language.ENGLISH), a_person(6), a_person(7, blocked=True))

    told = calls(a_press(9, "going"), StillThereAsked(sharers, going()))

    assert [(call.to, bool(call.reply_token)) for call in told] == [
        (a_line_id(5), False),
        (a_line_id(6), False),
    ]
    assert seen.STILL_THERE.say(Language.ENGLISH) in str(told[0].messages)
    assert seen.STILL_THERE.say(Language.THAI) in str(told[1].messages)


def test_should_open_the_location_picker_for_one_who_says_moved() -> None:
    moved = AnswerTaken(asker(), going(), Seen.MOVED)

    assert links(moved) == ["https://line.me/R/nv/location/"]
    assert "30 นาที" in said(moved)


@pytest.mark.parametrize("answer", [Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT])
def test_should_tell_the_holder_what_was_said_when_and_what_next(answer: Seen) -> None:
    fact = SharerHeard(asker(), going(holder=ASKER), answer, NOW)

    words = said(fact)

    assert heard.HEADINGS[answer].say(Language.THAI) in words
    assert "20 พ.ย. 2569 16:28 น." in words
    assert ("release" in acts(fact)) is (answer is Seen.GONE)  # whose words name it
    assert "more" in acts(fact)


def test_should_lead_the_holder_to_the_new_place() -> None:
    (way,) = links(PlaceMoved(asker(), going(holder=ASKER)))

    assert way.startswith("https://www.google.com/maps/dir/?api=1&destination=14.353200,100.568900")


def test_should_tell_a_head_which_outcome_is_disputed() -> None:
    closed = a_case(state=State.CLOSED, closed_at=NOW, outcomes=("NOT_FOUND",))
    head = a_member(5, role=Role.HEAD)

    words = said(OutcomeDisputed((head,), closed))

    assert "14-6911-0042" in words
    assert "ไม่พบตัว ณ จุดที่แจ้ง" in words


@pytest.mark.parametrize(
    ("outcome", "answers"),
    [
        ("NOT_FOUND", ["yes", "still", "wrong"]),
        ("FAMILY", ["yes", "still", "wrong"]),
        ("DUPLICATE", ["still", "wrong"]),
        ("INSUFFICIENT", ["still", "wrong"]),
    ],
)
def test_should_ask_did_you_see_us_only_where_somebody_went(
    outcome: str, answers: list[str]
) -> None:
    closed = a_case(state=State.CLOSED, outcomes=(outcome,))
    told = citizen_facts.SharersTold((asker(),), closed)

    assert [one["seen"] for one in asked_by_cards(told)] == answers
    assert ("คุณเห็นทีมของเราไหมคะ" in said(told)) is ("yes" in answers)


def test_should_let_a_sharer_say_gone_from_the_receipt() -> None:
    opened = citizen_facts.CaseOpened(asker(), a_case(kind="ADULT"), CENTRE, 1.0)
    joined = citizen_facts.ShareJoined(asker(), a_case(kind="ADULT"), CENTRE, 1.0, "e")

    assert acts(opened) == ["gone"]
    assert acts(joined)[:2] == ["split", "gone"]


def test_should_show_staff_since_when_the_person_is_said_to_be_gone() -> None:
    shown = said(SharerHeard(asker(), going(holder=ASKER), Seen.LEFT, NOW))
    label = staff.GONE_AT.say(Language.THAI)

    assert label not in shown
    assert label in said(PlaceMoved(asker(), going(gone_at=NOW, reopened=1)))


def test_should_show_staff_that_a_case_was_closed_in_vain() -> None:
    label = staff.REOPENED.say(Language.THAI)

    assert label not in said(PlaceMoved(asker(), going()))
    assert label in said(PlaceMoved(asker(), going(reopened=1)))
