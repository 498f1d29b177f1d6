"""Durations from the events of an evening, by LINE's clock."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from config.clock import to_ms
from tools.crowd.heard import Heard
from tools.drill.end import End

#: Time of the first receipt, by (share, "") if it names its share, else by (LINE id, case).
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
    """Return the durations of an evening."""
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
    """Return the time of a share's receipt, found by its id or by the case that it opened; of
    merged cases any, if the sharer has no earlier share in it."""
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
    """Return the time of the first alert by case number."""
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
    """Return the share that opened each case. Left out are cases opened by a split (a tap) and
    merged cases, whose first share may be the other's."""
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
