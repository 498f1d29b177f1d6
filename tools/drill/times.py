"""How long things took in the evening, by LINE's clock, and its report."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.table import Table

from cases.case import Because, State
from cases.log import Act
from config.clock import to_ms
from tools.crowd.deeds import Heard
from tools.drill.leaks import Routed
from tools.drill.promises import Promise
from tools.drill.run import End

#: (share, "") for a receipt that names its share, else (LINE id, case): when it was read first.
Receipts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Durations:
    """Milliseconds from the first time that LINE brought a share to its receipt and to the first
    alert of the case that it opened, from the alert to the claim, and to the check-in.
    *unanswered* are shares without a receipt, *unheard* cases of which nobody was alerted."""

    receipts: Sequence[float]
    alerts: Sequence[float]
    claims: Sequence[float]
    visits: Sequence[float]
    unanswered: Sequence[str]
    unheard: Sequence[str]


def times(end: End) -> Durations:
    """Measure all of it."""
    receipts, alerts = _receipts(end.ledger.heard), _alerts(end.ledger.heard)
    first = end.brought.first_ms
    found = {
        share: _receipt(share, numbers[0], end, receipts)
        for share, numbers in end.stands_in.items()
        if share in end.ledger.shares and share in first
    }
    openers = _openers(end, receipts)
    return Durations(
        receipts=[at - first[share] for share, at in found.items() if at is not None],
        alerts=[alerts[case] - first[one] for case, one in openers.items() if case in alerts],
        claims=[at - alerts[case] for case, at in end.ledger.claimed.items() if case in alerts],
        visits=list(_visits(end, alerts)),
        unanswered=[share for share, at in found.items() if at is None],
        unheard=[number for number in end.kept.cases if number not in alerts],
    )


def percentile(values: Iterable[float], part: float) -> float | None:
    """Return the nearest-rank percentile; None where there are no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    return ordered[max(0, math.ceil(round(part * len(ordered), 6)) - 1)]


def _receipt(share: str, number: str, end: End, receipts: Receipts) -> int | None:
    """Find the receipt of a share by its own id, or by the case that it opened: one of those that
    were merged, if the sharer shared none of it before."""
    who, case = end.ledger.shares[share], end.kept.cases.get(number)
    merged = case.links.merged if case else ()
    named = [receipts.get((share, "")), *(receipts.get((who, one)) for one in (number, *merged))]
    return next((at for at in named if at is not None), None)


def _receipts(heard: Iterable[Heard]) -> Receipts:
    found: dict[tuple[str, str], int] = {}
    for one in heard:
        for button in one.buttons:
            if button.do == "split":
                found.setdefault((button.fields.get("share", ""), ""), one.at_ms)
            elif button.do == "kind":
                found.setdefault((one.to, button.case), one.at_ms)
    return found


def _alerts(heard: Iterable[Heard]) -> Mapping[str, int]:
    """Return when LINE took the first alert of each case."""
    found: dict[str, int] = {}
    for one in heard:
        alert = one.button("claim") if one.is_push else None
        if alert is not None:
            found.setdefault(alert.case, one.at_ms)
    return found


def _visits(end: End, alerts: Mapping[str, int]) -> Iterator[float]:
    for number, case in end.kept.cases.items():
        if case.arrived_at is not None and number in alerts:
            yield to_ms(case.arrived_at) - alerts[number]


def _openers(end: End, receipts: Receipts) -> Mapping[str, str]:
    """Return the share that opened each case; a split opens one at a tap, not at a share,
    and of a merged one the first share may be the other's."""
    first = end.brought.first_ms
    apart = {number for number, case in end.kept.cases.items() if case.links.merged}
    found: dict[str, str] = {}
    for number, shares in end.kept.shares.items():
        if number in apart:
            continue
        opening = [one for one in shares if one in first and (one, "") not in receipts]
        if opening:
            found[number] = min(opening, key=lambda share: first[share])
    return found


#: What the funnel calls a counter.
_FUNNEL = {
    "shares": "shares", "cases": "cases", "claimed": "claimed", "visited": "visited",
    "found": "found", "closed": "closed", "handed over": "handed_over",
    "told to the national centre": "escalated",
}  # fmt: skip
_WORDS = {True: "kept", False: "BROKEN", None: "not judged"}


def tables(
    end: End, took: Durations, promised: Sequence[Promise], routed: Mapping[str, Routed]
) -> Iterator[Table]:
    """Yield the tables one after the other."""
    yield _pairs("Funnel", funnel(end))
    yield _times(end, took)
    yield _routing(routed)
    yield _pairs("Besides the plain way", besides(end))
    yield _pairs("Messages and faults", traffic(end))
    yield _pairs("What went wrong", wrongs(end))
    yield _promises(promised)


def funnel(end: End) -> Mapping[str, str]:
    """Count what became of the shares."""
    counted = end.kept.counted
    rows = {name: f"{counted.get(of, 0):,}" for name, of in _FUNNEL.items()}
    sharers = {"distinct sharers": f"{end.kept.sharers or 0:,}"}
    rate = {"found of visited": _part(counted.get("found", 0), counted.get("visited", 0))}
    return {"shares": rows["shares"], **sharers, **rows, **rate}


def besides(end: End) -> Mapping[str, str]:
    """Count what staff did with cases besides claim, visit and close."""
    cases, acts, counted = end.kept.cases.values(), end.kept.acts, end.kept.counted
    back = sum(case.handover.because is Because.REFUSED for case in cases)
    met = [len(case.visit.outcomes) for case in cases if len(case.visit.outcomes) > 1]
    found = {
        "handed over to the centre with jurisdiction": counted.get("handed_over", 0) - back,
        "sent back by that centre": back,
        "found far from the pin, with a reason": counted.get("far", 0),
        "closed with several persons": len(met),
        "questions to a sharer": acts.get(Act.ASKED, 0),
        "answers to them": end.ledger.answers,
        "merged into another case": acts.get(Act.MERGED, 0),
        "taken out again": acts.get(Act.UNMERGED, 0),
        "officers off duty who gave all back": end.ledger.given_back,
        "entered for a caller": counted.get("channel:caller", 0),
        "visits planned for later": acts.get(Act.REVISIT_PLANNED, 0),
        "closing facts": acts.get(Act.FACT_SAID, 0) - acts.get(Act.FACT_TAKEN_BACK, 0),
        "wrong taps put right": acts.get(Act.FACT_TAKEN_BACK, 0)
        + acts.get(Act.CLOSE_TAKEN_BACK, 0),
    }
    return {what: f"{times:,}" for what, times in found.items()}


def traffic(end: End) -> Mapping[str, str]:
    """Count what went to and fro."""
    ledger = end.ledger
    paid = sum(heard.cost for heard in ledger.heard)
    closed = end.kept.counted.get("closed", 0)
    repeated = end.kept.tallies.get("repeated", 0)
    faults = sum(times for what, times in ledger.passed.items() if what.startswith("fault"))
    return {
        "webhooks brought": f"{len(end.brought.took_ms) + sum(end.brought.failures.values()):,}",
        "events marked as redelivered": f"{ledger.redelivered:,}",
        "events that came again, applied once": f"{repeated:,}",
        "refused: abroad": f"{end.kept.acts.get(Act.REFUSED, 0):,}",
        "refused: forged buttons": f"{end.kept.acts.get(Act.FORGED, 0):,}",
        "refused: wrong signatures": f"{ledger.signatures[400]:,}",
        "messages that LINE took": f"{len(ledger.heard):,}",
        "paid messages": f"{paid:,}",
        "paid messages per closed case": f"{paid / closed:.1f}" if closed else "-",
        "faults of LINE met": f"{faults:,}",
        "killed": ", ".join(ledger.killed) or "nobody",
    }


def wrongs(end: End) -> Mapping[str, str]:
    """Tell what did not go well, though nothing of it breaks a promise."""
    left = Counter(case.state for case in end.kept.cases.values() if case.is_open)
    late = len(end.stands_in.keys() & end.ledger.check_ins)
    never = len(end.ledger.shares.keys() - end.brought.acknowledged)
    found = {f"cases left {state.value}": left[state] for state in State}
    found |= {
        "officers who waited for an answer in vain": end.ledger.in_vain,
        "check-ins that came too late and became shares": late,
        "shares that the web never acknowledged": never,
    }
    found |= {f"webhook not taken, {why}": times for why, times in end.brought.failures.items()}
    found |= {f"LINE: {what}": times for what, times in sorted(end.ledger.passed.items())}
    found |= {f"log: {what}": times for what, times in end.measured.errors.most_common()}
    return {what: f"{times:,}" for what, times in found.items() if times} or {"nothing": ""}


def _pairs(title: str, rows: Mapping[str, str]) -> Table:
    return _table(title, [], {what: [number] for what, number in rows.items()})


def _table(title: str, columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> Table:
    """Build a table whose first column names the rows; without *columns* it has no head."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE, show_header=bool(columns))
    table.add_column()
    for column in columns or [""]:
        table.add_column(column, justify="right")
    for what, numbers in rows.items():
        table.add_row(what, *numbers)
    return table


def _times(end: End, took: Durations) -> Table:
    rows = {
        "share -> receipt": took.receipts,
        "share -> alert at LINE": took.alerts,
        "alert -> claim": took.claims,
        "alert -> check-in": took.visits,
        "/callback": end.brought.took_ms,
    }
    parts = {"median": 0.5, "p90": 0.9, "p99": 0.99}
    spelt = {
        what: [_spelt(percentile(values, part)) for part in parts.values()]
        for what, values in rows.items()
    }
    return _table("Times", list(parts), spelt)


def _routing(routed: Mapping[str, Routed]) -> Table:
    rows: dict[str, list[str]] = {}
    for one in routed.values():
        for what, number in _of_routing(one).items():
            rows.setdefault(what, []).append(number)
    return _table("Routing", list(routed), rows)


def _of_routing(one: Routed) -> Mapping[str, str]:
    middle, far = percentile(one.metres, 0.5), percentile(one.metres, 0.9)
    return {
        "shares whose centre has jurisdiction": _part(one.has_duty, one.shares),
        "shares not at the nearest centre": _part(one.elsewhere, one.shares),
        "from centre to place, median": f"{(middle or 0) / 1000:,.1f} km",
        "from centre to place, p90": f"{(far or 0) / 1000:,.1f} km",
    }


def _part(some: int, of: int) -> str:
    return f"{100 * some / of:.1f} %" if of else "-"


def _spelt(ms: float | None) -> str:
    if ms is None:
        return "-"
    return f"{ms:,.0f} ms" if ms < 10_000 else f"{ms / 1000:,.1f} s"


def _promises(promised: Sequence[Promise]) -> Table:
    table = Table("Promise", "", "Shown by", title="Promises", title_justify="left", box=box.SIMPLE)
    for one in promised:
        table.add_row(one.text, _WORDS[one.kept], one.shown)
    return table
