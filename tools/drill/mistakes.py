"""Wrong taps of the evening that were put right: what is counted, and who heard of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cases.case import Case
from cases.log import Act
from cases.taxonomy import NOT_FOUND
from tools.drill.end import NOBODY, End


def mismatches(end: End) -> list[str]:
    """Return a sentence for each disagreement of counters, log, cases and corrections."""
    return [*_outcomes(end), *_facts(end), *_corrections(end)]


def corrections(end: End) -> str:
    """Return a sentence with the numbers of corrections and of sharers who were sent one."""
    acts, told = end.kept.acts, sum(heard.is_correction for heard in end.ledger.heard)
    outcomes, facts = acts.get(Act.CLOSE_TAKEN_BACK, 0), acts.get(Act.FACT_TAKEN_BACK, 0)
    return f"{outcomes:,} outcomes and {facts:,} facts, {told:,} sharers heard a correction"


def _outcomes(end: End) -> Iterator[str]:
    """Compare the counters of outcomes with the cases; a reopened case had one outcome more."""
    again = any(case.reopened for case in end.kept.cases.values()) or end.kept.acts.get(
        Act.UNMERGED, 0
    )
    cases = (case for case in end.kept.cases.values() if not case.is_open)
    wanted = Counter(code for case in cases for code in case.visit.outcomes)
    for code in {*wanted, *_named("outcome:", end)}:
        counted = end.kept.counted.get(f"outcome:{code}", 0)
        if counted < wanted[code] or (counted > wanted[code] and not again):
            yield f"outcome {code}: {counted} in the counters, {wanted[code]} in the cases"


def _facts(end: End) -> Iterator[str]:
    """Compare the counters of closing facts with the log and with the marks of the cases."""
    acts, cases = end.kept.acts, end.kept.cases.values()
    logged = acts.get(Act.FACT_SAID, 0) - acts.get(Act.FACT_TAKEN_BACK, 0)
    counted = sum(end.kept.counted.get(f"fact:{name}", 0) for name in _named("fact:", end))
    marks = sum(len(case.visit.facts_said) for case in cases)
    again = any(case.reopened for case in cases)
    if logged != counted or marks > counted or (marks < counted and not again):
        yield f"closing facts: {counted} in the counters, {logged} in the log, {marks} in the cases"


def _named(kind: str, end: End) -> list[str]:
    return [name.removeprefix(kind) for name in end.kept.counted if name.startswith(kind)]


def _corrections(end: End) -> Iterator[str]:
    """Yield sharers who were not sent exactly the correction due to them."""
    heard = Counter(
        (number, one.to)
        for one in end.ledger.heard
        if one.is_correction
        for number in one.cases & _corrected(end)
    )
    others = sum(one.is_correction and not one.cases & _corrected(end) for one in end.ledger.heard)
    if others:
        yield f"{others} corrections of cases whose sharers had been told nothing else"
    for number in sorted(_corrected(end)):
        least = int(_is_news(end.kept.cases[number]))
        for who in {*end.kept.shares.get(number, {}).values()} - {NOBODY}:
            if not least <= heard[number, who] <= 1:
                yield f"{number}: a sharer heard {heard[number, who]} corrections, not {least}"


def _corrected(end: End) -> frozenset[str]:
    return frozenset(number for number, case in end.kept.cases.items() if case.visit.was)


def _is_news(case: Case) -> bool:
    """Return whether the correction changed if somebody was met: only then sharers are told."""
    return (case.visit.was == (NOT_FOUND,)) is not (case.visit.outcomes == (NOT_FOUND,))
