"""What a typed yes or no does is what a button of the same card does."""

from __future__ import annotations

import pytest

from cases.command_words import write_command
from cases.commands import Command
from cases.facts.fact import Fact
from cases.people import Language
from cases.yes_no import Answer
from handlers.dispatch import commands_of, hearers_of
from tests.builders import a_context, a_press
from tests.messages.every_fact import every_fact
from tests.messages.saying import asked_by, calls, contents

#: To be asked which danger, and a kind word: there is no button to say no.
_NO_BUTTON = ("urgent", "thanks")
_ASKED = [
    pytest.param(fact, acts, id=name)
    for name, fact in every_fact(Language.THAI)
    if (acts := commands_of(fact, a_context()))
]


@pytest.mark.parametrize(("fact", "acts"), _ASKED)
def test_should_mean_a_button_of_the_card(fact: Fact, acts: dict[Answer, Command]) -> None:
    buttons = asked_by(contents(fact))

    typed = [write_command(command) for command in acts.values()]
    asked = [{"v": "1", "do": act, **rest} for act, rest in typed if act not in _NO_BUTTON]
    assert [one for one in asked if one not in buttons] == []


def test_should_look_at_each_question() -> None:
    assert len({type(one.values[0]) for one in _ASKED}) == 16


def test_should_know_whom_each_fact_is_told_to() -> None:
    overlooked = {
        name
        for name, fact in every_fact(Language.THAI)
        for call in calls(a_press(1, "x"), fact)
        if call.to and call.to not in {one.line_id for one in hearers_of(fact)}
    }

    assert overlooked == set()
