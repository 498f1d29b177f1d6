"""Staff merge two cases of one person, and take them apart again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.case import Case, State
from cases.facts.casework import Alerted, OptionsShown, Refused, Why
from cases.facts.fact import Fact
from cases.facts.moves import CaseGrew, CaseMerged, CaseUnmerged, MergeOffered, UnmergeOffered
from cases.facts.shares import CaseOpened, StatusShown
from cases.people import Role
from cases.ports import Timer
from cases.refusal import Refusal
from geo.centres import Point, metres
from store import keys
from store.exceptions import LostRace
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    a_context,
    a_press,
    a_share,
    an_event_id,
    changed,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, BOON, CHAI, DAO, NATION, STRANGER = 11, 12, 13, 14, 15, 99
CALM, OTHER, FAR = "14-6911-0001", "14-6911-0002", "14-6911-0003"
SOON = NOW + minutes(10)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Open two cases 300 m apart, of three persons and of two, and one of one person 600 m on."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    share(handling, 1, 2, 3, 3)
    share(handling, 4, 1, where=near(AYUTTHAYA, 300))
    share(handling, 5, where=near(AYUTTHAYA, 900))
    return handling


def share(handling: Handling, *who: int, where: Point = AYUTTHAYA) -> None:
    """Let everybody share a place; the same pin within seconds would be one share."""
    for number, one in enumerate(who):
        again = who[:number].count(one)
        handling.do(a_share(one, where, NOW + minutes(again / 2)))


def press(handling: Handling, who: int, act: str, case: str = OTHER, **fields: str) -> list[Fact]:
    """Press a button of a case."""
    return handling.do(a_press(who, act, SOON, **{"case": case} | fields))


def merge(handling: Handling, case: str = OTHER, into: str = CALM, who: int = ANNA) -> list[Fact]:
    """Merge a case into another."""
    return press(handling, who, "merge", case, into=into)


def unmerge(handling: Handling, number: str = OTHER, who: int = ANNA) -> list[Fact]:
    """Take a case out of the first one."""
    return press(handling, who, "unmerge", CALM, **{"from": number})


def why(facts: list[Fact]) -> Refusal:
    """Return why the only fact is a refusal."""
    return only(facts, Refused).why


def sharers(handling: Handling, number: str) -> list[int]:
    """Return who shared a case, by number of the test."""
    ids = {handling.person(who).id: who for who in range(1, 9)}
    return sorted(ids[one.person] for one in handling.unit().cases.shares(number))


def set_case(handling: Handling, number: str, **changes: Any) -> None:
    """Arrange a case."""
    unit = handling.unit(an_event_id())
    unit.cases.save(changed(handling.case(number), **changes))
    unit.commit([])


def test_should_offer_the_open_cases_within_a_kilometre_nearest_first(street: Handling) -> None:
    share(street, 6, where=near(AYUTTHAYA, 500))

    offered = only(press(street, ANNA, "merge"), MergeOffered)

    assert [one.case.number for one in offered.into] == ["14-6911-0004", CALM, FAR]
    assert [round(one.metres, -2) for one in offered.into] == [200, 300, 600]
    assert street.case(OTHER).is_open


def test_should_offer_nine_at_most(handling: Handling) -> None:
    handling.enrol(ANNA)
    for step in range(12):
        share(handling, step, where=near(AYUTTHAYA, step * 120))
        share(handling, step, where=near(AYUTTHAYA, step * -120))

    offered = only(press(handling, ANNA, "merge", CALM), MergeOffered)

    distances = [one.metres for one in offered.into]
    assert len(distances) == 9
    assert distances == sorted(distances)


def test_should_put_everything_into_the_other_case(street: Handling) -> None:
    facts = merge(street)

    told = only(facts, CaseMerged)
    case, into = street.case(OTHER), street.case(CALM)
    assert (told.case, told.into) == (case, into)
    assert (case.state, case.visit.outcomes, case.shares) == (State.CLOSED, ("DUPLICATE",), 0)
    assert (case.links.merged_into, into.links.merged) == (CALM, (OTHER,))
    assert (into.shares, into.sharers) == (6, 4)
    assert sharers(street, CALM) == [1, 1, 2, 3, 3, 4]
    assert sharers(street, OTHER) == []
    assert street.queue("TH-14") == [CALM, FAR]
    assert verify(street.client) == []


def test_should_close_for_the_counters_and_tell_no_sharer(street: Handling) -> None:
    merge(street)

    assert (street.count("closed"), street.count("outcome:DUPLICATE")) == (1, 1)
    assert street.count("found") == 0
    timers = {(one.kind, one.case) for one in street.timers()}
    assert (Timer.TELL_SHARERS, OTHER) not in timers
    assert {(Timer.REMIND, OTHER), (Timer.ESCALATE, OTHER)} & timers == set()
    assert {(Timer.FORGET_SHARERS, OTHER), (Timer.ROUND_PLACE, OTHER)} <= timers
    assert {(Timer.REMIND, CALM), (Timer.ESCALATE, CALM)} <= timers


def test_should_join_a_stray_share_to_a_case(street: Handling) -> None:
    merge(street, FAR)

    assert street.case(CALM).shares == 5
    assert sharers(street, CALM) == [1, 2, 3, 3, 5]


def test_should_make_the_other_urgent(street: Handling) -> None:
    street.do(a_press(4, "kind", case=OTHER, urgent="CHILD"))

    merge(street)

    assert street.case(CALM).need.dangers == ("CHILD",)
    assert street.queue("TH-14") == [CALM, FAR]


def test_should_tell_only_the_holder_who_did_not_ask(street: Handling) -> None:
    press(street, BOON, "claim", CALM)

    told = only(merge(street), CaseGrew)

    assert (told.to.id, told.case.number, told.number) == (street.person(BOON).id, CALM, OTHER)


def test_should_merge_what_one_holds_into_what_one_holds(street: Handling) -> None:
    press(street, ANNA, "claim", CALM)
    press(street, ANNA, "claim")
    press(street, ANNA, "going")

    facts = merge(street)

    assert [type(fact) for fact in facts] == [CaseMerged]
    held, _ = street.unit().cases.held_by(street.person(ANNA).id, first=0, count=9)
    assert [case.number for case in held] == [CALM]


def test_should_say_where_the_case_is_now(street: Handling) -> None:
    merge(street)

    for act in ("claim", "release", "going", "found", "close", "more", "merge", "unmerge"):
        refused = only(press(street, BOON, act), Refused)
        assert (refused.why, refused.into) == (Refusal.MERGED, CALM)


def test_should_take_a_second_tap_for_what_it_is(street: Handling) -> None:
    merge(street)
    before = street.case(CALM)

    assert why(merge(street)) is Refusal.MERGED
    assert street.case(CALM) == before


def test_should_not_merge_what_a_colleague_holds(street: Handling) -> None:
    press(street, BOON, "claim")

    assert why(merge(street)) is Refusal.NOT_YOURS
    assert street.case(OTHER).is_open


@pytest.mark.parametrize(
    ("role", "centre", "refusal"),
    [
        (Role.OFFICER, "TH-50", Refusal.OTHER_CENTRE),
        (Role.HEAD, "TH-10", Refusal.OTHER_CENTRE),
        (Role.MANAGER, "TH-14", Refusal.NO_CASES),
    ],
)
def test_should_not_merge_for_others(
    street: Handling, role: Role, centre: str, refusal: Refusal
) -> None:
    street.enrol(DAO, centre, role)

    assert why(merge(street, who=DAO)) is refusal
    assert why(unmerge(street, who=DAO)) is refusal


def test_should_log_a_strangers_button_as_forged(street: Handling) -> None:
    assert why(merge(street, who=STRANGER)) is Refusal.NOT_STAFF
    assert b"forged" in street.client.xrange(keys.LOG)[-1][1].values()


@pytest.mark.parametrize("into", [OTHER, "14-6911-0099", "", "x", "50-6911-0001"], ids=str)
def test_should_not_merge_into_anything_else(street: Handling, into: str) -> None:
    share(street, 7, where=CHIANG_MAI)

    assert why(merge(street, into=into)) is Refusal.NOT_TOGETHER
    assert street.case(OTHER).is_open


def test_should_not_merge_beyond_a_kilometre(street: Handling) -> None:
    set_case(street, FAR, place=replace(street.case(FAR).place, point=near(AYUTTHAYA, 2_000)))

    assert metres(street.case(FAR).place.point, AYUTTHAYA) > a_context().settings.merge_radius_m
    assert why(merge(street, FAR)) is Refusal.NOT_TOGETHER


def test_should_not_merge_into_another_centres_case(street: Handling) -> None:
    set_case(street, CALM, centre="TH-50")

    offered = only(press(street, ANNA, "merge"), MergeOffered)

    assert [one.case.number for one in offered.into] == [FAR]
    assert why(merge(street)) is Refusal.NOT_TOGETHER


def test_should_not_merge_into_a_closed_case(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    press(street, BOON, "close", CALM, outcome="INSUFFICIENT")

    assert why(merge(street)) is Refusal.NOT_TOGETHER


def test_should_leave_an_own_need_alone(street: Handling) -> None:
    set_case(street, OTHER, own_need=True)

    assert why(merge(street)) is Refusal.OWN_NEED_ALONE
    assert why(press(street, ANNA, "merge")) is Refusal.OWN_NEED_ALONE
    assert why(merge(street, CALM, OTHER)) is Refusal.NOT_TOGETHER
    offered = only(press(street, ANNA, "merge", CALM), MergeOffered)
    assert OTHER not in [one.case.number for one in offered.into]


def test_should_let_the_nation_merge_what_was_left_to_it_alone(street: Handling) -> None:
    street.enrol(NATION, "TH-10")
    set_case(street, OTHER, escalated=True)

    assert why(merge(street, who=NATION)) is Refusal.NOT_TOGETHER
    set_case(street, CALM, escalated=True)
    only(merge(street, who=NATION), CaseMerged)


def test_should_merge_no_two_centres_cases_for_the_nation(street: Handling) -> None:
    street.enrol(NATION, "TH-10")
    set_case(street, OTHER, escalated=True)
    set_case(street, CALM, escalated=True, centre="TH-19")

    assert why(merge(street, who=NATION)) is Refusal.NOT_TOGETHER


def test_should_decide_again_when_a_share_comes_meanwhile(street: Handling) -> None:
    unit = street.unit(an_event_id(), SOON, SOON)
    unit.moves.contents(OTHER)
    street.do(a_share(6, near(AYUTTHAYA, 300)))
    unit.cases.save(unit.cases.find(OTHER) or street.case(OTHER))

    with pytest.raises(LostRace):
        unit.commit([])


def test_should_decide_again_when_somebody_erases_meanwhile(street: Handling) -> None:
    unit = street.unit(an_event_id(), SOON, SOON)
    unit.moves.contents(OTHER)
    erased = street.unit(an_event_id())
    erased.traces.erase(street.person(4), [])
    erased.commit([])

    with pytest.raises(LostRace):
        unit.commit([])


def test_should_offer_to_undo_the_last_merges_first(street: Handling) -> None:
    merge(street, FAR)
    merge(street)

    offered = only(press(street, ANNA, "unmerge", CALM), UnmergeOffered)

    assert offered.numbers == (OTHER, FAR)
    assert only(press(street, ANNA, "more", CALM), OptionsShown).case.links.merged == (FAR, OTHER)


def test_should_bring_back_what_belongs_to_the_case(street: Handling) -> None:
    before = {number: street.case(number) for number in (CALM, OTHER)}
    merge(street)

    facts = unmerge(street)

    told, alerted = only(facts, CaseUnmerged), only(facts, Alerted)
    case = street.case(OTHER)
    assert (told.case, told.source) == (case, street.case(CALM))
    assert case == replace(before[OTHER], waiting_since=SOON)
    assert street.case(CALM) == changed(before[CALM], parted=(OTHER,))
    assert (sharers(street, CALM), sharers(street, OTHER)) == ([1, 2, 3, 3], [1, 4])
    assert (alerted.why, [one.person.id for one in alerted.team]) == (
        Why.UNMERGED,
        [street.person(BOON).id],
    )
    assert street.queue("TH-14") == [CALM, OTHER, FAR]
    assert verify(street.client) == []


def test_should_leave_both_cases_to_one_who_shared_both(street: Handling) -> None:
    merge(street)
    unmerge(street)

    shown = only(street.do(a_press(1, "status", SOON)), StatusShown)
    assert {own.case.number for own in shown.cases} == {CALM, OTHER}


def test_should_start_the_clocks_of_what_stands_alone_again(street: Handling) -> None:
    merge(street)

    unmerge(street)

    timers = {(one.kind, one.case): one.at for one in street.timers()}
    assert timers[Timer.REMIND, OTHER] == SOON + minutes(15)
    assert timers[Timer.ESCALATE, OTHER] == SOON + minutes(30)
    assert {(Timer.FORGET_SHARERS, OTHER), (Timer.ROUND_PLACE, OTHER)} & timers.keys() == set()


@pytest.mark.parametrize("number", [FAR, CALM, "", "x"], ids=str)
def test_should_undo_no_merge_that_was_not_made(street: Handling, number: str) -> None:
    merge(street)

    assert why(unmerge(street, number)) is Refusal.NOT_MERGED


def test_should_have_nothing_to_undo_at_first(street: Handling) -> None:
    assert why(press(street, ANNA, "unmerge", CALM)) is Refusal.NOT_MERGED


def test_should_undo_once(street: Handling) -> None:
    merge(street)
    unmerge(street)

    assert why(unmerge(street)) is Refusal.NOT_MERGED


def test_should_leave_the_undoing_to_the_holder(street: Handling) -> None:
    merge(street)
    press(street, BOON, "claim", CALM)

    assert why(unmerge(street)) is Refusal.NOT_YOURS
    only(unmerge(street, who=BOON), CaseUnmerged)


def test_should_keep_a_danger_that_came_by_a_merge(street: Handling) -> None:
    street.do(a_press(4, "kind", case=OTHER, urgent="CHILD"))
    merge(street)

    unmerge(street)

    assert street.case(CALM).need.dangers == street.case(OTHER).need.dangers == ("CHILD",)


def test_should_take_along_what_was_merged_before(street: Handling) -> None:
    merge(street, FAR, OTHER)
    merge(street, OTHER, CALM)

    assert [street.case(one).links.merged_into for one in (FAR, OTHER)] == [CALM, CALM]
    assert [street.case(one).links.moved_shares for one in (FAR, OTHER)] == [1, 2]
    unmerge(street, OTHER)
    assert sharers(street, OTHER) == [1, 4]
    assert (street.case(CALM).links.merged, street.case(CALM).shares) == ((FAR,), 5)
    unmerge(street, FAR)
    assert sharers(street, FAR) == [5]
    assert verify(street.client) == []


def test_should_merge_again_and_the_other_way(street: Handling) -> None:
    merge(street)
    unmerge(street)
    merge(street, CALM, OTHER)

    assert street.case(CALM).links.merged_into == OTHER
    assert sharers(street, OTHER) == [1, 1, 2, 3, 3, 4]
    assert verify(street.client) == []


def test_should_give_a_sharer_who_splits_a_case_of_their_own(street: Handling) -> None:
    merge(street)
    (own,) = [one for one in street.unit().cases.shares(CALM) if one.person == street.person(4).id]

    new = only(press(street, 4, "split", share=own.id), CaseOpened).case

    assert sharers(street, new.number) == [4]
    assert new.place == street.case(OTHER).place
    assert (street.case(CALM).shares, street.case(CALM).sharers) == (5, 3)
    assert street.case(OTHER).links.moved_shares == 1
    unmerge(street)
    assert sharers(street, OTHER) == [1]
    assert verify(street.client) == []


def test_should_not_bring_back_a_case_of_which_nothing_is_left(street: Handling) -> None:
    merge(street, FAR)
    (own,) = [one for one in street.unit().cases.shares(CALM) if one.person == street.person(5).id]

    press(street, 5, "split", FAR, share=own.id)

    assert street.case(CALM).links.merged == ()
    assert why(unmerge(street, FAR)) is Refusal.NOT_MERGED
    assert verify(street.client) == []


def test_should_count_one_who_splits_off_another_share_as_a_sharer_still(
    handling: Handling,
) -> None:
    share(handling, 1, 2, 2)
    own = handling.unit().cases.shares(CALM)[-1]

    handling.do(a_press(2, "split", case=CALM, share=own.id))

    case = handling.case(CALM)
    assert (case.shares, case.sharers) == (2, 2)


def test_should_count_distinct_sharers(handling: Handling) -> None:
    share(handling, 1, 2, 1, 3, 2)

    case: Case = handling.case(CALM)
    assert (case.shares, case.sharers) == (5, 3)


@pytest.mark.parametrize("act", ["claim", "going", "arrived"])
def test_should_stay_in_the_hands_of_the_one_who_is_on_it(handling: Handling, act: str) -> None:
    handling.enrol(71)
    handling.do(a_share(1))
    handling.do(a_share(2, near(AYUTTHAYA, 300)))
    for one in ("claim", "going", "arrived")[: ("claim", "going", "arrived").index(act) + 1]:
        handling.do(a_press(71, one, case="14-6911-0002"))
    before = handling.case("14-6911-0002")

    handling.do(a_press(71, "merge", case="14-6911-0002", into="14-6911-0001"))

    case = handling.case("14-6911-0001")
    assert (case.state, case.holder) == (before.state, before.holder)
    assert (case.visit.arrived, case.visit.distance_m) == (
        before.visit.arrived,
        before.visit.distance_m,
    )
    assert {one.kind for one in handling.timers() if one.case == case.number} == {"holder"}
    assert verify(handling.client) == []
