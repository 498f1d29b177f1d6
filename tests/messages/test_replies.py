from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.facts import casework as facts
from cases.facts import shares as citizen_facts
from cases.facts.casework import Why
from cases.facts.personal_data import Erased, NamelessHeard, NothingKept
from cases.people import Language
from cases.ports import Timer
from handlers.events import TimerDue
from simulator.message_api import check_messages
from simulator.refusals import ApiError as RefusedByLine
from simulator.request_body import Node, PropertyPath
from tests.builders import NOW, a_case, a_member, a_press, the_taxonomy
from tests.messages.every_fact import ASKER, CENTRE, every_fact
from tests.messages.saying import answer_to, asker, calls

EVERY_FACT = {
    f"{language} {name}": fact for language in Language for name, fact in every_fact(language)
}
DUE = TimerDue("timer-1", NOW, Timer.REMIND, "14-6911-0042")


def refusal_of(messages: Sequence[object]) -> str:
    """Return why LINE would refuse these; nothing where it takes them."""
    try:
        check_messages(Node({"messages": list(messages)}, PropertyPath(), []))
    except RefusedByLine as refused:
        return str(refused)
    return ""


def test_should_send_only_what_the_platform_takes() -> None:
    refusals = {name: refusal_of(answer_to(fact).messages) for name, fact in EVERY_FACT.items()}

    assert {name: why for name, why in refusals.items() if why} == {}


def test_should_be_refused_by_the_platform_for_what_it_does_not_take() -> None:
    assert refusal_of([{"type": "text", "text": ""}])


def test_should_answer_with_one_free_reply() -> None:
    answers = {name: answer_to(fact) for name, fact in EVERY_FACT.items()}

    assert {call.reply_token for call in answers.values()} == {"t"}
    assert {call.created_ms for call in answers.values()} == {int(NOW.timestamp() * 1000)}
    to_nobody = {name for name, call in answers.items() if not call.to}
    assert {call.to for call in answers.values()} == {"", asker().line_id}
    assert to_nobody == {
        name
        for name, fact in EVERY_FACT.items()
        if isinstance(fact, Erased | NothingKept | NamelessHeard)
    }


def test_should_put_all_that_one_person_hears_into_one_call() -> None:
    member = a_member(ASKER)
    opened = citizen_facts.CaseOpened(asker(), a_case(), CENTRE, 10.0)
    alerted = facts.Alerted((member, a_member(8)), a_case(), CENTRE, 10.0, Why.NEW)

    own, other = calls(a_press(ASKER, "x"), opened, alerted)

    assert (own.reply_token, other.reply_token) == ("t", "")
    assert [len(own.messages), len(other.messages)] == [3, 1]
    assert own.worth_push
    assert own.alert_for == other.alert_for == "14-6911-0042"
    assert "quickReply" in own.messages[-1]


def test_should_call_a_team_that_reads_the_same_at_once() -> None:
    team = tuple(a_member(number) for number in (7, 8, 9))
    alerted = facts.Alerted(team, a_case(), CENTRE, 10.0, Why.NEW)

    (call,) = calls(DUE, alerted)

    assert call.recipients == [member.person.line_id for member in team]
    assert (call.alert_for, call.worth_push) == ("14-6911-0042", True)


def test_should_give_the_same_calls_the_same_ids_again() -> None:
    event = a_press(ASKER, "x")
    other = replace(event, id=f"{event.id}x")
    opened = citizen_facts.CaseOpened(asker(), a_case(), CENTRE, 10.0)
    alerted = facts.Alerted((a_member(8),), a_case(), CENTRE, 10.0, Why.NEW)

    first, again, another = (calls(one, opened, alerted) for one in (event, event, other))

    assert first == again
    assert not {call.id for call in first} & {call.id for call in another}


def test_should_call_the_others_where_somebody_blocks_the_account() -> None:
    team = (a_member(7), a_member(8))
    gone = replace(team[0], person=replace(team[0].person, blocked=True))
    alerted = facts.Alerted(team, a_case(), CENTRE, 10.0, Why.NEW)

    (both,) = calls(DUE, alerted)
    (other,) = calls(DUE, replace(alerted, team=(gone, team[1])))

    assert other.recipients == [team[1].person.line_id]
    assert other.messages == both.messages


def test_should_answer_even_one_who_has_blocked_the_account() -> None:
    call = answer_to(facts.Guided(asker(blocked=True)))

    assert call.reply_token == "t"


WORTH_A_PUSH = {
    "SharerAsked",
    "Alerted",
    "CallerEntered",
    "CaseClaimed",
    "CasesBack",
    "Digested",
    "CaseClosed",
    "CaseGrew",
    "CaseMerged",
    "CaseOpened",
    "CaseReleased",
    "CaseHandedOver",
    "HandoverUnclaimed",
    "CaseUnmerged",
    "RevisitPlanned",
    "DangerAsked",
    "DangerSaid",
    "LateCases",
    "MemberArrived",
    "MemberRemoved",
    "AttachmentsCame",
    "OwnNeedAsked",
    "WhoseNeedAsked",
    "ExplanationAsked",
    "CompanionJoined",
    "ExplanationGiven",
    "OwnNeedHeard",
    "MovedHere",
    "MemberLeft",
    "OfficerArrived",
    "OfficerGoing",
    "OutcomeCorrected",
    "OutcomeDisputed",
    "ReopeningTold",
    "PlaceMoved",
    "PlaceTakenBack",
    "ShareJoined",
    "SharerAdded",
    "SharerHeard",
    "SharersTold",
    "StillThereAsked",
    "TakenOut",
    "TakenOver",
    "HolderAsked",
    "WhosePlace",
    "UrgentSummedUp",
    "TeamJoined",
}


def test_should_pay_for_nothing_that_is_not_worth_a_push() -> None:
    event = replace(a_press(ASKER, "x"), reply_token="")

    told = {
        name: (type(fact).__name__, calls(event, fact)) for name, fact in every_fact(Language.THAI)
    }

    pushed = {kind for kind, sent in told.values() if sent}
    assert pushed == WORTH_A_PUSH | {"KindSaid", "DutyChanged"}  # by the clock
    said = {name for name, (kind, sent) in told.items() if kind == "KindSaid" and sent}
    assert {name for name in said if name.startswith(("kind said", "danger said"))} == {
        f"danger said {code}" for code in the_taxonomy().urgencies
    }


def test_should_mark_a_reply_as_worth_a_push_where_it_is_one() -> None:
    press = a_press(ASKER, "x")
    without_a_token = replace(press, reply_token="")

    marked = {name: calls(press, fact)[0].worth_push for name, fact in EVERY_FACT.items()}

    assert marked == {name: bool(calls(without_a_token, fact)) for name, fact in EVERY_FACT.items()}
