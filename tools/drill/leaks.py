"""What is looked for after the evening: leaks of people, places, words and secrets; wrong
taps that were put right; the price of a case; what either ROUTING makes of the places."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from operator import ne

from cases.case import Case
from cases.log import Act
from cases.taxonomy import NOT_FOUND
from geo.centres import Centre, Centres, metres
from geo.whereabouts import Locator
from tools.crowd.deeds import Heard
from tools.crowd.plan import EveningPlan, PlannedShare
from tools.drill.run import NOBODY, End

_LINE_ID = re.compile(r"[UCR][0-9a-f]{32}")
#: Four digits behind the point are eleven metres on the ground.
_DEGREES = re.compile(r"\d{1,3}\.\d{4}")
#: In every display name of the evening.
_SOMEBODY = "Drillperson"
#: Shorter texts are found in any log by chance.
_SHORTEST = 6
_BAD_LEVELS = ("warning", "error", "critical")


@dataclass(frozen=True, slots=True)
class Private:
    """What belongs to people, and secrets."""

    words: tuple[str, ...]
    degrees: frozenset[str]

    def leaks(self, where: str, text: str) -> Iterator[str]:
        """Yield what *text* says and must not; the place in the text, never the thing itself."""
        for number, line in enumerate(text.splitlines(), start=1):
            what = self._what(_plain(line))
            if what:
                yield f"{where}, line {number}: {what}"

    def _what(self, line: str) -> str:
        if _LINE_ID.search(line):
            return "a LINE id"
        if any(found in self.degrees for found in _DEGREES.findall(line)):
            return "a place"
        return "somebody's words, or a secret" if any(word in line for word in self.words) else ""


def private(plan: EveningPlan, secrets: Iterable[str]) -> Private:
    """Gather what people of the evening say and where they are."""
    points = [share.place.point for share in plan.shares]
    points += [bother.place.point for bother in plan.bothers]
    texts = {bother.words for bother in plan.bothers}
    texts |= {name for share in plan.shares for name in share.place.address.split(", ")}
    return Private(
        words=(_SOMEBODY, *secrets, *sorted(text for text in texts if len(text) >= _SHORTEST)),
        degrees=frozenset(
            spelt
            for point in points
            for degree in (point.latitude, point.longitude)
            for spelt in (f"{degree:.4f}", f"{degree:.6f}"[:-2])  # rounded, and cut by the search
        ),
    )


def complaints(log: str) -> Counter[str]:
    """Count what the service complained of."""
    found: Counter[str] = Counter()
    for line in log.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            found["a line that is no JSON"] += 1
            continue
        if said.get("level") in _BAD_LEVELS:
            found[f"{said['level']}: {said['event']}"] += 1
    return found


def _plain(line: str) -> str:
    """Write a line of the log as it reads, without the time, whose digits may look like a place."""
    try:
        said = json.loads(line)
    except ValueError:
        return line
    if isinstance(said, dict):
        said.pop("at", None)
    return json.dumps(said, ensure_ascii=False)


def mismatches(end: End) -> list[str]:
    """Return where counters, log, cases and corrections do not agree."""
    return [*_outcomes(end), *_facts(end), *_corrections(end)]


def corrections(end: End) -> str:
    """Count what was put right, and the sharers who heard of it."""
    acts, told = end.kept.acts, sum(heard.is_correction for heard in end.ledger.heard)
    outcomes, facts = acts.get(Act.CLOSE_TAKEN_BACK, 0), acts.get(Act.FACT_TAKEN_BACK, 0)
    return f"{outcomes:,} outcomes and {facts:,} facts, {told:,} sharers heard a correction"


def _outcomes(end: End) -> Iterator[str]:
    """Hold the counters of outcomes against the cases; who was reopened had one more."""
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
    """Hold the counters of facts against the log, and both against the marks of the cases."""
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
    """Whoever was told a wrong outcome hears of it, once, and nobody else does."""
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
    """Return whether it is another result in anybody's words: somebody was met, or nobody."""
    return (case.visit.was == (NOT_FOUND,)) is not (case.visit.outcomes == (NOT_FOUND,))


#: A case that nobody claims in time is told again, which is paid again.
IN_TIME = timedelta(minutes=1)


def prices(heard: Iterable[Heard]) -> Mapping[str, list[str]]:
    """Name what was paid for each case; "" has what belongs to none."""
    paid: dict[str, list[str]] = {}
    for one in heard:
        paid.setdefault(_case_of(one), []).extend([_name(one)] * one.cost)
    return paid


def plain(end: End) -> Mapping[str, list[str]]:
    """Return the paid messages of each closed case of one sharer and one officer on duty.

    Left out is what owes somebody one message more: a case that was not claimed in time, one in
    danger, one whose sharer said "still here" or "gone" to the officer on the road, one that was
    given back or planned for later, handed over or merged, one with a question to the sharer, one
    with a wrong outcome told, and one that staff entered."""
    paid, sharers = prices(end.ledger.heard), _sharers(end)
    return {
        number: paid.get(number, [])
        for number, case in end.kept.cases.items()
        if case.centre in end.lone and len(sharers[number]) == 1 and _is_plain(case, end)
    }


def _sharers(end: End) -> Mapping[str, set[str]]:
    """Return who has ever shared each case: also those who took their share out of it again."""
    found = {number: set(of.values()) for number, of in end.kept.shares.items()}
    for one in end.ledger.heard:
        split = one.button("split")
        if split is not None:
            found.setdefault(split.case, set()).add(one.to)
    return found


def _is_plain(case: Case, end: End) -> bool:
    in_time = case.claimed_at is not None and case.claimed_at - case.opened_at < IN_TIME
    more = case.need.dangers or case.reopened or case.visit.was or case.number in end.kept.spoken
    passed = (
        case.handover.passed
        or case.links.merged
        or case.links.merged_into
        or case.number in end.ledger.released
    )
    return in_time and not (
        case.is_open or more or passed or case.asking.questions or case.origin.channel
    )


def _name(heard: Heard) -> str:
    """Name a message by what its first button does."""
    button = next((button.do for button in heard.buttons), "words")
    return "result" if heard.is_result else button


def _case_of(heard: Heard) -> str:
    """Find the case of a message: its buttons name it, or its words do."""
    about = [button.case for button in heard.buttons if button.case] or sorted(heard.cases)
    return about[0] if about else ""


@dataclass(frozen=True, slots=True)
class Routed:
    """Where the shares go by one way of routing; *elsewhere* counts those that go to another
    centre than the nearest, *has_duty* those whose centre has jurisdiction."""

    shares: int
    elsewhere: int
    has_duty: int
    metres: Sequence[float]


def compare(
    shares: Sequence[PlannedShare], centres: Centres, locator: Locator
) -> Mapping[str, Routed]:
    """Route every share both ways. Who has jurisdiction is told by the boundaries where the
    operator has them, else by the scene's address, which LINE names with some shares only."""
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
