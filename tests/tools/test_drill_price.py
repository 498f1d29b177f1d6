"""What a case of one sharer costs at a centre with one officer on duty, judged by `drill`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from cases.case import Case, State
from tests.builders import NOW, a_case, a_line_id, minutes
from tests.tools.test_drill_promises import a_good_end
from tools.crowd.deeds import Heard, ReceivedButton
from tools.drill.end import End, Stored
from tools.drill.measures import plain, times
from tools.drill.promises import promises

_SHARER, _OFFICER, _HEAD = (a_line_id(number) for number in (1, 9, 10))
_NUMBER, _CENTRE = "14-6911-0001", "TH-14"
_TEXT = "One officer, one sharer: 3 paid messages a case"


def paid(to: str, do: str) -> Heard:
    """Let LINE take a push with a button; a result has none."""
    buttons = (ReceivedButton(do, _NUMBER, {}, ""),) if do else ()
    return Heard(to, 1_000, True, 1, buttons, frozenset({_NUMBER}), None, is_result=not do)


_THREE = (paid(_OFFICER, "claim"), paid(_SHARER, "still_here"), paid(_SHARER, ""))
_FREE = replace(paid(_OFFICER, "going"), is_push=False, cost=0)
_FOURTH = paid(_HEAD, "claim")


def a_closed(**more: Any) -> Case:
    """Build a case that was claimed in time and closed."""
    known: dict[str, Any] = {"state": State.CLOSED, "claimed_at": NOW, "closed_at": NOW}
    return a_case(**{"number": _NUMBER, "centre": _CENTRE, "opened_at": NOW, **known, **more})


def an_end(
    heard: Sequence[Heard], case: Case, *, is_calm: bool = True, lone: str = _CENTRE,
    sharers: int = 1, spoken: Sequence[str] = (),
) -> End:  # fmt: skip
    """End an evening with one case."""
    shares = {_NUMBER: {f"share{number}": a_line_id(number) for number in range(sharers)}}
    kept = Stored(cases={_NUMBER: case}, shares=shares, spoken=frozenset(spoken))
    end = a_good_end(is_calm=is_calm)
    ledger = replace(end.ledger, heard=[*heard])
    return replace(end, kept=kept, ledger=ledger, lone=frozenset({lone}))


def judged(end: End) -> tuple[bool | None, str]:
    """Judge the price."""
    (found,) = (one for one in promises(end, times(end)) if one.text == _TEXT)
    return found.kept, found.shown


def test_should_keep_to_three_and_count_what_is_free_as_nothing() -> None:
    end = an_end([*_THREE, _FREE], a_closed())

    assert judged(end) == (True, "3.0 on average, of 1 cases")


def test_should_see_the_fourth_and_name_all_of_them() -> None:
    end = an_end([*_THREE, _FOURTH], a_closed())

    assert judged(end) == (False, f"{_NUMBER}: 4 (claim, still_here, result, claim)")


def test_should_not_judge_what_is_sent_again_in_a_storm() -> None:
    end = an_end([*_THREE, _FOURTH], a_closed(), is_calm=False)

    assert judged(end) == (None, "4.0 on average, of 1 cases")


def test_should_not_forget_a_sharer_who_took_the_share_out_again() -> None:
    joined = replace(_FREE, to=a_line_id(2), buttons=(ReceivedButton("split", _NUMBER, {}, ""),))

    end = an_end([*_THREE, joined, _FOURTH], a_closed())

    assert plain(end) == {}


@pytest.mark.parametrize(
    ("case", "more"),
    [
        pytest.param(a_closed(), {"lone": "TH-10"}, id="more officers on duty"),
        pytest.param(a_closed(), {"sharers": 2}, id="two sharers"),
        pytest.param(a_closed(), {"spoken": [_NUMBER]}, id="the sharer answered"),
        pytest.param(a_closed(claimed_at=NOW + minutes(1)), {}, id="late"),
        pytest.param(a_closed(urgent="CHILD"), {}, id="in danger"),
        pytest.param(a_closed(state=State.GOING), {}, id="open"),
    ],
)
def test_should_judge_plain_cases_only(case: Case, more: dict[str, Any]) -> None:
    end = an_end([*_THREE, _FOURTH], case, **more)

    assert plain(end) == {}
    assert judged(end) == (None, "no such case")
