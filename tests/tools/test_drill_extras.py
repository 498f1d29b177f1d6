"""What officers and sharers of `drill` do besides the plain way, by the buttons that they read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from cases.case import Because, Case, Example, Place, State
from cases.facts.answers import QuestionAwaited, QuestionSent, SharerAsked
from cases.facts.casework import (
    Alerted,
    CaseClaimed,
    CaseClosed,
    ClosingFactAsked,
    ClosingFactsDone,
    CorrectionAsked,
    FarReasonAsked,
    HowManyAsked,
    OfficerArrived,
    OfficerGoing,
    OptionsShown,
    OutcomeAsked,
    OutcomeCorrected,
    RevisitAsked,
    RevisitPlanned,
    Why,
)
from cases.facts.fact import Fact
from cases.facts.moves import CaseHandedOver, CaseMerged, CaseUnmerged, MergeOffered, Near
from cases.facts.shares import CallerEntered, CallerPlaceAwaited, SharersTold
from cases.outlook import Taker
from cases.people import Role
from geo.centres import metres
from messages.texts import asking
from messages.texts.words import TYPED
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_case,
    a_line_id,
    a_member,
    changed,
    minutes,
    the_centres,
    the_taxonomy,
)
from tests.messages.every_fact import ASKER
from tests.messages.saying import asker
from tests.tools.test_drill import a_plan, pressed, read
from tests.tools.test_drill_promises import a_good_end, broken, judged, keeping, reading, result
from tools.crowd.deeds import Sort
from tools.crowd.evening import Citizens
from tools.crowd.extras import Extra
from tools.crowd.officer import OfficerMind
from tools.crowd.teams import Officer, Tempo, awake
from tools.drill.evening_report import besides
from tools.drill.gather import measured
from tools.drill.measures import times

_ME = a_line_id(ASKER)
_OTHER = "14-6911-0043"


class Wanting:
    """An officer who wants to do something besides, and what is said to them."""

    def __init__(self, *extras: Extra, caller: Place | None = None) -> None:
        officer = Officer(
            _ME, "Somebody", "TH-14", Role.OFFICER, Tempo.QUICK, True, 3, extras, caller
        )
        self.mind = OfficerMind(officer, lambda _: True, frozenset({"TH-13"}))
        self.at = 0.0

    def hears(self, fact: Fact, *, kind: str = "reply") -> str:
        """Return what the officer does when they read of *fact*."""
        self.at += 5
        self.mind.hear(read(fact, kind=kind), now=self.at)
        return self.does()

    def does(self) -> str:
        """Return what the officer does next."""
        self.at += 1
        return pressed(self.mind, self.at)

    def claims(self, **more: Any) -> str:
        """Let the officer get the case of an alert."""
        self.hears(alerted(a_case()), kind="push")
        return self.hears(claimed(a_case(state=State.CLAIMED, holder=ASKER, **more)))


def alerted(case: Case) -> Alerted:
    """Build what becomes true when a case waits."""
    return Alerted((a_member(ASKER),), case, next(iter(the_centres())), 900.0, Why.NEW)


def claimed(case: Case) -> CaseClaimed:
    """Build what becomes true when a case is claimed."""
    return CaseClaimed(asker(), case, next(iter(the_centres())), 9.0)


def on_site(**more: Any) -> Case:
    """Build a case whose officer is there."""
    return a_case(state=State.ON_SITE, holder=ASKER, **more)


def do(act: str, **fields: str) -> str:
    """Spell what a button sends."""
    more = "".join(f"&{name}={value}" for name, value in fields.items())
    return f"v=1&do={act}&case={a_case().number}{more}"


def test_should_hand_over_to_the_area_in_one_tap_where_somebody_is_awake() -> None:
    officer = Wanting(Extra.HAND_OVER)

    assert officer.claims(province="TH-13") == do("handover", to="TH-13", why="area")

    centre = the_centres().by_id("TH-13")
    assert centre is not None
    given = a_case(centre="TH-13", because=Because.AREA)
    officer.hears(CaseHandedOver(asker(), given, centre, Taker.CENTRE, False))
    assert officer.mind.case == ""


@pytest.mark.parametrize("province", ["TH-10", "TH-14", None])
def test_should_keep_a_case_that_nobody_else_would_take(province: str | None) -> None:
    assert Wanting(Extra.HAND_OVER).claims(province=province) == do("going")


def test_should_send_a_case_back_once() -> None:
    officer = Wanting(Extra.REFUSE)
    handed = a_case(refusable=True, passed=("TH-13",), because=Because.AREA)

    assert officer.hears(alerted(handed), kind="push") == do("refuse")
    assert Wanting().hears(alerted(handed), kind="push") == do("claim")


def test_should_say_how_many_there_are() -> None:
    officer = Wanting(Extra.SEVERAL)
    officer.claims()

    assert officer.hears(OutcomeAsked(asker(), on_site(), found=True)) == do("several")
    assert officer.hears(HowManyAsked(asker(), on_site())) in (
        do("several", persons="2"),
        do("several", persons="3"),
    )
    asked = officer.hears(OutcomeAsked(asker(), on_site(persons=3), found=True))
    assert asked.startswith(do("close"))
    assert asked.endswith("of=3")


def test_should_check_in_far_away_and_give_the_reason() -> None:
    officer = Wanting(Extra.FAR)
    officer.claims()
    officer.mind.hear(read(OfficerGoing(asker(), a_case(state=State.GOING, holder=ASKER))), 20.0)
    deed = officer.mind.due(30.0)

    assert deed is not None
    assert metres(AYUTTHAYA, place_of(deed.told)) > 500
    assert deed.sort is Sort.CHECK_IN

    officer.at = 40.0
    officer.hears(OfficerArrived(asker(), on_site(distance_m=1_110)))
    asked = FarReasonAsked(asker(), on_site(distance_m=1_110), "FAMILY")
    assert "&far=" in officer.hears(asked)


def test_should_ask_the_sharer_a_question_and_go_on() -> None:
    officer, case = Wanting(Extra.ASK), a_case(state=State.CLAIMED, holder=ASKER)

    assert officer.claims() == do("more")
    assert officer.hears(OptionsShown(asker(), case)) == do("ask")
    assert "&q=" in officer.hears(QuestionAwaited(asker(), case, 3))
    assert officer.hears(QuestionSent(asker(), case)) == TYPED["mine"][0]
    assert officer.hears(claimed(case)) in (do("going"), do("more"))


def test_should_answer_a_question() -> None:
    asked = read(SharerAsked(asker(), a_case(), example=Example.WHERE), kind="push")

    found = Citizens((), Random(1)).hear(asked, now=1.0)

    assert found is not None
    assert found[1].told["text"] in {
        one.say(asker().language) for one in asking.ANSWERS[Example.WHERE]
    }
    assert found[1].sort is Sort.ANSWER


def test_should_only_look_at_what_else_could_be_done() -> None:
    officer = Wanting(Extra.MORE)

    assert officer.claims() == do("more")
    options = OptionsShown(asker(), a_case(state=State.CLAIMED, holder=ASKER))
    assert officer.hears(options) == TYPED["mine"][0]


def test_should_merge_and_take_out_again() -> None:
    officer, case = Wanting(Extra.MERGE, Extra.UNMERGE), a_case(state=State.CLAIMED, holder=ASKER)
    other = a_case(number=_OTHER, merged=(case.number,))

    assert officer.claims() == do("more")
    assert officer.hears(OptionsShown(asker(), case)) == do("merge")
    assert officer.hears(MergeOffered(asker(), case, (Near(other, 90.0),))) == do(
        "merge", into=_OTHER
    )
    assert officer.hears(CaseMerged(asker(), case, other)) == f"v=1&do=more&case={_OTHER}"
    assert officer.hears(OptionsShown(asker(), other)) == f"v=1&do=unmerge&case={_OTHER}"
    assert officer.hears(CaseUnmerged(asker(), a_case(), other)) == TYPED["mine"][0]
    assert officer.mind.case == ""


def test_should_go_off_duty_with_a_case_in_hand() -> None:
    assert Wanting(Extra.GIVE_BACK).claims() == TYPED["off_duty"][0]


def test_should_enter_a_case_for_a_caller() -> None:
    officer = Wanting(Extra.CALLER, caller=Place(AYUTTHAYA))

    assert officer.does() == TYPED["caller"][0]
    assert officer.hears(CallerPlaceAwaited(asker())) == "place"
    entered = CallerEntered(asker(), a_case(), next(iter(the_centres())), 9.0, False, False)
    assert officer.hears(entered).startswith("v=1&do=entered")


def test_should_deal_out_a_few_of_each() -> None:
    officers = a_plan(shares=200).officers
    dealt = Counter(extra for one in officers for extra in one.extras)

    assert set(dealt) == set(Extra)
    assert dealt[Extra.GIVE_BACK] == dealt[Extra.CALLER] == 1
    assert all(Extra.MERGE in one.extras for one in officers if Extra.UNMERGE in one.extras)
    assert all(one.pace is not Tempo.ASLEEP for one in officers if one.extras)
    (called,) = (one for one in officers if one.caller is not None)
    assert called.caller is not None
    centre = the_centres().nearest(called.caller.point).id
    assert centre != called.centre
    assert centre in awake(officers)


def test_should_expect_the_sharers_of_a_merged_case_to_hear_of_the_other() -> None:
    end = merged_end()

    assert "Each sharer of a closed case hears it once" not in broken(end)
    twice = reading(result(a_line_id(1), "14-6911-0002"))(end)
    assert judged(twice)["Each sharer of a closed case hears it once"].kept is False


def test_should_expect_nobody_to_hear_for_a_caller() -> None:
    end = a_good_end()
    shares = {**end.kept.shares, "14-6911-0002": {"three": a_line_id(1), "called": ""}}
    done = {**end.ledger.done, Sort.CALLER: {"called": a_line_id(9)}}
    entered = replace(end.ledger, done=done)
    counted = {**end.kept.counted, "shares": 4}
    acts = {**end.kept.acts, "shared": 4}
    end = replace(keeping(shares=shares, counted=counted, acts=acts)(end), ledger=entered)

    assert broken(end) == []
    unknown = replace(end, ledger=a_good_end().ledger)
    assert broken(unknown) == ["Every acknowledged share counts exactly once"]


def test_should_find_the_receipt_of_a_share_that_was_merged() -> None:
    assert times(merged_end()).unanswered == []


def arrives(mind: Wanting) -> str:
    """Let the officer stand at the place of the case; give what they do."""
    mind.claims()
    held = a_case(state=State.ON_SITE, holder=ASKER)
    return mind.hears(OfficerArrived(asker(), held))


def test_should_plan_to_go_again_and_look_what_is_left() -> None:
    mind = Wanting(Extra.REVISIT)
    case, later = a_case(state=State.ON_SITE, holder=ASKER), NOW + minutes(60)

    assert "do=revisit" in arrives(mind)
    assert "at=" in mind.hears(RevisitAsked(asker(), case, (later,)))
    planned = replace(
        case, state=State.WAITING, holder=None, visit=replace(case.visit, revisit_at=later)
    )
    assert mind.hears(RevisitPlanned(asker(), planned)) in TYPED["mine"]
    assert mind.mind.case == ""


def test_should_say_a_fact_and_another_on_the_same_card() -> None:
    mind = Wanting(Extra.FACTS)
    case = a_case(state=State.CLOSED, closed_at=NOW, outcomes=("FAMILY",), holder=ASKER)
    arrives(mind)

    assert "do=facts" in mind.hears(CaseClosed(asker(), case))
    sex = ClosingFactAsked(asker(), case, 1, 1, "sex", ("male", "female"), "sex")
    assert "value=male" in mind.hears(sex)
    assert "value=female" in mind.hears(ClosingFactsDone(asker(), case))
    assert mind.hears(ClosingFactsDone(asker(), case)) in TYPED["mine"]


def test_should_put_a_wrong_outcome_right() -> None:
    mind = Wanting(Extra.CORRECT)
    case = a_case(state=State.CLOSED, closed_at=NOW, outcomes=("FAMILY",), holder=ASKER)
    arrives(mind)

    assert "do=correct" in mind.hears(CaseClosed(asker(), case))
    asked = CorrectionAsked(asker(), case, tuple(the_taxonomy().outcomes.values()))
    assert "outcome=NOT_FOUND" in mind.hears(asked)
    righted = replace(case, visit=replace(case.visit, outcomes=("NOT_FOUND",)))
    assert mind.hears(OutcomeCorrected(asker(), righted)) in TYPED["mine"]


def test_should_tell_a_correction_from_a_result() -> None:
    case = a_case(state=State.CLOSED, closed_at=NOW, outcomes=("NOT_FOUND",))

    told = [
        read(SharersTold((asker(),), one))
        for one in (case, replace(case, visit=replace(case.visit, was=("FAMILY",))))
    ]

    assert [(one.is_result, one.is_correction) for one in told] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("case", "astray"),
    [
        pytest.param(a_case(), False, id="at the nearest"),
        pytest.param(a_case(centre="TH-13"), True, id="at another"),
        pytest.param(a_case(centre="TH-13", passed=("TH-14",)), False, id="handed over"),
        pytest.param(a_case(centre="TH-14", passed=("TH-13",)), True, id="handed to it"),
    ],
)
def test_should_judge_the_centre_that_opened_a_case(case: Case, astray: bool, client: Any) -> None:
    found = measured(client, the_centres(), [case], [], Counter())

    assert found.astray == ([case.number] if astray else [])


def test_should_report_what_was_done_besides() -> None:
    end = merged_end()
    back = {**end.kept.cases, "x": a_case(because=Because.REFUSED)}
    counted = {**end.kept.counted, "handed_over": 3, "far": 2, "channel:caller": 1}
    acts = {"asked": 4, "merged": 2, "unmerged": 1, "revisit_planned": 3}
    acts |= {"fact_said": 6, "fact_taken_back": 2, "close_taken_back": 5}
    end = keeping(cases=back, counted=counted, acts=acts)(end)
    answers = {f"answer {number}": a_line_id(1) for number in range(5)}
    more = {Sort.ANSWER: answers, Sort.GIVE_BACK: {"back": a_line_id(9)}}
    end = replace(end, ledger=replace(end.ledger, done=end.ledger.done | more))

    assert list(besides(end).values()) == [
        "2",
        "1",
        "2",
        "0",
        "4",
        "5",
        "2",
        "1",
        "1",
        "1",
        "3",
        "4",
        "7",
    ]


def merged_end() -> Any:
    """End an evening in which the open case was merged into the closed one."""
    end, ends = a_good_end(), "14-6911-0002"
    into = "14-6911-0001"
    cases = {
        into: changed(end.kept.cases[into], merged=(ends,)),
        ends: a_case(number=ends, state=State.CLOSED, merged_into=into, shares=0),
    }
    shares = {into: {**end.kept.shares[into], "three": a_line_id(1)}, ends: {}}
    both = [
        replace(one, cases=frozenset({into, ends})) if one.is_result else one
        for one in end.ledger.heard
    ]
    kept = replace(end.kept, cases=cases, shares=shares)
    return replace(end, kept=kept, ledger=replace(end.ledger, heard=both))


def place_of(told: Any) -> Any:
    """Return the point of a location."""
    return replace(AYUTTHAYA, latitude=told["latitude"], longitude=told["longitude"])
