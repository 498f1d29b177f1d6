"""What a sharer says and takes back after their case was merged into another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.case import State
from cases.facts.answers import (
    AnswerKnown,
    AnswerNotTaken,
    AnswerTaken,
    CaseReopened,
    MovedHere,
    SharerHeard,
    StillThereAsked,
)
from cases.facts.casework import CaseClaimed
from cases.facts.fact import Fact
from cases.facts.moves import CaseMerged, CaseUnmerged
from cases.facts.personal_data import AttachmentsShown, AttachmentTaken, Erased
from cases.facts.shares import (
    CaseOpened,
    DetailAdded,
    DetailAsked,
    HelpAsked,
    KindNotTaken,
    KindSaid,
    NotSplit,
    OwnNeedHeard,
    SharersTold,
    StatusShown,
)
from cases.ports import Timer
from handlers.dispatch import handle
from handlers.events import Event, TimerDue
from handlers.request import Request
from store import keys
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_share,
    a_text,
    an_event_id,
    changed,
    minutes,
    near,
    with_fields,
)
from tests.handlers.photo_rig import Rig
from tests.handling import Handling, only
from tests.lives import sure
from tests.photos import Album, a_jpeg, a_photo, an_unsend
from tests.scan import keys_with

ANNA, BOON = 11, 12
CALM, OTHER = "14-6911-0001", "14-6911-0002"
FIRST, MERGED, STRANGER = 1, 4, 8
SOON = NOW + minutes(10)
WORDS = "ใส่เสื้อแดง หน้าร้านทอง"


@pytest.fixture
def rig(client: Any) -> Rig:
    """Let FIRST share one case, MERGED (and another) a second one; ANNA holds the first."""
    album = Album()
    rig = Rig(client, replace(a_context(), attachments=album), album)
    rig.enrol(ANNA)
    rig.enrol(BOON)
    rig.do(a_share(FIRST))
    rig.do(a_share(MERGED, near(AYUTTHAYA, 300)))
    rig.do(a_share(5, near(AYUTTHAYA, 300)))
    rig.talk(MERGED, OTHER)
    rig.do(a_press(ANNA, "claim", case=CALM))
    return rig


def merge(handling: Handling) -> None:
    """Make the second case part of the first."""
    only(handling.do(a_press(BOON, "merge", case=OTHER, into=CALM)), CaseMerged)


def unmerge(handling: Handling) -> None:
    """Take it out again."""
    press = a_press(ANNA, "unmerge", case=CALM)
    only(handling.do(with_fields(press, {"case": CALM, "from": OTHER})), CaseUnmerged)


def close(handling: Handling, number: str = CALM, at: Any = SOON) -> None:
    """Close the case in the hands of ANNA."""
    handling.do(a_press(ANNA, "close", at, case=number, outcome="INSUFFICIENT"))


def say(seen: str, who: int = MERGED, at: Any = SOON) -> Event:
    """Answer a question that was asked of the second case."""
    return a_press(who, "confirm", at, case=OTHER, seen=seen)


def by_merged(act: str, /, **fields: str) -> Event:
    """Press a button of the second case."""
    return a_press(MERGED, act, SOON, case=OTHER, **fields)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (by_merged("kind", kind="ADULT"), KindSaid),
        (by_merged("kind", urgent="CHILD"), KindSaid),
        (by_merged("detail", skip="kind"), HelpAsked),
        (by_merged("detail", ask="wears"), DetailAsked),
        (by_merged("detail", wish="yes"), DetailAdded),
        (by_merged("gone"), AnswerTaken),
        (say("here"), AnswerTaken),
        (say("moved"), AnswerTaken),
        (say("gone"), AnswerTaken),
        (say("left"), AnswerTaken),
        (by_merged("own_need"), CaseOpened),
        (a_text(MERGED, WORDS, SOON), DetailAdded),
        (a_photo(MERGED, 541, SOON), AttachmentTaken),
        (a_press(MERGED, "thanks", SOON), DetailAsked),
    ],
)
def test_should_take_every_word_as_being_about_the_case_it_is_in(
    rig: Rig, event: Event, kind: type[Fact]
) -> None:
    merge(rig)

    fact: Any = only(rig.do(event), kind)

    assert getattr(fact, "split_from", "") or fact.case.number == CALM
    assert rig.case(OTHER) == changed(rig.case(OTHER), state=State.CLOSED, merged_into=CALM)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (a_text(MERGED, WORDS, SOON), DetailAdded),
        (a_photo(MERGED, 541, SOON), AttachmentTaken),
        (a_press(MERGED, "kind", SOON, case=CALM, kind="ADULT"), KindSaid),
        (a_press(MERGED, "detail", SOON, case=CALM, wish="yes"), DetailAdded),
        (a_press(MERGED, "gone", SOON, case=CALM), AnswerTaken),
        (a_press(MERGED, "confirm", SOON, case=CALM, seen="here"), AnswerTaken),
    ],
)
def test_should_take_every_word_as_being_about_the_case_that_was_taken_out_again(
    rig: Rig, event: Event, kind: type[Fact]
) -> None:
    merge(rig)
    only(rig.do(a_text(MERGED, "หน้าวัด", NOW)), DetailAdded)  # the talk names the larger case now
    unmerge(rig)
    before = rig.case(CALM)

    fact: Any = only(rig.do(event), kind)

    assert fact.case.number == OTHER
    assert rig.case(CALM) == before
    assert rig.unit().cases.details(CALM) == []


def test_should_move_the_case_that_was_taken_out_again_to_its_sharers_pin(rig: Rig) -> None:
    merge(rig)
    rig.do(say("moved", at=NOW))
    unmerge(rig)

    moved = only(rig.do(a_share(MERGED, near(AYUTTHAYA, 700), SOON)), MovedHere)

    assert moved.case.number == OTHER


def test_should_follow_a_case_that_was_taken_out_and_merged_once_more(rig: Rig) -> None:
    third = only(rig.do(a_share(9, near(AYUTTHAYA, 600))), CaseOpened).case.number
    merge(rig)
    rig.do(a_text(MERGED, WORDS, NOW))
    unmerge(rig)
    only(rig.do(a_press(BOON, "merge", case=OTHER, into=third)), CaseMerged)

    added = only(rig.do(a_text(MERGED, "หน้าวัด", SOON)), DetailAdded)

    assert added.case.number == third
    assert rig.case(CALM).links.parted == (OTHER,)


@pytest.mark.parametrize("act", ["kind", "gone", "confirm", "split", "detail"])
def test_should_take_no_strangers_word(rig: Rig, act: str) -> None:
    merge(rig)
    before = rig.case(CALM)

    facts = rig.do(a_press(STRANGER, act, SOON, case=OTHER, kind="ADULT", seen="gone", wish="yes"))

    assert type(facts[0]) in (KindNotTaken, AnswerNotTaken, NotSplit)
    assert rig.case(CALM) == before


def test_should_bring_the_holder_what_a_merged_sharer_says(rig: Rig) -> None:
    merge(rig)

    heard = only(rig.do(say("here")), SharerHeard)

    assert (heard.to.id, heard.case.number) == (rig.person(ANNA).id, CALM)
    assert rig.case(CALM).seen_at == SOON


def test_should_know_what_was_said_before_the_merge(rig: Rig) -> None:
    rig.do(say("gone"))
    merge(rig)

    only(rig.do(say("gone")), AnswerKnown)


def test_should_move_the_case_to_where_a_merged_sharer_says(rig: Rig) -> None:
    rig.do(say("moved"))
    merge(rig)

    moved = only(rig.do(a_share(MERGED, near(AYUTTHAYA, 400), SOON)), MovedHere)

    assert moved.case.number == CALM
    assert rig.case(CALM).place.point == near(AYUTTHAYA, 400)


def test_should_ask_merged_sharers_whether_the_person_is_still_there(rig: Rig) -> None:
    merge(rig)

    asked = only(rig.do(a_press(ANNA, "going", SOON, case=CALM)), StillThereAsked)

    assert {one.id for one in asked.sharers} == {rig.person(who).id for who in (FIRST, MERGED, 5)}


def test_should_tell_merged_sharers_the_result_of_the_case_it_is_in(rig: Rig) -> None:
    merge(rig)
    close(rig)

    told = only(rig.do(TimerDue(an_event_id(), SOON, Timer.TELL_SHARERS, CALM)), SharersTold)

    assert len(told.sharers) == 3
    assert told.case.links.merged == (OTHER,)


def test_should_reopen_the_case_it_is_in(rig: Rig) -> None:
    merge(rig)
    close(rig)

    reopened = only(rig.do(say("still", at=SOON + minutes(5))), CaseReopened)

    assert reopened.case.number == CALM
    assert not rig.case(OTHER).is_open


def test_should_not_reopen_what_is_only_merged(rig: Rig) -> None:
    merge(rig)

    rig.do(say("still"))

    assert not rig.case(OTHER).is_open


def test_should_show_a_sharer_one_case(rig: Rig) -> None:
    rig.do(a_share(FIRST, near(AYUTTHAYA, 300)))
    merge(rig)

    for who in (FIRST, MERGED):
        shown = only(rig.do(a_press(who, "status", SOON)), StatusShown)
        assert [own.case.number for own in shown.cases] == [CALM]


def test_should_give_words_and_photos_to_the_holder_of_the_case_it_is_in(rig: Rig) -> None:
    rig.album.photos = {"541": a_jpeg(), "542": a_jpeg()}
    rig.do(a_text(MERGED, WORDS))
    rig.do(a_photo(MERGED, 541))
    rig.fetch()
    rig.do(a_photo(MERGED, 542))

    merge(rig)

    assert rig.case(CALM).attachments == 1
    rig.fetch(SOON)  # the second comes after the merge
    rig.do(TimerDue(an_event_id(), SOON, Timer.COUNT_ATTACHMENTS, CALM), SOON)
    shown = only(rig.do(a_press(ANNA, "photos", SOON, case=CALM)), AttachmentsShown)
    assert tuple(one.id for one in shown.attachments) == ("541", "542")
    rig.do(a_press(ANNA, "release", SOON, case=CALM, sure="yes"))
    claimed = only(rig.do(a_press(BOON, "claim", SOON, case=CALM)), CaseClaimed)
    assert (claimed.added.texts, claimed.case.attachments) == ((WORDS,), 2)


def test_should_bring_photos_back(rig: Rig) -> None:
    rig.album.photos = {"541": a_jpeg(), "542": a_jpeg()}
    rig.do(a_photo(MERGED, 541))
    rig.fetch()
    merge(rig)
    rig.do(a_photo(MERGED, 542, SOON))

    unmerge(rig)

    assert (rig.case(CALM).attachments, rig.case(OTHER).attachments) == (0, 1)
    rig.fetch(SOON)
    rig.do(TimerDue(an_event_id(), SOON, Timer.COUNT_ATTACHMENTS, OTHER), SOON)
    assert (rig.case(CALM).attachments, rig.case(OTHER).attachments) == (0, 2)


def test_should_show_no_more_photos_than_stand_on_a_card(rig: Rig) -> None:
    rig.album.photos = {str(500 + n): a_jpeg() for n in range(30)}
    for who in range(20, 26):
        rig.do(a_share(who))
        rig.talk(who, CALM)
        for n in range(4):
            rig.do(a_photo(who, 500 + (who - 20) * 4 + n))
    unit = rig.unit()
    more = unit.cases.details(CALM)
    for one in more[:5]:
        unit.cases.put_detail(CALM, replace(one, id=f"9{one.id}"))
        unit.attachments.put(f"9{one.id}", a_jpeg())
    unit.commit([])
    rig.fetch(SOON)

    unit = rig.unit(an_event_id())
    (shown,) = handle(Request(a_press(ANNA, "photos", case=CALM), unit, rig.context))

    assert isinstance(shown, AttachmentsShown)
    assert len(shown.attachments) == 20


@pytest.mark.parametrize("apart", [False, True], ids=["merged", "apart again"])
def test_should_leave_no_trace_of_a_merged_sharer_who_erases(rig: Rig, apart: bool) -> None:
    rig.do(a_text(MERGED, WORDS))
    person = rig.person(MERGED).id
    merge(rig)
    if apart:
        unmerge(rig)

    only(rig.do(sure(MERGED)), Erased)

    assert keys_with(rig.client, a_line_id(MERGED), WORDS) == []
    for number in (CALM, OTHER):
        assert person not in [one.person for one in rig.unit().cases.shares(number)]
    assert rig.client.exists(keys.shared(person)) == 0


def test_should_take_back_what_was_sent_before_the_merge(rig: Rig) -> None:
    rig.do(replace(a_share(6, near(AYUTTHAYA, 300)), message="777"))
    rig.do(replace(a_text(MERGED, WORDS), message="778"))
    merge(rig)

    rig.do(an_unsend(6, "777"))
    rig.do(an_unsend(MERGED, "778"))

    assert rig.person(6).id not in [one.person for one in rig.unit().cases.shares(CALM)]
    assert rig.unit().cases.details(CALM) == []
    assert rig.case(CALM).shares == 4


def test_should_go_on_with_the_questions_that_are_open(rig: Rig) -> None:
    rig.do(a_share(7, near(AYUTTHAYA, 600)))
    rig.do(a_text(7, WORDS))
    before = rig.person(7).topic
    only(rig.do(a_press(BOON, "merge", case="14-6911-0003", into=CALM)), CaseMerged)

    added = only(rig.do(a_text(7, "x", SOON)), DetailAdded)

    assert before is not None
    assert set(added.open) < set(before.open)


def test_should_end_the_talk_with_one_who_takes_the_share_back(rig: Rig) -> None:
    rig.do(replace(a_share(7, near(AYUTTHAYA, 300)), message="777"))
    merge(rig)

    rig.do(an_unsend(7, "777"))

    assert rig.person(7).topic is None


def test_should_forget_all_sharers_when_their_time_has_come(rig: Rig) -> None:
    rig.do(a_text(MERGED, WORDS))
    merge(rig)
    close(rig)
    later = SOON + timedelta(days=90)

    for number in (CALM, OTHER):
        rig.do(TimerDue(an_event_id(), later, Timer.FORGET_SHARERS, number))

    for key in (keys.shares, keys.details):
        assert not rig.client.exists(key(CALM), key(OTHER))
    assert keys_with(rig.client, WORDS) == []
    assert [rig.case(one).place.address for one in (CALM, OTHER)] == ["", ""]


def test_should_make_a_case_of_its_own_of_ones_own_need(rig: Rig) -> None:
    merge(rig)

    own = only(rig.do(by_merged("own_need")), CaseOpened).case

    assert own.own_need
    assert rig.unit().cases.shares(own.number)[0].origin == ""
    only(rig.do(a_press(MERGED, "own_need", SOON, case=own.number)), OwnNeedHeard)
