"""What an evening was like, in tables for the operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.table import Table

from bot.drill.end import End
from bot.drill.promises import Promise
from bot.drill.times import Times, percentile
from cases.case import State
from cases.log import Act

_WORDS = {True: "kept", False: "BROKEN", None: "not judged"}


def tables(end: End, took: Times, promised: Sequence[Promise]) -> Iterator[Table]:
    """Give the tables one after the other."""
    yield _pairs("Funnel", funnel(end))
    yield _times(end, took)
    yield _pairs("Messages and faults", traffic(end))
    yield _pairs("What went wrong", wrongs(end))
    yield _promises(promised)


def funnel(end: End) -> Mapping[str, str]:
    """Count what became of the shares."""
    counted = end.kept.counted
    names = ("shares", "cases", "claimed", "visited", "found", "closed")
    rows = {name: f"{counted.get(name, 0):,}" for name in names}
    sharers = {"distinct sharers": f"{end.kept.sharers or 0:,}"}
    return {"shares": rows["shares"], **sharers, **rows}


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
    table = Table(title=title, title_justify="left", box=box.SIMPLE, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for what, number in rows.items():
        table.add_row(what, number)
    return table


def _times(end: End, took: Times) -> Table:
    table = Table(title="Times", title_justify="left", box=box.SIMPLE)
    table.add_column("")
    for column in ("median", "p90", "p99"):
        table.add_column(column, justify="right")
    rows = {
        "share -> receipt": took.receipts,
        "share -> alert at LINE": took.alerts,
        "alert -> claim": took.claims,
        "/callback": end.brought.took_ms,
    }
    for what, values in rows.items():
        table.add_row(what, *(_spelt(percentile(values, part)) for part in (0.5, 0.9, 0.99)))
    return table


def _spelt(ms: float | None) -> str:
    if ms is None:
        return "-"
    return f"{ms:,.0f} ms" if ms < 10_000 else f"{ms / 1000:,.1f} s"


def _promises(promised: Sequence[Promise]) -> Table:
    table = Table("Promise", "", "Shown by", title="Promises", title_justify="left", box=box.SIMPLE)
    for one in promised:
        table.add_row(one.text, _WORDS[one.kept], one.shown)
    return table
