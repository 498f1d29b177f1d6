"""Each invariant sees what it is there for: the end of a story is spoilt in one point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from cases.case import Case
from cases.log import Act
from simulator.server import SECRET
from store import keys
from tests.builders import AYUTTHAYA, a_line_id, changed
from tests.faults.invariants import End, as_text, broken
from tests.faults.stage import Stage, scene
from tests.faults.story import play

pytestmark = pytest.mark.slow

Spoil = Callable[[End], End]


@pytest.fixture(scope="module")
def end(the_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[End]:
    """Play a story in which nothing goes wrong."""
    with scene(the_stage, tmp_path_factory.mktemp("story")) as here:
        play(here)
        yield here.look()


def test_should_hold_where_nothing_goes_wrong(end: End) -> None:
    found = broken(end)

    assert not found, as_text(found)


def _kept(end: End, **changes: Any) -> End:
    return replace(end, kept=replace(end.kept, **changes))


def _number(end: End) -> str:
    (number,) = end.kept.cases
    return number


def _case(end: End, **changes: Any) -> End:
    number = _number(end)
    case: Case = changed(end.kept.cases[number], **changes)
    return _kept(end, cases={number: case})


def _lose_a_share(end: End) -> End:
    number = _number(end)
    shares = dict(list(end.kept.shares[number].items())[1:])
    return _kept(end, shares={number: shares})


def _double_a_share(end: End) -> End:
    return _kept(end, shares=dict(end.kept.shares) | {"14-0": end.kept.shares[_number(end)]})


def _misplace(end: End) -> End:
    number = _number(end)
    return _kept(end, places={number: [*end.kept.places[number], keys.queue("TH-14")]})


def _log_twice(act: Act) -> Spoil:
    def spoil(end: End) -> End:
        again = [entry for entry in end.kept.log if entry.act is act]
        assert again
        return _kept(end, log=[*end.kept.log, *again])

    return spoil


def _count_once_more(end: End) -> End:
    counters = {key: dict(counts) for key, counts in end.kept.counters.items()}
    counters["TH-14", next(period for of, period in counters if of == "TH-14")]["claimed"] += 1
    return _kept(end, counters=counters)


def _without(*any_of: str) -> Spoil:
    """Take the messages away that hold some words."""

    def spoil(end: End) -> End:
        rest = [row for row in end.accepted if not any(one in str(row.message) for one in any_of)]
        assert len(rest) < len(end.accepted)
        return replace(end, accepted=rest)

    return spoil


def _push_again(end: End) -> End:
    pushes = [row for row in end.accepted if row.kind == "push"]
    again = [replace(row, request_id="another", retry_key="another") for row in pushes[:1]]
    return replace(end, accepted=[*end.accepted, *again])


def _write(words: str) -> Spoil:
    """Let a log hold some words."""

    def spoil(end: End) -> End:
        log = end.logs[0].with_name("spoilt.log")
        log.write_text(f'{{"event": "x", "at": "now", "words": "{words}"}}\n', "utf-8")
        return replace(end, logs=[*end.logs, log])

    return spoil


_IN_CASES = "shares not exactly once in one case"
_IN_LOG = "shares not exactly once in the log"
_CLOSES = "closes not exactly once, or not allowed"
_DEAD = "dead letters other than the poison"
_LOGS = "personal data or secrets in a log"
_TOLD = "sharers without receipt, or not told once"
_SPOILT: dict[str, tuple[str, Spoil]] = {
    "a share is lost": (_IN_CASES, _lose_a_share),
    "a share is in two cases": (_IN_CASES, _double_a_share),
    "a case miscounts its shares": (_IN_LOG, lambda end: _case(end, shares=9)),
    "a share is logged twice": (_IN_LOG, _log_twice(Act.SHARED)),
    "a closed case is in a queue": ("cases not exactly where their state says", _misplace),
    "a case is opened twice": ("cases not opened exactly once", _log_twice(Act.OPENED)),
    "a close is logged twice": (_CLOSES, _log_twice(Act.CLOSED)),
    "a close has another outcome": (_CLOSES, lambda end: _case(end, outcomes=("FAMILY",))),
    "a stranger closed it": (_CLOSES, lambda end: _case(end, holder=5)),
    "a forged act is logged twice": ("acts not exactly once in the log", _log_twice(Act.FORGED)),
    "a counter is too high": ("counters other than a recount of the cases", _count_once_more),
    "an entry is left": ("entries left", lambda end: _kept(end, left={"inbox": 1})),
    "a dead letter is lost": (_DEAD, lambda end: _kept(end, dead=[])),
    "an alert is lost": ("alerts never accepted", _without("do=claim")),
    "a push comes twice": ("pushes accepted twice", _push_again),
    "an outcome is not told": (_TOLD, _without("ผลของเรื่องที่คุณแจ้ง")),
    "a receipt is lost": (_TOLD, _without("do=kind", "do=gone")),
    "a log holds a LINE id": (_LOGS, _write(a_line_id(4))),
    "a log holds a place": (_LOGS, _write(f"{AYUTTHAYA.latitude}")),
    "a log holds a secret": (_LOGS, _write(SECRET)),
}  # fmt: skip


@pytest.mark.parametrize(("invariant", "spoil"), _SPOILT.values(), ids=_SPOILT.keys())
def test_should_see_what_is_spoilt(end: End, invariant: str, spoil: Spoil) -> None:
    spoilt = spoil(end)

    assert invariant in broken(spoilt)
