"""Whom an alert reaches when people block the account or change their language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cases.facts.casework import Alerted, Why
from cases.facts.shares import CaseOpened
from cases.people import Language, Role
from cases.ports import Profile
from handlers.events import Unfollowed
from tests.builders import NOW, a_context, a_follow, a_line_id, a_press, a_share, an_event_id
from tests.handling import Handling, only


def test_should_not_alert_a_head_who_has_blocked_the_account(handling: Handling) -> None:
    """LINE answers 200, takes the money, and nobody sees it; the case waits half an hour."""
    handling.enrol(9, role=Role.HEAD)
    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(9)))

    alerted = only(handling.do(a_share(1)), Alerted)

    assert alerted.team == ()
    assert alerted.why is Why.NOBODY


class Says:
    """A profile for everybody."""

    def __init__(self, profile: Profile | None) -> None:
        self.profile = profile

    def find(self, line_id: str) -> Profile | None:
        return self.profile


def test_should_not_alert_the_one_who_releases_after_a_change_of_language(client: Any) -> None:
    before = Handling(client, replace(a_context(), profiles=Says(None)))
    before.enrol(9)
    after = Handling(
        client, replace(a_context(), profiles=Says(Profile("Anong", Language.ENGLISH)))
    )
    after.do(a_follow(9))
    number = only(after.do(a_share(1)), CaseOpened).case.number
    after.do(a_press(9, "claim", case=number))

    released = after.do(a_press(9, "release", case=number, sure="yes"))

    assert only(released, Alerted).team == ()


def test_should_alert_in_the_language_the_member_reads_now(client: Any) -> None:
    before = Handling(client, replace(a_context(), profiles=Says(None)))
    before.enrol(9)
    after = Handling(
        client, replace(a_context(), profiles=Says(Profile("Anong", Language.ENGLISH)))
    )
    after.do(a_follow(9))

    alerted = only(after.do(a_share(1)), Alerted)

    assert alerted.team[0].person.language is Language.ENGLISH
