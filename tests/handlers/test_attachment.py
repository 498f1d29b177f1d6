"""Photos of the place: taken, fetched aside, shown to the holder, deleted in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from cases.case import ATTACHMENTS, Form
from cases.facts.casework import Guided, Refused
from cases.facts.fact import Fact
from cases.facts.personal_data import (
    AttachmentAwaitsPlace,
    AttachmentsCame,
    AttachmentsFull,
    AttachmentsShown,
    AttachmentTaken,
    AttachmentUnusable,
    Erased,
)
from cases.facts.shares import CaseOpened, ShareJoined
from cases.ports import NotFetched, Timer
from cases.refusal import Refusal
from handlers.events import TimerDue
from store import keys
from store.exceptions import LostRace
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    a_context,
    a_press,
    a_share,
    a_text,
    an_event_id,
    minutes,
    near,
)
from tests.handlers.photo_rig import NUMBER, Rig
from tests.handling import Handling, only
from tests.photos import Album, a_photo, an_unsend
from tests.scan import everything

_KIND = ATTACHMENTS[Form.PHOTO]


@pytest.fixture
def rig(client: Any) -> Rig:
    album = Album()
    return Rig(client, replace(a_context(), attachments=album), album)


def test_should_add_a_photo_to_the_case_that_the_talk_is_about(rig: Rig) -> None:
    rig.shared()

    taken = only(rig.do(a_photo(1, 541)), AttachmentTaken)
    rig.fetch()

    assert taken.case.number == NUMBER
    assert rig.details() == ["541"]
    assert rig.kept() == [b"jpeg of 541"]
    assert 89 * 24 * 3600 < rig.client.ttl(keys.attachment("541")) <= 90 * 24 * 3600


def test_should_keep_a_photo_of_an_urgent_case_too(rig: Rig) -> None:
    rig.shared()
    rig.do(a_press(1, "kind", case=NUMBER, kind="WITH_CHILD"))

    assert only(rig.do(a_photo(1)), AttachmentTaken).case.need.urgent


@pytest.mark.parametrize("why", ["no talk", "talk over", "case closed", "no such case"])
def test_should_not_keep_a_photo_that_belongs_to_no_open_case(rig: Rig, why: str) -> None:
    rig.shared()
    rig.talk(1, "99-0000-0000" if why == "no such case" else NUMBER)
    who = 2 if why == "no talk" else 1
    if why == "case closed":
        rig.claimed()
        rig.closed()

    only(
        rig.do(a_photo(who, at=NOW + minutes(60 if why == "talk over" else 0))),
        AttachmentAwaitsPlace,
    )

    assert rig.next_fetch() is None
    assert rig.details() == []


def test_should_show_staff_the_own_menu_for_a_photo_of_nothing(rig: Rig) -> None:
    rig.enrol(9)

    assert only(rig.do(a_photo(9)), Guided).member is not None


def test_should_thank_once_for_photos_sent_at_once(rig: Rig) -> None:
    rig.shared()

    told = [rig.do(a_photo(1, n, set_id="of three")) for n in (1, 2, 3)]
    other = rig.do(a_photo(1, 4, set_id="another"))

    assert [len(one) for one in told] == [1, 0, 0]
    only(other, AttachmentTaken)
    assert sorted(rig.details()) == ["1", "2", "3", "4"]


def test_should_thank_once_for_each_of_two_sets_that_come_mixed(rig: Rig) -> None:
    rig.shared()

    told = [rig.do(a_photo(1, n, set_id=one)) for n, one in enumerate("abab", start=1)]

    assert [len(one) for one in told] == [1, 1, 0, 0]


def test_should_count_photos_sent_at_once_as_one_message(rig: Rig) -> None:
    rig.shared()
    many = rig.context.settings.messages_per_minute + 1

    told = [rig.do(a_photo(1, n + 1, set_id="of many")) for n in range(many)]

    only(told[0], AttachmentTaken)
    assert not any(told[1:])
    only(rig.do(a_photo(1, 99)), AttachmentsFull)


def test_should_thank_for_a_set_of_which_more_came_than_are_kept(rig: Rig) -> None:
    rig.shared()

    told = [rig.do(a_photo(1, n + 1, set_id="all")) for n in range(_KIND.of_sharer + 2)]

    assert [type(one) for facts in told for one in facts] == [AttachmentTaken]
    assert len(rig.details()) == _KIND.of_sharer


def test_should_answer_once_where_photos_at_once_belong_to_nothing(rig: Rig) -> None:
    told = [rig.do(a_photo(1, n, set_id="of three")) for n in (1, 2, 3)]

    assert [bool(one) for one in told] == [True, False, False]


def test_should_keep_so_many_of_one_person_and_case(rig: Rig) -> None:
    rig.shared()
    for n in range(_KIND.of_sharer):
        only(rig.do(a_photo(1, n + 1)), AttachmentTaken)

    only(rig.do(a_photo(1, 99)), AttachmentsFull)

    assert "99" not in rig.details()
    rig.shared(2)
    only(rig.do(a_photo(2, 100)), AttachmentTaken)


def test_should_keep_so_many_of_a_crowd(rig: Rig) -> None:
    for n in range(_KIND.of_case):
        if n % _KIND.of_sharer == 0:
            rig.shared(n // _KIND.of_sharer + 1)
        rig.do(a_photo(n // _KIND.of_sharer + 1, n + 1))
    rig.shared(99)

    only(rig.do(a_photo(99, 999)), AttachmentsFull)

    assert len(rig.details()) == _KIND.of_case


def test_should_wait_for_a_photo_that_is_being_prepared(rig: Rig) -> None:
    rig.shared()
    rig.album.photos["1"] = NotFetched.NOT_READY
    rig.do(a_photo(1))

    rig.fetch()
    first = rig.next_fetch()
    rig.fetch(NOW + timedelta(seconds=20))
    second = rig.next_fetch()
    del rig.album.photos["1"]
    rig.fetch(NOW + timedelta(seconds=60))

    assert (first, second) == (timedelta(seconds=2), timedelta(seconds=40))
    assert rig.kept() == [b"jpeg of 1"]


def test_should_ask_ever_more_seldom_while_line_is_away(rig: Rig) -> None:
    rig.shared()
    rig.album.photos["1"] = NotFetched.UNREACHABLE
    rig.do(a_photo(1))

    due: list[float] = []
    while (pause := rig.next_fetch()) is not None:
        due.append(pause.total_seconds())
        assert rig.fetch(NOW + pause) == []

    assert due[:6] == [0, 5, 10, 20, 40, 80]
    assert max(later - earlier for earlier, later in pairwise(due)) == 600
    assert 6 * 3600 <= due[-1] < 6 * 3600 + 600
    assert rig.details() == []
    only(rig.do(a_text(1, "สวัสดี")), AttachmentUnusable)


@pytest.mark.parametrize(
    ("why", "longest"),
    [
        (NotFetched.NOT_READY, minutes(15)),
        (NotFetched.UNREACHABLE, minutes(91)),
        (NotFetched.NOT_READY, minutes(340)),
        (NotFetched.UNREACHABLE, minutes(340)),
    ],
)
def test_should_keep_a_photo_that_comes_after_so_long(
    rig: Rig, why: NotFetched, longest: timedelta
) -> None:
    rig.shared()
    rig.album.photos["1"] = why
    rig.do(a_photo(1))
    while (pause := rig.next_fetch()) is not None and pause < longest:
        rig.fetch(NOW + pause)
    del rig.album.photos["1"]

    rig.fetch(NOW + longest + minutes(10))

    assert rig.kept() == [b"jpeg of 1"]
    assert rig.next_fetch() is None
    assert not any(isinstance(fact, AttachmentUnusable) for fact in rig.do(a_text(1, "สวัสดี")))


def test_should_tell_who_sent_a_photo_that_is_never_ready(rig: Rig) -> None:
    rig.shared()
    rig.claimed()
    rig.album.photos["1"] = NotFetched.NOT_READY
    rig.do(a_photo(1))
    while (pause := rig.next_fetch()) is not None:
        assert rig.fetch(NOW + pause) == []

    assert (rig.details(), rig.kept(), rig.case(NUMBER).attachments) == ([], [], 0)
    only(rig.do(a_text(1, "สวัสดี")), AttachmentUnusable)


def test_should_ask_no_more_once_a_photo_is_unsent(rig: Rig) -> None:
    rig.shared()
    rig.album.photos["1"] = NotFetched.UNREACHABLE
    rig.do(a_photo(1))
    rig.fetch()

    rig.do(an_unsend(1, 1))

    assert (rig.details(), rig.next_fetch()) == ([], None)
    assert not any(isinstance(fact, AttachmentUnusable) for fact in rig.do(a_text(1, "สวัสดี")))


def test_should_tell_with_the_next_answer_that_a_photo_cannot_be_used(rig: Rig) -> None:
    rig.shared()
    rig.album.photos |= {"1": NotFetched.UNUSABLE, "2": NotFetched.UNUSABLE}
    rig.do(a_photo(1, 1))
    rig.do(a_photo(1, 2, set_id="s"))

    fetched = rig.fetch()
    kept_s = rig.client.ttl(keys.unusable_attachment(rig.person(1).id))
    told, later = (rig.do(a_text(1, "หน้าร้านทอง")) for _ in range(2))

    assert fetched == []
    assert 0 < kept_s <= 24 * 3600
    assert only(told, AttachmentUnusable).to.id == rig.person(1).id
    assert not any(isinstance(fact, AttachmentUnusable) for fact in later)
    assert (rig.kept(), rig.next_fetch()) == ([], None)


def test_should_say_nothing_of_an_unusable_photo_to_one_who_erases(rig: Rig) -> None:
    rig.shared()
    rig.album.photos["1"] = NotFetched.UNUSABLE
    rig.do(a_photo(1))
    rig.fetch()

    facts = erase(rig)

    assert [type(fact) for fact in facts] == [Erased]
    assert rig.client.keys("*unusable*") == []


@pytest.mark.parametrize("moment", ["before the fetch", "not ready yet", "after the fetch"])
def test_should_leave_no_photo_of_one_who_erases(rig: Rig, moment: str) -> None:
    rig.shared()
    if moment == "not ready yet":
        rig.album.photos["987654321"] = NotFetched.NOT_READY
    rig.do(a_photo(1, 987_654_321))
    if moment != "before the fetch":
        rig.fetch()
    there = rig.kept()

    only(erase(rig), Erased)

    assert there == ([b"jpeg of 987654321"] if moment == "after the fetch" else [])
    assert (rig.details(), rig.kept(), rig.next_fetch()) == ([], [], None)
    rig.album.photos.clear()
    rig.do(a_due_fetch("987654321"))
    assert rig.kept() == []
    assert b"987654321" not in everything(rig.client)


def erase(rig: Rig, who: int = 1) -> list[Fact]:
    """Ask to erase all of somebody's data, and say yes."""
    asked = str(round(NOW.timestamp() * 1000))
    return rig.do(a_press(who, "erase", sure="yes", asked=asked))


def a_due_fetch(photo: str) -> TimerDue:
    """Build a fetch that was on its way to a worker when the photo was deleted."""
    return TimerDue(an_event_id(), NOW, Timer.FETCH_ATTACHMENT, NUMBER, step=int(photo))


def test_should_tell_the_holder_once_of_the_photos_of_a_set(rig: Rig) -> None:
    rig.shared()
    rig.claimed()
    for n in (1, 2, 3):
        rig.do(a_photo(1, n))
    rig.fetch()

    came = only(rig.recount(), AttachmentsCame)

    assert came.to.id == rig.person(9).id
    assert came.case.attachments == 3
    assert rig.recount() == []
    assert rig.case(NUMBER).attachments == 3
    (timer,) = [one for one in rig.timers() if one.kind == Timer.COUNT_ATTACHMENTS]
    assert timer.at == NOW + timedelta(seconds=5)


def test_should_count_photos_that_nobody_waits_for_yet(rig: Rig) -> None:
    rig.shared()
    rig.do(a_photo(1))
    rig.fetch()

    assert rig.recount() == []
    assert rig.case(NUMBER).attachments == 1


def test_should_tell_nobody_of_fewer_photos(rig: Rig) -> None:
    rig.shared()
    rig.claimed()
    for n in (1, 2):
        rig.do(a_photo(1, n))
    rig.fetch()
    rig.recount()
    rig.do(an_unsend(1, 1))

    assert rig.recount() == []
    assert rig.case(NUMBER).attachments == 1


def test_should_show_the_holder_what_is_there(rig: Rig) -> None:
    rig.shared()
    rig.claimed()
    rig.album.photos["2"] = NotFetched.NOT_READY
    for n in (1, 2, 3):
        rig.do(a_photo(1, n, NOW + minutes(n)), NOW)
    rig.fetch()

    shown = only(rig.do(a_press(9, "photos", case=NUMBER)), AttachmentsShown)

    assert tuple(one.id for one in shown.attachments) == ("1", "3")


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (1, Refusal.NOT_STAFF),
        (8, Refusal.NOT_YOURS),
        (7, Refusal.OTHER_CENTRE),
        (9, Refusal.CLOSED_ALREADY),
    ],
)
def test_should_show_photos_to_nobody_else(rig: Rig, who: int, why: Refusal) -> None:
    rig.shared()
    rig.claimed()
    rig.enrol(8)
    rig.enrol(7, "TH-50")
    rig.do(a_photo(1))
    rig.fetch()
    if who == 9:
        rig.closed()

    refused = only(rig.do(a_press(who, "photos", case=NUMBER)), Refused)

    assert refused.why is why


def test_should_not_show_photos_before_a_claim(rig: Rig) -> None:
    rig.shared()
    rig.enrol(9)

    refused = [rig.do(a_press(9, "photos", case=one)) for one in (NUMBER, "14-6911-9999", "")]

    assert [only(one, Refused).why for one in refused] == [
        Refusal.CLAIM_FIRST,
        Refusal.NO_SUCH_CASE,
        Refusal.NO_SUCH_CASE,
    ]


def test_should_delete_photos_so_many_days_after_the_close(rig: Rig) -> None:
    rig.shared()
    rig.claimed()
    rig.do(a_photo(1))
    rig.fetch()
    rig.recount()
    rig.closed()
    (timer,) = [one for one in rig.timers() if one.kind == Timer.FORGET_ATTACHMENTS]
    early = replace(timer, id="early", at=timer.at - minutes(1))

    rig.do(early)
    assert rig.kept()
    rig.do(timer)
    rig.recount()

    assert timer.at == NOW + timedelta(days=7)
    assert (rig.kept(), rig.details(), rig.case(NUMBER).attachments) == ([], [], 0)


def test_should_keep_the_photos_of_a_case_that_was_opened_again(rig: Rig) -> None:
    rig.shared()
    rig.claimed()
    rig.do(a_photo(1))
    rig.fetch()
    rig.closed()
    (timer,) = [one for one in rig.timers() if one.kind == Timer.FORGET_ATTACHMENTS]
    closed = rig.case(NUMBER)
    for again in (
        replace(closed, state=closed.state.GOING, closed_at=None),
        replace(closed, closed_at=NOW + timedelta(days=3)),
    ):
        unit = rig.unit(an_event_id())
        unit.cases.save(again)
        unit.commit([])

        rig.do(replace(timer, id=an_event_id()))

        assert rig.kept()

    (put_off,) = [one for one in rig.timers() if one.kind == Timer.FORGET_ATTACHMENTS]
    assert put_off.at == NOW + timedelta(days=10)


def test_should_leave_no_photo_when_the_sharers_are_forgotten_first(rig: Rig) -> None:
    rig.shared()
    rig.claimed()
    rig.do(a_photo(1))
    rig.fetch()
    rig.closed()
    (timer,) = [one for one in rig.timers() if one.kind == Timer.FORGET_SHARERS]

    rig.do(timer)

    assert rig.kept() == []


def test_should_not_fetch_a_photo_again_because_somebody_shares(rig: Rig) -> None:
    """A share changes the case; what is fetched must not rest on it."""
    rig.shared()
    rig.do(a_photo(1))
    rig.album.meanwhile = lambda: Handling(rig.client, rig.context).do(a_share(2))

    rig.fetch()

    assert rig.album.asked == ["1"]
    assert rig.kept() == [b"jpeg of 1"]


def test_should_not_keep_what_is_unsent_while_it_is_fetched(rig: Rig) -> None:
    rig.shared()
    rig.do(a_photo(1))
    rig.album.meanwhile = lambda: Handling(rig.client, rig.context).do(an_unsend(1, 1))

    with pytest.raises(LostRace):
        rig.fetch()

    assert rig.kept() == []


def test_should_tie_photos_of_two_places_to_the_last_talk(rig: Rig) -> None:
    rig.shared()
    elsewhere = only(rig.do(a_share(1, CHIANG_MAI)), CaseOpened).case.number
    rig.talk(1, elsewhere)

    assert only(rig.do(a_photo(1)), AttachmentTaken).case.number == elsewhere


def test_should_plan_to_fetch_a_photo_for_the_one_case_that_it_is_in(rig: Rig) -> None:
    rig.shared()
    rig.do(a_photo(1, 541))
    rig.enrol(9)
    other = only(rig.do(a_share(2, near(AYUTTHAYA, 200))), CaseOpened).case.number

    rig.do(a_press(9, "merge", case=NUMBER, into=other))

    assert rig.client.zrange(keys.FETCHES, 0, -1) == [f"fetch_photo:{other}:541".encode()]
    rig.do(an_unsend(1, 541))
    assert rig.next_fetch() is None


@pytest.mark.parametrize("fetched", [False, True], ids=["on its way", "fetched"])
def test_should_take_a_photo_along_into_the_case_that_is_split_off(rig: Rig, fetched: bool) -> None:
    rig.shared()
    joined = only(rig.do(a_share(2)), ShareJoined)
    rig.do(a_photo(2, 541))
    if fetched:
        rig.fetch()
        rig.recount()

    split = rig.do(a_press(2, "split", case=NUMBER, share=joined.share))

    rig.fetch()
    new = only(split, CaseOpened).case.number
    for number in (NUMBER, new):
        rig.do(TimerDue(an_event_id(), NOW, Timer.COUNT_ATTACHMENTS, number))
    assert rig.kept() == [b"jpeg of 541"]
    assert (rig.case(NUMBER).attachments, rig.case(new).attachments) == (0, 1)
    planned = {one.case for one in rig.timers() if one.kind == Timer.COUNT_ATTACHMENTS}
    assert planned >= ({NUMBER, new} if fetched else {new})
