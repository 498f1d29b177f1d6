"""A case in an officer's hands, for the tests of what happens at the place."""

from __future__ import annotations

from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened
from cases.people import Role
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, minutes, near, with_fields
from tests.handling import Handling, only

ANNA, BOON, HEAD, STRANGER, OTHER = 11, 12, 13, 21, 22


def a_team(handling: Handling) -> None:
    """Enrol a team in Ayutthaya and an officer of Chiang Mai."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(OTHER, "TH-50")


def on_site(handling: Handling, metres: float | None = 30) -> str:
    """Let ANNA arrive at a new case, so many metres from its pin; None is without a location."""
    a_team(handling)
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    visit_again(handling, number, metres)
    return number


def visit_again(handling: Handling, number: str, metres: float | None = 30) -> None:
    """Let ANNA claim and arrive."""
    for act in ("claim", "going"):
        press(handling, ANNA, act, number)
    if metres is None:
        press(handling, ANNA, "arrived", number)
    else:
        handling.do(a_share(ANNA, near(AYUTTHAYA, metres), NOW + minutes(20)))


def press(
    handling: Handling, who: int, act: str, number: str, after: float = 30, /, **fields: str
) -> list[Fact]:
    """Press a button of a case."""
    plain = a_press(who, act, NOW + minutes(after))
    return handling.do(with_fields(plain, {"case": number, **fields}))
