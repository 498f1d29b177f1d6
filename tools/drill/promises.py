"""Judge the promises of the design by the results of an evening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.case import Case, State
from cases.log import Act
from cases.taxonomy import NOT_FOUND
from tools.crowd.deeds import Heard, Sort
from tools.drill.end import NOBODY, End
from tools.drill.measures import Durations, percentile, plain

#: Paid messages of a plain case: the alert, "still there?" and the result.
_PAID = 3
#: Values needed to judge a 99th percentile: of fewer it is the worst moment of a busy machine.
_CALLBACKS, _ALERTS = 1_000, 100
#: Violations that are shown of each promise at most.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """The result of one promise: *shown* is the evidence, *kept* is None if it is not judged."""

    text: str
    kept: bool | None
    shown: str


def promises(end: End, took: Durations) -> list[Promise]:
    """Return the results of all promises, in the order of the report."""
    left = [f"{name}: {count}" for name, count in end.kept.left.items() if count]
    looked_up = f"{end.measured.looked_up} compared with geopy over all centres"
    return [
        _counted("Every acknowledged share counts exactly once", end),
        _refused("What is forged or abroad changes nothing", end),
        _heard("Every share is answered, every case alerted", end, took),
        _answered("No case is left that nobody answered", end),
        _told("Each sharer of a closed case hears it once", end),
        _righted("A wrong tap is put right, and told once", end),
        _of("Nothing is left in inbox and outbox", left, "both empty, nothing parked"),
        _of("No dead letters", end.kept.dead, "none"),
        _of("Counters, cases and log agree", end.kept.verified, "`stats verify` is clean"),
        _fast("/callback answers within 50 ms (p99)", end.brought.took_ms, 50, end, _CALLBACKS),
        _fast("The alert is at LINE within 1 s (p99)", took.alerts, 1_000, end, _ALERTS),
        _of("Every case was opened at the nearest centre", end.measured.astray, looked_up),
        _fast("The nearest centre in 0.1 ms", [end.measured.nearest_ms], 0.1, end),
        _fast("A fiscal year's report in 100 ms", [end.measured.report_ms], 100, end),
        _cheap("One officer, one sharer: 3 paid messages a case", end),
        _of("No personal data in a log, metric or page", end.measured.leaks, "none found"),
    ]


def _of(text: str, breaks: Sequence[str], proof: str) -> Promise:
    if not breaks:
        return Promise(text, True, proof)
    more = [f"and {len(breaks) - _SHOWN} more"] if len(breaks) > _SHOWN else []
    return Promise(text, False, "\n".join([*breaks[:_SHOWN], *more]))


def _fast(text: str, took_ms: Sequence[float], most_ms: float, end: End, least: int = 1) -> Promise:
    """Judge the 99th percentile of *least* or more times (ms); not judged while faults are on."""
    found = percentile(took_ms, 0.99)
    if found is None:
        return Promise(text, None, "nothing to measure")
    shown = f"{found:,.3g} ms" if found < 1 else f"{found:,.0f} ms"
    if end.is_calm and len(took_ms) < least:
        return Promise(text, None, f"{shown}, of {len(took_ms)} only; {least:,} are needed")
    return Promise(text, found < most_ms if end.is_calm else None, shown)


def _cheap(text: str, end: End) -> Promise:
    """Judge the paid messages of a case; not under faults: a lost reply becomes a paid push."""
    found = plain(end)
    if not found:
        return Promise(text, None, "no such case")
    shown = f"{sum(map(len, found.values())) / len(found):.1f} on average, of {len(found)} cases"
    dear = [
        f"{case}: {len(paid)} ({', '.join(paid)})"
        for case, paid in found.items()
        if len(paid) > _PAID
    ]
    return _of(text, dear, shown) if end.is_calm else Promise(text, None, shown)


def _counted(text: str, end: End) -> Promise:
    acknowledged = len(end.ledger.shares.keys() & end.brought.acknowledged)
    shown = (
        f"{acknowledged:,} acknowledged, {len(end.stands_in):,} in {len(end.kept.cases):,} cases, "
        f"{end.kept.counted.get('shares', 0):,} counted"
    )
    return _of(text, [*_misplaced(end), *_counters(end)], shown)


def _misplaced(end: End) -> Iterator[str]:
    """Compare shares with cases. An acknowledged share must be in exactly one case, an
    unacknowledged one in at most one; an officer's check-in that came too late is a share as
    well."""
    for share in end.ledger.shares:
        cases = end.stands_in.get(share, [])
        least = int(share in end.brought.acknowledged)
        if not least <= len(cases) <= 1:
            yield f"share {share} stands in {len(cases)} cases"
    for share, cases in end.stands_in.items():
        others = end.ledger.done[Sort.CHECK_IN] | end.ledger.done[Sort.CALLER]
        if share not in end.ledger.shares and not (share in others and len(cases) == 1):
            yield f"share {share} was never sent, or stands in {len(cases)} cases"


def _counters(end: End) -> Iterator[str]:
    """Compare the counters with the cases, which `_misplaced` compares with the shares."""
    kept, cases = end.kept, end.kept.cases.values()
    wanted = {
        "shares": sum(map(len, kept.shares.values())),
        "cases": len(kept.cases),
        "claimed": sum(case.claimed_at is not None for case in cases),
        "visited": sum(case.arrived_at is not None for case in cases),
        # A merge closes a case; it counts also if the case was unmerged later.
        "closed": sum(map(_closes, cases)) + kept.acts.get(Act.UNMERGED, 0),
    }
    counted = {**kept.counted, "distinct sharers": kept.sharers}
    sharers = {who for of in kept.shares.values() for who in of.values()}
    wanted["distinct sharers"] = len(sharers - {NOBODY})
    for name, number in wanted.items():
        if counted.get(name, 0) != number:
            yield f"{name}: {counted.get(name, 0)} in the counters, {number} in the cases"
    if (logged := kept.acts.get(Act.SHARED, 0)) != wanted["shares"]:
        yield f"shares: {logged} in the log, {wanted['shares']} in the cases"


def _refused(text: str, end: End) -> Promise:
    wrong = []
    for act, sort, name in (
        (Act.FORGED, Sort.FORGED, "forged buttons"),
        (Act.REFUSED, Sort.ABROAD, "shares from abroad"),
    ):
        sent, logged = end.ledger.done[sort].keys(), end.kept.acts.get(act, 0)
        least = len(sent & end.brought.acknowledged)
        if not least <= logged <= len(sent):
            wrong.append(f"{name}: {least} acknowledged, {logged} in the log")
    for number, case in end.kept.cases.items():
        if case.holder is not None and end.kept.holders.get(case.holder) not in end.staff:
            wrong.append(f"{number} is held by a stranger")
    passed = {status: times for status, times in end.ledger.signatures.items() if status != 400}
    wrong += [f"a wrong signature was answered with {status}" for status in passed]
    forged, abroad = (len(end.ledger.done[sort]) for sort in (Sort.FORGED, Sort.ABROAD))
    badly = end.ledger.signatures.total()
    return _of(text, wrong, f"{forged} forged, {abroad} abroad, {badly} badly signed")


def _heard(text: str, end: End, took: Durations) -> Promise:
    breaks = [
        *(f"share {share} got no receipt" for share in took.unanswered),
        *(f"nobody was alerted of {number}" for number in took.unheard),
    ]
    return _of(text, breaks, f"{len(end.stands_in):,} receipts, {len(end.kept.cases):,} cases")


def _answered(text: str, end: End) -> Promise:
    """Judge the waiting cases: each must have a timer, for its escalation to the national centre
    (a short evening ends before that) or for its planned visit."""
    cases = end.kept.cases.items()
    waiting = {number for number, case in cases if case.state is State.WAITING}
    planned = {number for number, case in cases if number in waiting and case.visit.revisit_at}
    forgotten = [f"{number} waits" for number in sorted(waiting - end.clocked)]
    if waiting - planned and not forgotten:
        number = len(waiting - planned)
        return Promise(text, None, f"{number} wait, the national centre will be told")
    told = end.kept.counted.get("escalated", 0)
    later = f" but {len(planned)} planned for later" if planned else ""
    return _of(text, forgotten, f"none waits{later}, {told:,} came to the national centre")


def _told(text: str, end: End) -> Promise:
    results = [heard for heard in end.ledger.heard if heard.is_result]
    closed = sum(map(_closes, end.kept.cases.values()))
    return _of(text, _untold(end, results), f"{len(results):,} told of {closed:,} closed cases")


def _untold(end: End, results: Sequence[Heard]) -> list[str]:
    """Compare the results that sharers were sent with the cases they share. A sharer who joined
    after a reopening has not been sent the close before; those of a merged case get the other's."""
    wanted = {
        (number, who): (int(not case.is_open), _closes(case))
        for number, case in end.kept.cases.items()
        for who in end.kept.shares.get(number, {}).values()
        if who != NOBODY
    }
    told = Counter(
        (number, heard.to)
        for heard in results
        for number in {_lasting(number, end) for number in heard.cases}
    )
    due = {of: wanted.get(of, (0, 0)) for of in sorted(wanted.keys() | told.keys())}
    return [
        f"{of[0]}: a sharer was told {told[of]} times, not {least}"
        for of, (least, most) in due.items()
        if not least <= told[of] <= most
    ]


def _lasting(number: str, end: End) -> str:
    """Return the number of the case that *number* was merged into, else *number*."""
    case = end.kept.cases.get(number)
    return (case and case.links.merged_into) or number


def _closes(case: Case) -> int:
    return case.reopened + (not case.is_open)


def _righted(text: str, end: End) -> Promise:
    """Judge what counters, log, cases and corrections say of wrong taps."""
    acts, told = end.kept.acts, sum(heard.is_correction for heard in end.ledger.heard)
    outcomes, facts = acts.get(Act.CLOSE_TAKEN_BACK, 0), acts.get(Act.FACT_TAKEN_BACK, 0)
    shown = f"{outcomes:,} outcomes and {facts:,} facts, {told:,} sharers heard a correction"
    return _of(text, [*_outcomes(end), *_facts(end), *_corrections(end)], shown)


def _outcomes(end: End) -> Iterator[str]:
    """Compare the counters of outcomes with the cases; a reopened case had one outcome more."""
    cases = end.kept.cases.values()
    again = any(case.reopened for case in cases) or end.kept.acts.get(Act.UNMERGED, 0)
    wanted = Counter(code for one in cases if not one.is_open for code in one.visit.outcomes)
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
    visits = {number: case.visit for number, case in end.kept.cases.items() if case.visit.was}
    told = [one for one in end.ledger.heard if one.is_correction]
    heard = Counter((number, one.to) for one in told for number in one.cases & visits.keys())
    others = sum(not one.cases & visits.keys() for one in told)
    if others:
        yield f"{others} corrections of cases whose sharers had been told nothing else"
    for number, visit in visits.items():
        # Sharers are told only if it changed whether somebody was met.
        least = int((visit.was == (NOT_FOUND,)) is not (visit.outcomes == (NOT_FOUND,)))
        for who in {*end.kept.shares.get(number, {}).values()} - {NOBODY}:
            if not least <= heard[number, who] <= 1:
                yield f"{number}: a sharer heard {heard[number, who]} corrections, not {least}"
