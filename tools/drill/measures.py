"""What is measured of an evening: durations by LINE's clock, what a case costs, and what
ROUTING=nearest and ROUTING=province make of its places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from operator import ne

from cases.case import Case
from config.clock import to_ms
from geo.centres import Centre, Centres, metres
from geo.whereabouts import Locator
from tools.crowd.deeds import Heard
from tools.crowd.plan import PlannedShare
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
        visits=[
            to_ms(case.arrived_at) - alerts[number]
            for number, case in end.kept.cases.items()
            if case.arrived_at is not None and number in alerts
        ],
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


def _openers(end: End, receipts: Receipts) -> Mapping[str, str]:
    """Return the share that opened each case. Left out are cases opened by a split (a tap) and
    merged cases, whose first share may be the other's."""
    first = end.brought.first_ms
    apart = {number for number, case in end.kept.cases.items() if case.links.merged}
    opening = {
        number: [one for one in shares if one in first and (one, "") not in receipts]
        for number, shares in end.kept.shares.items()
        if number not in apart
    }
    return {number: min(of, key=lambda one: first[one]) for number, of in opening.items() if of}


#: A case that is not claimed within this time is alerted again, which costs another message.
IN_TIME = timedelta(minutes=1)


def plain(end: End) -> Mapping[str, list[str]]:
    """Return the paid messages of each closed case of one sharer and one officer on duty.

    Cases that need further messages are left out: a case that was not claimed in time, one in
    danger, one whose sharer said "still here" or "gone" to the officer on the road, one that was
    given back or planned for later, handed over or merged, one with a question to the sharer, one
    with a wrong outcome told, and one that staff entered."""
    paid, sharers = _prices(end.ledger.heard), _sharers(end)
    return {
        number: paid.get(number, [])
        for number, case in end.kept.cases.items()
        if case.centre in end.lone and len(sharers[number]) == 1 and _is_plain(case, end)
    }


def _prices(heard: Iterable[Heard]) -> Mapping[str, list[str]]:
    """Return the paid messages by the case number that their buttons or words name ("" if they name
    none), each as the action of its first button."""
    paid: dict[str, list[str]] = {}
    for one in heard:
        name = "result" if one.is_result else next((of.do for of in one.buttons), "words")
        about = [of.case for of in one.buttons if of.case] or sorted(one.cases) or [""]
        paid.setdefault(about[0], []).extend([name] * one.cost)
    return paid


def _sharers(end: End) -> Mapping[str, set[str]]:
    """Return the LINE ids of all sharers by case, also of those who split their share off again."""
    found = {number: set(of.values()) for number, of in end.kept.shares.items()}
    for one in end.ledger.heard:
        split = one.button("split")
        if split is not None:
            found.setdefault(split.case, set()).add(one.to)
    return found


def _is_plain(case: Case, end: End) -> bool:
    in_time = case.claimed_at is not None and case.claimed_at - case.opened_at < IN_TIME
    more = case.need.dangers or case.reopened or case.visit.was or case.asking.questions
    passed = case.handover.passed or case.links.merged or case.links.merged_into
    spoken = case.number in end.kept.spoken or case.number in end.ledger.released
    return in_time and not (case.is_open or more or passed or spoken or case.origin.channel)


@dataclass(frozen=True, slots=True)
class Routed:
    """The result of one value of ROUTING: *elsewhere* counts shares that go to another centre than
    the nearest, *has_duty* shares whose centre has jurisdiction; *metres* are the distances."""

    shares: int
    elsewhere: int
    has_duty: int
    metres: Sequence[float]


def compare(
    shares: Sequence[PlannedShare], centres: Centres, locator: Locator
) -> Mapping[str, Routed]:
    """Route every share by each value of ROUTING. The jurisdiction comes from the boundaries where
    the operator has set a file, else from the address, which LINE sends with some shares only."""
    points = [one.place.point for one in shares]
    near = [centres.nearest(point) for point in points]
    duty = [_province(one, one.address, locator) for one in shares]
    named = [centres.by_id(_province(one, one.place.address, locator)) for one in shares]

    def routed(to: Sequence[Centre]) -> Routed:
        return Routed(
            shares=len(shares),
            elsewhere=sum(map(ne, to, near)),
            has_duty=sum(centre.id == of for centre, of in zip(to, duty, strict=True)),
            metres=[metres(one.point, at) for one, at in zip(to, points, strict=True)],
        )

    by_province = [one or other for one, other in zip(named, near, strict=True)]
    return {"nearest": routed(near), "province": routed(by_province)}


def _province(share: PlannedShare, address: str, locator: Locator) -> str:
    return locator.locate(share.place.point, address or None).province or ""
