"""Judge the promises of the design by the results of an evening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.case import Case, State
from cases.log import Act
from tools.drill.end import NOBODY, End
from tools.drill.mistakes import corrections, mismatches
from tools.drill.price import plain
from tools.drill.times import Durations, percentile

_CALLBACK_MS, _ALERT_MS, _NEAREST_MS, _REPORT_MS = 50.0, 1_000.0, 0.1, 100.0
#: Paid messages of a plain case: the alert, "still there?" and the result.
_PAID = 3
#: Values needed to judge a 99th percentile: of fewer it is the worst moment of a busy machine.
_CALLBACKS, _ALERTS = 1_000, 100
#: Violations that are shown of each promise at most.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """The result of one promise: *kept* is None if it could not be judged; *shown* is the
    evidence."""

    text: str
    kept: bool | None
    shown: str


def promises(end: End, took: Durations) -> list[Promise]:
    """Return the results of all promises, in the order of the report."""
    return [
        _of("Every acknowledged share counts exactly once", _miscounted(end), _counted(end)),
        _of("What is forged or abroad changes nothing", _forgeries(end), _refused(end)),
        _of("Every share is answered, every case alerted", _unheard(took), _heard(end)),
        _answered("No case is left that nobody answered", end),
        _of("Each sharer of a closed case hears it once", _untold(end), _told(end)),
        _of("A wrong tap is put right, and told once", mismatches(end), corrections(end)),
        _of("Nothing is left in inbox and outbox", _left(end), "both empty, nothing parked"),
        _of("No dead letters", list(end.kept.dead), "none"),
        _of("Counters, cases and log agree", list(end.kept.verified), "`stats verify` is clean"),
        _fast(
            "/callback answers within 50 ms (p99)",
            end.brought.took_ms,
            _CALLBACK_MS,
            end,
            _CALLBACKS,
        ),
        _fast("The alert is at LINE within 1 s (p99)", took.alerts, _ALERT_MS, end, _ALERTS),
        _of(
            "Every case was opened at the nearest centre", list(end.measured.astray), _compared(end)
        ),
        _fast("The nearest centre in 0.1 ms", [end.measured.nearest_ms], _NEAREST_MS, end),
        _fast("A fiscal year's report in 100 ms", [end.measured.report_ms], _REPORT_MS, end),
        _cheap("One officer, one sharer: 3 paid messages a case", end),
        _of("No personal data in a log, metric or page", list(end.measured.leaks), "none found"),
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
    """Judge the paid messages of a case; not under faults, where a lost reply becomes a paid
    push."""
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


def _miscounted(end: End) -> list[str]:
    return [*_misplaced(end), *_counters(end)]


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
        others = end.ledger.check_ins | end.ledger.entered
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
    if kept.acts.get(Act.SHARED, 0) != wanted["shares"]:
        yield f"shares: {kept.acts.get(Act.SHARED, 0)} in the log, {wanted['shares']} in the cases"


def _counted(end: End) -> str:
    acknowledged = len(end.ledger.shares.keys() & end.brought.acknowledged)
    return (
        f"{acknowledged:,} acknowledged, {len(end.stands_in):,} in {len(end.kept.cases):,} cases, "
        f"{end.kept.counted.get('shares', 0):,} counted"
    )


def _forgeries(end: End) -> list[str]:
    pairs = [
        (Act.FORGED, end.ledger.forged, "forged buttons"),
        (Act.REFUSED, end.ledger.abroad, "shares from abroad"),
    ]
    wrong = []
    for act, sent, name in pairs:
        least, logged = len(sent & end.brought.acknowledged), end.kept.acts.get(act, 0)
        if not least <= logged <= len(sent):
            wrong.append(f"{name}: {least} acknowledged, {logged} in the log")
    for number, case in end.kept.cases.items():
        if case.holder is not None and end.kept.holders.get(case.holder) not in end.staff:
            wrong.append(f"{number} is held by a stranger")
    passed = {status: times for status, times in end.ledger.signatures.items() if status != 400}
    return wrong + [f"a wrong signature was answered with {status}" for status in passed]


def _refused(end: End) -> str:
    forged, abroad = len(end.ledger.forged), len(end.ledger.abroad)
    return f"{forged} forged, {abroad} abroad, {end.ledger.signatures.total()} badly signed"


def _unheard(took: Durations) -> list[str]:
    return [
        *(f"share {share} got no receipt" for share in took.unanswered),
        *(f"nobody was alerted of {number}" for number in took.unheard),
    ]


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


def _heard(end: End) -> str:
    return f"{len(end.stands_in):,} receipts, {len(end.kept.cases):,} cases"


def _untold(end: End) -> list[str]:
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
        for heard in end.ledger.heard
        if heard.is_result
        for number in {_lasting(number, end) for number in heard.cases}
    )
    return [
        f"{of[0]}: a sharer was told {told[of]} times, not {wanted.get(of, (0, 0))[0]}"
        for of in sorted(wanted.keys() | told.keys())
        if not wanted.get(of, (0, 0))[0] <= told[of] <= wanted.get(of, (0, 0))[1]
    ]


def _lasting(number: str, end: End) -> str:
    """Return the number of the case that *number* was merged into, else *number*."""
    case = end.kept.cases.get(number)
    return (case and case.links.merged_into) or number


def _closes(case: Case) -> int:
    return case.reopened + (not case.is_open)


def _told(end: End) -> str:
    closed = sum(map(_closes, end.kept.cases.values()))
    told = sum(heard.is_result for heard in end.ledger.heard)
    return f"{told:,} told of {closed:,} closed cases"


def _left(end: End) -> list[str]:
    return [f"{name}: {count}" for name, count in end.kept.left.items() if count]


def _compared(end: End) -> str:
    return f"{end.measured.looked_up} compared with geopy over all centres"
