"""Each kind of fact has one renderer."""

from __future__ import annotations

import pytest

from cases.facts.casework import CaseClaimed
from cases.facts.fact import Fact
from cases.people import Language
from messages.rendering import renderers, renders
from tests.messages.every_fact import every_fact
from tests.messages.kinds_of_fact import kinds_of_fact


class Unheard(Fact):
    """A fact that nobody puts into words."""


def test_should_know_a_long_example_of_every_fact() -> None:
    assert {type(fact) for _, fact in every_fact(Language.THAI)} == kinds_of_fact()


def test_should_have_one_renderer_for_every_fact() -> None:
    assert set(renderers()) == kinds_of_fact()
    assert Unheard not in renderers()


def test_should_refuse_a_second_renderer() -> None:
    before = renderers()[CaseClaimed]

    with pytest.raises(ValueError, match="CaseClaimed has two renderers"):
        renders(CaseClaimed)(lambda fact, context: [])

    assert renderers()[CaseClaimed] is before
