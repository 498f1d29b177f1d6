"""What an evening was like, in tables for the operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.table import Table

from cases.case import Because, State
from cases.log import Act
from tools.crowd.deeds import Sort
from tools.drill.end import End
from tools.drill.measures import Durations, Routed, percentile
from tools.drill.promises import Promise

#: Name of a step in the funnel -> counter.
_FUNNEL = {
    "shares": "shares", "cases": "cases", "claimed": "claimed", "visited": "visited",
    "found": "found", "closed": "closed", "handed over": "handed_over",
    "told to the national centre": "escalated",
}  # fmt: skip
_WORDS = {True: "kept", False: "BROKEN", None: "not judged"}


def tables(
    end: End, took: Durations, promised: Sequence[Promise], routed: Mapping[str, Routed]
) -> Iterator[Table]:
    """Yield the tables of the report in their order."""
    yield _pairs("Funnel", funnel(end))
    yield _times(end, took)
    yield _routing(routed)
    yield _pairs("Besides the plain way", besides(end))
    yield _pairs("Messages and faults", traffic(end))
    yield _pairs("What went wrong", wrongs(end))
    yield _promises(promised)


def funnel(end: End) -> Mapping[str, str]:
    """Return the numbers of the funnel by step, as they are printed."""
    counted = end.kept.counted
    rows = {name: f"{counted.get(of, 0):,}" for name, of in _FUNNEL.items()}
    first = {"shares": rows["shares"], "distinct sharers": f"{end.kept.sharers or 0:,}"}
    rate = _part(counted.get("found", 0), counted.get("visited", 0))
    return {**first, **rows, "found of visited": rate}


def besides(end: End) -> Mapping[str, str]:
    """Return the numbers of staff's acts besides claim, visit and close, as they are printed."""
    cases, acts, counted = end.kept.cases.values(), end.kept.acts, end.kept.counted
    back = sum(case.handover.because is Because.REFUSED for case in cases)
    met = [len(case.visit.outcomes) for case in cases if len(case.visit.outcomes) > 1]
    found = {
        "handed over to the centre with jurisdiction": counted.get("handed_over", 0) - back,
        "sent back by that centre": back,
        "found far from the pin, with a reason": counted.get("far", 0),
        "closed with several persons": len(met),
        "questions to a sharer": acts.get(Act.ASKED, 0),
        "answers to them": len(end.ledger.done[Sort.ANSWER]),
        "merged into another case": acts.get(Act.MERGED, 0),
        "taken out again": acts.get(Act.UNMERGED, 0),
        "officers off duty who gave all back": len(end.ledger.done[Sort.GIVE_BACK]),
        "entered for a caller": counted.get("channel:caller", 0),
        "visits planned for later": acts.get(Act.REVISIT_PLANNED, 0),
        "closing facts": acts.get(Act.FACT_SAID, 0) - acts.get(Act.FACT_TAKEN_BACK, 0),
        "wrong taps put right": acts.get(Act.FACT_TAKEN_BACK, 0)
        + acts.get(Act.CLOSE_TAKEN_BACK, 0),
    }
    return {what: f"{times:,}" for what, times in found.items()}


def traffic(end: End) -> Mapping[str, str]:
    """Return the numbers of webhooks and messages, as they are printed."""
    ledger = end.ledger
    paid = sum(heard.cost for heard in ledger.heard)
    closed = end.kept.counted.get("closed", 0)
    repeated = end.kept.tallies.get("repeated", 0)
    faults = sum(times for what, times in ledger.passed.items() if what.startswith("fault"))
    return {
        "webhooks brought": f"{len(end.brought.took_ms) + sum(end.brought.failures.values()):,}",
        "events marked as redelivered": f"{len(ledger.done[Sort.AGAIN]):,}",
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
    """Return the numbers of troubles that break no promise, as they are printed."""
    left = Counter(case.state for case in end.kept.cases.values() if case.is_open)
    late = len(end.stands_in.keys() & end.ledger.done[Sort.CHECK_IN].keys())
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
    """Return a table whose first column names the rows; without *columns* it has no head."""
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
    found = [_of_routing(one) for one in routed.values()]
    rows = {what: [one[what] for one in found] for what in (found[0] if found else ())}
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
