"""An operator takes a centre out of the file while it has cases and staff."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.facts.shares import ShareJoined
from geo.centres import Centres
from tests.builders import a_context, a_press, a_share, the_centres
from tests.handling import Handling, only


def after(client: Any) -> Handling:
    """Handle with a file that Ayutthaya is gone from."""
    return Handling(client, replace(a_context(), centres=without_ayutthaya()))


def without_ayutthaya() -> Centres:
    return Centres(one for one in the_centres() if one.id != "TH-14")


def test_should_let_a_share_join_a_case_there(client: Any) -> None:
    Handling(client, a_context()).do(a_share(1))

    facts = after(client).do(a_share(2))

    assert only(facts, ShareJoined).case.shares == 2


@pytest.mark.parametrize("act", ["claim", "queue"])
def test_should_answer_an_officer_whose_centre_is_no_longer_in_the_file(
    client: Any, act: str
) -> None:
    before = Handling(client, a_context())
    before.enrol(9)
    before.do(a_share(1))

    assert after(client).do(a_press(9, act, case="14-6911-0001"))


@pytest.mark.parametrize("kind", ["remind", "escalate"])
def test_should_escalate_a_case_of_a_centre_no_longer_in_the_file(client: Any, kind: str) -> None:
    before = Handling(client, a_context())
    before.do(a_share(1))
    timer = next(one for one in before.timers() if one.kind == kind)

    assert after(client).do(timer)
