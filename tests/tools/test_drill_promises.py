"""The promises of `drill`, judged on a made-up evening: each one that is broken is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from cases.case import State
from tests.builders import NOW, a_case, a_line_id, changed, minutes
from tools.crowd.deeds import Heard, ReceivedButton, Sort
from tools.drill.end import Brought, End, Ledger, Measured, Stored
from tools.drill.evening_report import funnel, tables, traffic, wrongs
from tools.drill.measures import percentile, times
from tools.drill.promises import Promise, promises

_ONE, _TWO, _OFFICER = a_line_id(1), a_line_id(2), a_line_id(9)
_CLOSED, _OPEN = "14-6911-0001", "14-6911-0002"
Spoil = Callable[[End], End]


def heard(to: str, at_ms: int, *acts: str, case: str = "", **more: Any) -> Heard:
    """Let LINE take a message with buttons."""
    buttons = tuple(
        ReceivedButton(do, case, {"do": do, "case": case, **more}, f"do={do}") for do in acts
    )
    return Heard(
        to, at_ms, "claim" in acts, "claim" in acts, buttons, frozenset({case}), None, False
    )


def result(to: str, case: str) -> Heard:
    """Let LINE take the message that tells how a case ended."""
    return replace(heard(to, 9_000, case=case), is_push=True, cost=1, is_result=True)


def a_good_end(*, is_calm: bool = True) -> End:
    """Two citizens share one person, who is found; a third share opens a case that is claimed."""
    ledger = Ledger(
        done={sort: {} for sort in Sort}
        | {
            Sort.SHARE: {"one": _ONE, "two": _TWO, "three": _ONE},
            Sort.ABROAD: {"abroad": _TWO},
            Sort.FORGED: {"forged": _TWO},
        },
        claimed={_CLOSED: 2_400},
        heard=[
            heard(_ONE, 1_020, "kind", case=_CLOSED),
            heard(_OFFICER, 1_400, "claim", case=_CLOSED),
            heard(_TWO, 2_030, "split", "kind", case=_CLOSED, share="two"),
            heard(_ONE, 3_010, "kind", case=_OPEN),
            heard(_OFFICER, 3_100, "claim", case=_OPEN),
            result(_ONE, _CLOSED),
            result(_TWO, _CLOSED),
        ],
        signatures=Counter({400: 2}),
    )
    sent = {"one": 1_000, "two": 2_000, "three": 3_000, "abroad": 4_000, "forged": 5_000}
    closed = a_case(
        number=_CLOSED, shares=2, state=State.CLOSED, holder=9, claimed_at=NOW, arrived_at=NOW,
        closed_at=NOW + minutes(1), outcomes=("FAMILY",),
    )  # fmt: skip
    claimed = a_case(number=_OPEN, state=State.CLAIMED, holder=9, claimed_at=NOW)
    kept = Stored(
        cases={_CLOSED: closed, _OPEN: claimed},
        shares={_CLOSED: {"one": _ONE, "two": _TWO}, _OPEN: {"three": _ONE}},
        holders={1: _ONE, 2: _TWO, 9: _OFFICER},
        counted={
            "shares": 3,
            "cases": 2,
            "claimed": 2,
            "visited": 1,
            "found": 1,
            "closed": 1,
            "outcome:FAMILY": 1,
        },
        sharers=2,
        acts={"shared": 3, "forged": 1, "refused": 1},
        left={"inbox": 0, "outbox": 0, "parked": 0},
    )
    brought = Brought(first_ms=sent, acknowledged=frozenset(sent), took_ms=[4.0, 5.0] * 1_000)
    measured = Measured(looked_up=2, nearest_ms=0.02, report_ms=3.0)
    return End(ledger, brought, kept, measured, frozenset({_OFFICER}), is_calm)


def judged(end: End) -> dict[str, Promise]:
    """Judge an evening."""
    return {one.text: one for one in promises(end, times(end))}


def broken(end: End) -> list[str]:
    """Return the promises that an evening broke."""
    return [text for text, one in judged(end).items() if one.kept is False]


def keeping(**changes: Any) -> Spoil:
    """Let the store keep something else."""
    return lambda end: replace(end, kept=replace(end.kept, **changes))


def counting(**changes: int) -> Spoil:
    """Let the counters count something else."""
    return lambda end: keeping(counted={**end.kept.counted, **changes})(end)


def standing(shares: Mapping[str, Mapping[str, str]]) -> Spoil:
    """Let shares stand in other cases."""
    return lambda end: keeping(shares={**end.kept.shares, **shares})(end)


def reading(*more: Heard, without: int | None = None) -> Spoil:
    """Let people read more, or miss a message."""

    def spoil(end: End) -> End:
        kept = [one for at, one in enumerate(end.ledger.heard) if at != without]
        return replace(end, ledger=replace(end.ledger, heard=[*kept, *more]))

    return spoil


def knowing(**changes: Any) -> Spoil:
    """Let people have done something else."""
    return lambda end: replace(end, ledger=replace(end.ledger, **changes))


def measuring(**changes: Any) -> Spoil:
    """Let something else be measured."""
    return lambda end: replace(end, measured=replace(end.measured, **changes))


def a_stranger_holds(end: End) -> End:
    """Let somebody hold the case who is in no team."""
    return replace(end, staff=frozenset())


def waiting(end: End) -> End:
    """Let nobody take the second case."""
    waits = a_case(number=_OPEN)
    return keeping(cases={**end.kept.cases, _OPEN: waits})(counting(claimed=1)(end))


def slow_callback(end: End) -> End:
    """Let more than one of a hundred answers take long."""
    return replace(end, brought=replace(end.brought, took_ms=[4.0] * 1_000 + [60.0] * 11))


_COUNTS = "Every acknowledged share counts exactly once"
_NOTHING = "What is forged or abroad changes nothing"
_ANSWERED = "Every share is answered, every case alerted"
_ALERT = "The alert is at LINE within 1 s (p99)"
_HAS = "No case is left that nobody answered"
_PRICE = "One officer, one sharer: 3 paid messages a case"
_RIGHTED = "A wrong tap is put right, and told once"
_TOLD = "Each sharer of a closed case hears it once"


def test_should_keep_every_promise_in_a_good_evening() -> None:
    assert broken(a_good_end()) == []
    assert [text for text, one in judged(a_good_end()).items() if one.kept is None] == [
        _ALERT,
        _PRICE,
    ]


@pytest.mark.parametrize(
    ("spoil", "promise"),
    [
        pytest.param(standing({_OPEN: {}}), _COUNTS, id="a share is lost"),
        pytest.param(standing({_OPEN: {"three": _ONE, "one": _ONE}}), _COUNTS, id="counts twice"),
        pytest.param(standing({_OPEN: {"three": _ONE, "x": _ONE}}), _COUNTS, id="never sent"),
        pytest.param(counting(shares=4), _COUNTS, id="a counter is too high"),
        pytest.param(counting(closed=0), _COUNTS, id="a close is not counted"),
        pytest.param(keeping(sharers=3), _COUNTS, id="a sharer is counted twice"),
        pytest.param(keeping(acts={"shared": 2, "forged": 1, "refused": 1}), _COUNTS, id="log"),
        pytest.param(keeping(acts={"shared": 3, "refused": 1}), _NOTHING, id="forged, not logged"),
        pytest.param(keeping(acts={"shared": 3, "forged": 1}), _NOTHING, id="abroad, not logged"),
        pytest.param(a_stranger_holds, _NOTHING, id="held by a stranger"),
        pytest.param(knowing(signatures=Counter({200: 1})), _NOTHING, id="wrong signature passed"),
        pytest.param(reading(without=0), _ANSWERED, id="no receipt"),
        pytest.param(reading(without=4), _ANSWERED, id="no alert"),
        pytest.param(waiting, _HAS, id="a case waits"),
        pytest.param(reading(without=5), _TOLD, id="never told"),
        pytest.param(reading(result(_TWO, _CLOSED)), _TOLD, id="told twice"),
        pytest.param(reading(result(_ONE, _OPEN)), _TOLD, id="told of an open case"),
        pytest.param(reading(result(_OFFICER, _CLOSED)), _TOLD, id="told one who never shared"),
        pytest.param(keeping(left={"outbox": 1}), "Nothing is left in inbox and outbox", id="left"),
        pytest.param(keeping(dead=["BadBody"]), "No dead letters", id="dead"),
        pytest.param(keeping(verified=["x"]), "Counters, cases and log agree", id="verify"),
        pytest.param(slow_callback, "/callback answers within 50 ms (p99)", id="slow callback"),
        pytest.param(
            measuring(astray=[_OPEN]), "Every case was opened at the nearest centre", id="astray"
        ),
        pytest.param(measuring(nearest_ms=0.2), "The nearest centre in 0.1 ms", id="slow look-up"),
        pytest.param(measuring(report_ms=200), "A fiscal year's report in 100 ms", id="report"),
        pytest.param(
            measuring(leaks=["log, line 1: a place"]),
            "No personal data in a log, metric or page",
            id="leak",
        ),
    ],
)  # fmt: skip
def test_should_see_each_broken_promise(spoil: Spoil, promise: str) -> None:
    end = spoil(a_good_end())

    assert promise in broken(end)


def righted(end: End) -> End:
    """Let the closed case have had another outcome, of which both sharers heard."""
    cases = end.kept.cases
    right = changed(cases[_CLOSED], outcomes=("NOT_FOUND",), was=("FAMILY",), told=("NOT_FOUND",))
    counted = {**end.kept.counted, "found": 0, "outcome:FAMILY": 0, "outcome:NOT_FOUND": 1}
    after = keeping(cases={**cases, _CLOSED: right}, counted=counted)(end)
    return reading(correction(_ONE), correction(_TWO))(after)


def correction(to: str, case: str = _CLOSED) -> Heard:
    """Let LINE take the message that tells of a wrong outcome."""
    return replace(result(to, case), is_result=False, is_correction=True)


def test_should_keep_every_promise_when_a_wrong_tap_is_put_right() -> None:
    assert broken(righted(a_good_end())) == []


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(reading(without=7), id="not told"),
        pytest.param(reading(correction(_ONE)), id="told twice"),
        pytest.param(reading(correction(_ONE, _OPEN)), id="told of another case"),
        pytest.param(counting(**{"outcome:FAMILY": 1}), id="the wrong one counts still"),
        pytest.param(counting(**{"outcome:NOT_FOUND": 0}), id="the right one does not count"),
        pytest.param(counting(**{"fact:sex:male": 1}), id="a fact that nobody said"),
        pytest.param(keeping(acts={"shared": 3, "fact_said": 1}), id="a fact that does not count"),
    ],
)
def test_should_see_a_wrong_tap_that_is_not_put_right(spoil: Spoil) -> None:
    assert _RIGHTED in broken(spoil(righted(a_good_end())))


def test_should_take_a_fact_put_right_for_one() -> None:
    end = righted(a_good_end())
    said = changed(end.kept.cases[_CLOSED], facts_said=("1.sex",))
    acts = {**end.kept.acts, "fact_said": 2, "fact_taken_back": 1}
    counted = {**end.kept.counted, "fact:sex:male": 0, "fact:sex:female": 1}
    cases = {**end.kept.cases, _CLOSED: said}

    assert broken(keeping(cases=cases, acts=acts, counted=counted)(end)) == []


def test_should_let_a_planned_visit_wait_as_long_as_its_clock_is_set() -> None:
    planned = a_case(number=_OPEN, revisit_at=NOW + minutes(60))
    end = keeping(cases={**a_good_end().kept.cases, _OPEN: planned})(
        counting(claimed=1)(waiting(a_good_end()))
    )

    assert _HAS in broken(end)
    assert judged(replace(end, clocked=frozenset({_OPEN})))[_HAS].kept


def test_should_not_judge_a_case_whose_clock_still_runs() -> None:
    end = replace(waiting(a_good_end()), clocked=frozenset({_OPEN}))

    assert judged(end)[_HAS] == Promise(_HAS, None, "1 wait, the national centre will be told")


def test_should_let_a_share_be_missing_that_was_never_acknowledged() -> None:
    good = a_good_end()
    acknowledged = good.brought.acknowledged - {"three"}
    lost = replace(good, brought=replace(good.brought, acknowledged=acknowledged))
    cases = {_CLOSED: good.kept.cases[_CLOSED]}
    kept = keeping(cases=cases, shares={_CLOSED: {"one": _ONE, "two": _TWO}})(lost)
    end = counting(shares=2, cases=1, claimed=1)(kept)

    assert broken(keeping(acts={**end.kept.acts, "shared": 2})(end)) == []


def test_should_take_a_late_check_in_for_the_share_that_it_is() -> None:
    good = a_good_end()
    late = standing({_OPEN: {"three": _ONE, "in": _OFFICER}})(counting(shares=4)(good))
    end = keeping(sharers=3, acts={**good.kept.acts, "shared": 4})(late)

    assert broken(end) == [_COUNTS]
    end.ledger.done[Sort.CHECK_IN]["in"] = _OFFICER
    assert broken(end) == []
    assert wrongs(end)["check-ins that came too late and became shares"] == "1"


def test_should_not_judge_speed_while_everything_fails() -> None:
    end = slow_callback(a_good_end(is_calm=False))

    assert broken(end) == []
    assert judged(end)["/callback answers within 50 ms (p99)"] == Promise(
        "/callback answers within 50 ms (p99)", None, "60 ms"
    )


@pytest.mark.parametrize(
    ("alerts", "kept"),
    [([900.0] * 100, True), ([900.0] * 98 + [1_100.0] * 2, False), ([9_000.0] * 99, None)],
    ids=["in time", "late", "too few to judge"],
)
def test_should_judge_alerts_by_the_99th_percentile(alerts: list[float], kept: bool | None) -> None:
    end = a_good_end()
    took = replace(times(end), alerts=alerts)

    (found,) = (one for one in promises(end, took) if one.text == _ALERT)
    assert found.kept is kept


def test_should_measure_from_the_webhook_to_receipt_alert_and_claim() -> None:
    took = times(a_good_end())

    assert sorted(took.receipts) == [10, 20, 30]
    assert sorted(took.alerts) == [100, 400]
    assert list(took.claims) == [1_000]


def test_should_report_the_funnel_and_what_went_wrong() -> None:
    end = a_good_end()

    assert list(funnel(end).items())[:3] == [
        ("shares", "3"),
        ("distinct sharers", "2"),
        ("cases", "2"),
    ]
    assert traffic(end)["paid messages per closed case"] == "4.0"
    assert wrongs(end) == {"cases left claimed": "1"}
    assert funnel(end)["found of visited"] == "100.0 %"
    assert len(list(tables(end, times(end), promises(end, times(end)), {}))) == 7


@pytest.mark.parametrize(
    ("part", "wanted"), [(0.5, 50), (0.9, 90), (0.99, 99), (1.0, 100), (0.001, 1)]
)
def test_should_give_the_nearest_rank(part: float, wanted: int) -> None:
    assert percentile(range(1, 101), part) == wanted
    assert percentile([], part) is None
