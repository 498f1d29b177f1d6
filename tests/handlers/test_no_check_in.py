"""Nobody was met, and no check-in at the pin proves the visit: the close asks why, and counts."""

from __future__ import annotations

import pytest

from cases.case import CALLER, NoCheckIn
from cases.facts.casework import CaseClosed, NoCheckInSaid, OutcomeCorrected, Refused
from cases.facts.moves import CaseMerged
from cases.facts.shares import CaseOpened
from cases.log import Proof
from cases.refusal import Refusal
from handlers.events import Unfollowed
from store.verify import rebuild, verify
from tests.builders import AYUTTHAYA, NOW, a_line_id, a_press, a_share, an_event_id, minutes, near
from tests.handling import Handling, only

ANNA, BOON, SHARER = 11, 12, 1
FIRST, SECOND = "14-6911-0001", "14-6911-0002"
COUNTERS = [proof.value for proof in Proof if proof.name.startswith("UNMET")]


def on_site(handling: Handling, metres: float | None) -> None:
    """Let an officer go, and check in so far from the pin; without a location if None."""
    handling.enrol(ANNA)
    only(handling.do(a_share(SHARER)), CaseOpened)
    for act in ("claim", "going"):
        handling.do(a_press(ANNA, act, case=FIRST))
    if metres is None:
        handling.do(a_press(ANNA, "arrived", case=FIRST))
    else:
        handling.do(a_share(ANNA, near(AYUTTHAYA, metres), NOW + minutes(1)))


def counted(handling: Handling) -> dict[str, int]:
    """Return the counters that are not zero, after it was proved that the log agrees with them."""
    assert verify(handling.client) == []
    assert rebuild(handling.client) == []
    return {name: count for name in COUNTERS if (count := handling.count(name))}


def say(handling: Handling, why: str, after: float = 5, who: int = ANNA) -> list[object]:
    """Tap a reason."""
    return [*handling.do(a_press(who, "no_check_in", NOW + minutes(after), case=FIRST, why=why))]


@pytest.mark.parametrize("metres", [None, 4_800])
@pytest.mark.parametrize("why", list(NoCheckIn))
def test_should_close_first_and_count_the_reason_then(
    handling: Handling, metres: float | None, why: NoCheckIn
) -> None:
    on_site(handling, metres)

    assert only(handling.do(a_press(ANNA, "not_found", case=FIRST)), CaseClosed).unproved
    assert counted(handling) == {"unmet": 1}

    only(say(handling, why), NoCheckInSaid)  # type: ignore[arg-type]
    assert counted(handling) == {f"unmet_{why}": 1}
    only(say(handling, why), NoCheckInSaid)  # type: ignore[arg-type]
    assert counted(handling) == {f"unmet_{why}": 1}
    only(say(handling, "barred", after=9), NoCheckInSaid)  # type: ignore[arg-type]
    assert counted(handling) == {"unmet_barred": 1}
    assert (handling.count("closed"), handling.count("found")) == (1, 0)


def test_should_ask_nothing_of_who_checked_in_at_the_pin(handling: Handling) -> None:
    on_site(handling, 30)

    assert not only(handling.do(a_press(ANNA, "not_found", case=FIRST)), CaseClosed).unproved

    assert counted(handling) == {}
    assert only(say(handling, "looked"), Refused).why is Refusal.NO_REASON_NOW  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", ["DUPLICATE", "INSUFFICIENT"])
def test_should_ask_nothing_about_what_the_desk_knows(handling: Handling, outcome: str) -> None:
    on_site(handling, None)

    closed = handling.do(a_press(ANNA, "close", case=FIRST, outcome=outcome))

    assert not only(closed, CaseClosed).unproved
    assert counted(handling) == {}


@pytest.mark.parametrize(
    ("why", "after", "who"),
    [
        ("x", 5, ANNA),
        ("", 5, ANNA),
        ("looked", 24 * 60 + 1, ANNA),
        ("looked", 5, BOON),
    ],
)
def test_should_take_it_from_who_closed_within_a_day(
    handling: Handling, why: str, after: float, who: int
) -> None:
    on_site(handling, None)
    handling.enrol(BOON)
    handling.do(a_press(ANNA, "not_found", case=FIRST))

    only(say(handling, why, after, who), Refused)  # type: ignore[arg-type]

    assert counted(handling) == {"unmet": 1}


def test_should_ask_after_a_correction_and_forget_the_reason_by_one(handling: Handling) -> None:
    on_site(handling, None)
    handling.do(a_press(ANNA, "close", case=FIRST, outcome="ADVISED"))
    corrected = handling.do(a_press(ANNA, "correct", case=FIRST, outcome="NOT_FOUND"))

    assert only(corrected, OutcomeCorrected).unproved
    say(handling, "looked")
    assert counted(handling) == {"unmet_looked": 1}

    handling.do(a_press(ANNA, "correct", NOW + minutes(6), case=FIRST, outcome="ADVISED"))
    assert counted(handling) == {}
    assert handling.case(FIRST).visit.no_check_in is None


def test_should_promise_a_result_only_where_somebody_hears_it(handling: Handling) -> None:
    on_site(handling, 30)
    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(SHARER)))

    assert not only(handling.do(a_press(ANNA, "not_found", case=FIRST)), CaseClosed).heard
    corrected = handling.do(a_press(ANNA, "correct", case=FIRST, outcome="INSUFFICIENT"))
    assert not only(corrected, OutcomeCorrected).heard


@pytest.mark.parametrize("who", ["a caller", "erased"])
def test_should_promise_nothing_to_who_is_not_on_line_or_erased(
    handling: Handling, who: str
) -> None:
    handling.enrol(ANNA)
    if who == "a caller":
        handling.do(a_press(ANNA, "caller"))
        handling.do(a_share(ANNA))
        assert handling.case(FIRST).origin.channel == CALLER
    else:
        handling.do(a_share(SHARER))
        stamp = str(int(NOW.timestamp() * 1000))
        handling.do(a_press(SHARER, "erase", NOW + minutes(1), sure="yes", asked=stamp))
    for act in ("claim", "going", "arrived"):
        handling.do(a_press(ANNA, act, NOW + minutes(2), case=FIRST))

    closed = handling.do(a_press(ANNA, "not_found", NOW + minutes(3), case=FIRST))

    assert not only(closed, CaseClosed).heard


@pytest.mark.parametrize("by_caller", [True, False])
def test_should_promise_a_merged_callers_case_nothing(handling: Handling, by_caller: bool) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    if by_caller:
        handling.do(a_press(ANNA, "caller"))
    handling.do(a_share(ANNA if by_caller else 2, near(AYUTTHAYA, 300)))

    facts = handling.do(a_press(ANNA, "merge", case=SECOND, into=FIRST))

    assert only(facts, CaseMerged).heard is not by_caller
