"""Every button that was ever sent is read into a command, and a command into its button again."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest

from cases import commands
from cases.case import Because, FarReason, NoCheckIn, Question, Seen, Wish
from cases.command_words import read_command, read_words, write_command, write_words
from cases.commands import MISSING, Command, Unknown
from cases.people import Digest, Language
from tests.builders import all_acts

NUMBER = "14-6911-0042"
#: The acts of the contract (DESIGN.md, section 5), and those that came since.
STAFF = """claim release going arrived found not_found close outcome handover ask queue mine
    on_duty off_duty report"""
CITIZENS = "start kind detail gone split status confirm language my_data erase"
SINCE = """keep several fewer correct facts fact revisit photos more note look words entered refuse
    merge unmerge place caller round near give_back
    team remove invite page sign_out digest tab own_need
    danger urgent thanks skip cancel use_place same questions no_check_in review explain along"""
#: The buttons of all cards, as they were and are sent.
BUTTONS: dict[str, Command] = {
    f"claim&case={NUMBER}": commands.Claim(NUMBER),
    "claim": commands.Claim(),
    f"close&case={NUMBER}&outcome=SHELTER": commands.Close(NUMBER, outcome="SHELTER"),
    f"outcome&case={NUMBER}&code=SHELTER": commands.Close(NUMBER, code="SHELTER"),
    f"close&case={NUMBER}&outcome=ADVISED&person=2&of=3&far=gps": commands.Close(
        NUMBER, "ADVISED", 2, 3, FarReason.GPS
    ),
    f"several&case={NUMBER}&persons=2": commands.SaySeveral(NUMBER, 2),
    f"several&case={NUMBER}&again=1": commands.SaySeveral(NUMBER, again=1),
    f"handover&case={NUMBER}&to=TH-50&why=area": commands.HandOver(NUMBER, "TH-50", Because.AREA),
    f"unmerge&case={NUMBER}&from=14-6911-0043": commands.Unmerge(NUMBER, "14-6911-0043"),
    f"place&case={NUMBER}&as=here": commands.SayWhosePlace(NUMBER, "here"),
    f"ask&case={NUMBER}": commands.AskSharer(NUMBER),
    f"ask&case={NUMBER}&cancel=yes": commands.DropQuestion(NUMBER),
    "caller&cancel=yes": commands.DropCaller(),
    f"revisit&case={NUMBER}&at=2026-11-21T19:00+00:00": commands.Revisit(
        NUMBER, datetime(2026, 11, 21, 19, tzinfo=UTC)
    ),
    f"fact&case={NUMBER}&person=1&name=sex&value=male": commands.SayFact(NUMBER, 1, "sex", "male"),
    f"confirm&case={NUMBER}&seen=here": commands.Confirm(NUMBER, Seen.HERE),
    f"confirm&case={NUMBER}": commands.Confirm(NUMBER),
    f"same&case={NUMBER}": commands.SaySame(NUMBER),
    f"same&case={NUMBER}&still=yes": commands.SaySame(NUMBER, still=True),
    "questions": commands.ChooseQuestions(),
    "questions&to=on": commands.ChooseQuestions("on"),
    f"no_check_in&case={NUMBER}&why=barred": commands.SayNoCheckIn(NUMBER, NoCheckIn.BARRED),
    f"review&case={NUMBER}&what=keep": commands.Review(NUMBER, "keep"),
    f"explain&case={NUMBER}": commands.Explain(NUMBER),
    f"along&case={NUMBER}": commands.GoAlong(NUMBER),
    "use_place": commands.UsePlace(),
    "use_place&whose=me": commands.UsePlace("me"),
    f"kind&case={NUMBER}&urgent=CHILD": commands.SayKind(NUMBER, urgent="CHILD"),
    f"detail&case={NUMBER}&skip=all": commands.AnswerQuestion(NUMBER, skip="all"),
    f"detail&case={NUMBER}&skip=spot": commands.AnswerQuestion(NUMBER, skip=Question.SPOT),
    f"detail&case={NUMBER}&wish=unspoken": commands.AnswerQuestion(NUMBER, Wish.UNSPOKEN),
    f"split&case={NUMBER}&share=01ABC": commands.Split(NUMBER, "01ABC"),
    "start": commands.Start(),
    f"start&who=me&case={NUMBER}": commands.Start("me", NUMBER),
    "language&to=en": commands.ChooseLanguage(Language.ENGLISH),
    "erase&sure=yes&asked=1795608000000": commands.Erase(sure=True, asked=1795608000000),
    "queue&page=2": commands.ShowQueue(2),
    "on_duty&hours=8": commands.BeginDuty(8),
    "on_duty&until=08:30": commands.BeginDuty(until=time(8, 30)),
    "remove&person=7&sure=yes": commands.RemoveMember(7, sure=True),
    "digest&kind=weekly&to=off": commands.ChooseDigests(Digest.WEEKLY, "off"),
    "tab": commands.TurnPage(),
}


def test_should_know_every_act_of_the_contract() -> None:
    assert {*STAFF.split(), *CITIZENS.split(), *SINCE.split()} == all_acts()


@pytest.mark.parametrize("act", sorted(all_acts()))
def test_should_read_a_button_without_fields(act: str) -> None:
    command = read_command(act, {"v": "1", "do": act})

    assert not isinstance(command, Unknown)
    assert write_command(command) in [(act, {}), ("close", {})]


@pytest.mark.parametrize(("words", "command"), BUTTONS.items(), ids=BUTTONS)
def test_should_read_and_write_a_button(words: str, command: Command) -> None:
    assert read_words(words) == command
    assert write_words(command) == words.replace("outcome&", "close&")


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("confirm&seen=x", "seen", None),
        ("confirm", "seen", MISSING),
        ("language&to=xx", "to", None),
        ("revisit&at=tomorrow", "at", None),
        ("revisit&at=2026-11-21T19:00:00", "at", None),
        ("on_duty&hours=x", "hours", 0),
        ("on_duty&until=25:00", "until", None),
        ("queue&page=-1", "page", 0),
        ("queue&page=๑", "page", 0),
        ("erase&sure=no", "sure", False),
        (f"erase&asked={'9' * 400}", "asked", 0),
        ("handover&why=x", "why", None),
        ("detail&skip=x", "skip", None),
        ("place&as=x", "what", None),
        ("start&who=x", "who", None),
    ],
)
def test_should_never_hand_on_a_value_that_there_is_not(
    words: str, field: str, value: object
) -> None:
    command: Any = read_words(words)

    assert getattr(command, field) == value


@pytest.mark.parametrize("act", ["", "x", "drop", "claim&cancel", "CLAIM", "v"])
def test_should_read_nothing_from_an_act_that_there_is_not(act: str) -> None:
    assert read_command(act, {"do": act}) == Unknown()
