"""What must hold at the end, whatever died when: each invariant gives what breaks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cases.case import Case
from cases.log import COUNTRY, Act
from cases.taxonomy import NOT_FOUND, Taxonomy, read_taxonomy
from config.settings import Settings
from simulator.platform import Accepted, Platform
from store.connection import StoreClient
from store.verify import verify
from tests.faults import told
from tests.faults.kept import Kept, read
from tests.faults.ledger import NATION, Ledger
from tests.standing import misplaced
from tools.crowd.deeds import Sort
from tools.drill.gather import Private

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_NEW_TO_YEAR = "new_to:year"

Broken = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class End:
    """All there is to see at the end; *verified* is what `stats verify` says."""

    kept: Kept
    ledger: Ledger
    accepted: Sequence[Accepted]
    logs: Sequence[Path]
    verified: Sequence[str]


def look(client: StoreClient, ledger: Ledger, line: Platform, logs: Sequence[Path]) -> End:
    """Read everything; nobody may write meanwhile."""
    return End(read(client), ledger, line.accepted(), logs, verify(client))


def broken(end: End) -> Broken:
    """Return the invariants that do not hold, each with what shows it; nothing if all is well."""
    kept, ledger, said = end.kept, end.ledger, told.calls(end.accepted)
    found = {
        "shares not exactly once in one case": _shares_not_once(kept, ledger),
        "shares not exactly once in the log": _shares_miscounted(kept),
        "cases not exactly where their state says": misplaced(kept.cases, kept.places),
        "cases not opened exactly once": _opened_not_once(kept),
        "closes not exactly once, or not allowed": _closes_wrong(kept, ledger),
        "acts not exactly once in the log": _acts_wrong(kept, ledger),
        "counters other than a recount of the log": iter(end.verified),
        "counters other than a recount of the cases": _counters_wrong(kept, ledger),
        "entries left": (f"{name}: {count}" for name, count in kept.left.items()),
        "dead letters other than the poison": _dead_wrong(kept, ledger),
        "alerts never accepted": told.alerts_missing(kept, ledger, said),
        "pushes accepted twice": told.pushes_doubled(said),
        "sharers without receipt, or not told once": told.sharers_untold(kept, ledger, said),
        "personal data or secrets in a log": _leaks(end.logs, ledger),
    }
    lists = {name: sorted(lines) for name, lines in found.items()}
    return {name: lines for name, lines in lists.items() if lines}


def as_text(found: Broken) -> str:
    """Write it for a person."""
    parts = [
        f"{name} ({len(lines)}):\n  " + "\n  ".join(lines[:12]) for name, lines in found.items()
    ]
    return "\n".join(parts)


def _shares_not_once(kept: Kept, ledger: Ledger) -> Iterator[str]:
    found = Counter(share for shares in kept.shares.values() for share in shares)
    for share in ledger.shares:
        if found[share] != 1:
            yield f"share {share} stands in {found[share]} cases"
    for share, often in found.items():
        if share not in ledger.shares and (often > 1 or share not in ledger.done[Sort.CHECK_IN]):
            yield f"share {share} was never sent, or stands in {often} cases"


def _shares_miscounted(kept: Kept) -> Iterator[str]:
    """A split moves a share within its centre, so the log's shares and the kept ones agree."""
    logged = Counter(entry.centre for entry in kept.log if entry.act is Act.SHARED)
    stand: Counter[str] = Counter()
    for number, case in kept.cases.items():
        shares = len(kept.shares.get(number, {}))
        stand[case.centre] += shares
        if shares != case.shares:
            yield f"{number} says {case.shares} shares and has {shares}"
    yield from _differences(logged, stand, "in the log", "in cases")


def _opened_not_once(kept: Kept) -> Iterator[str]:
    opened = Counter(entry.case for entry in kept.log if entry.act in (Act.OPENED, Act.SPLIT))
    yield from _differences(opened, Counter(kept.cases.keys()), "times opened in the log", "kept")
    for entry in kept.log:
        if entry.case and entry.case not in kept.cases:
            yield f"the log has {entry.act.value} of {entry.case}, which is no case"


def _closes_wrong(kept: Kept, ledger: Ledger) -> Iterator[str]:
    logged = Counter(entry.case for entry in kept.log if entry.act is Act.CLOSED)
    yield from _differences(logged, Counter(ledger.closes.keys()), "times closed", "pressed")
    for number, case in kept.cases.items():
        outcome = " ".join(case.visit.outcomes)
        if outcome != ledger.closes.get(number, ""):
            yield f"{number} was closed as {outcome!r}, not {ledger.closes.get(number)!r}"
        if not case.is_open and kept.people.get(case.holder or 0) not in _allowed(case, ledger):
            yield f"{number} was closed by a stranger"


def _allowed(case: Case, ledger: Ledger) -> list[str]:
    own = ledger.officers.get(case.centre, [])
    return own + (ledger.officers.get(NATION, []) if case.escalated else [])


def _acts_wrong(kept: Kept, ledger: Ledger) -> Iterator[str]:
    logged = Counter(entry.act.value for entry in kept.log)
    wanted = {
        Act.FORGED: len(ledger.done[Sort.FORGED]),
        Act.REFUSED: len(ledger.done[Sort.ABROAD]),
    }
    for act, count in wanted.items():
        if logged[act.value] != count:
            yield f"{act.value}: {logged[act.value]} in the log, {count} were sent"


def _counters_wrong(kept: Kept, ledger: Ledger) -> Iterator[str]:
    """Count again from the cases alone; the days and the months must both add up to it."""
    wanted = _recount(kept)
    wanted[COUNTRY]["refused"] = len(ledger.done[Sort.ABROAD])
    for shape in (_DAY, _MONTH):
        for centre in wanted | {centre: None for centre, _ in kept.counters}:
            counted: Counter[str] = Counter()
            for (of, period), counts in kept.counters.items():
                if of == centre and shape.fullmatch(period):
                    counted.update(_told_by_cases(counts))
            label = f"{centre} by {'day' if shape is _DAY else 'month'}"
            mine = +wanted.get(centre, Counter())
            yield from _differences(counted, mine, "counted", "in the cases", label)
    sharers = _sharers(kept, COUNTRY)
    for period, counts in kept.distinct.items():
        # A fiscal year: what runs at midnight has two days, and some sharers in both.
        if period.isdigit() and counts.get(COUNTRY) != len(sharers):
            yield f"{counts.get(COUNTRY)} distinct sharers in {period}, {len(sharers)} in the cases"


def _told_by_cases(counts: Mapping[str, int]) -> Counter[str]:
    """Leave out what cases do not keep: times, which kind was said first, and on which day or in
    which month a sharer was new; the year is the same for all."""
    told: Counter[str] = Counter()
    for name, count in counts.items():
        if "minutes" not in name and (not name.startswith("new_to:") or name == _NEW_TO_YEAR):
            told["kinds" if name.startswith("kind:") else name] += count
    return told


def _recount(kept: Kept) -> dict[str, Counter[str]]:
    taxonomy = read_taxonomy(Settings().taxonomy_file)
    total: dict[str, Counter[str]] = {COUNTRY: Counter()}
    for number, case in kept.cases.items():
        added = Counter(
            shares=len(kept.shares.get(number, {})),
            cases=1,
            claimed=int(case.claimed_at is not None),
            visited=int(case.arrived_at is not None),
            closed=int(not case.is_open) + case.reopened,
            reopened=case.reopened,
            escalated=int(case.escalated),
            kinds=int(case.need.kind is not None),
            helped=int(taxonomy.helped(case.visit.outcomes)),
        )
        added.update(f"urgent:{danger}" for danger in case.need.dangers)
        added.update(f"outcome:{code}" for code in case.visit.outcomes)
        added.update(_met(case, taxonomy))
        for centre in (case.centre, COUNTRY):
            total.setdefault(centre, Counter()).update(added)
    for centre, counted in total.items():
        counted[_NEW_TO_YEAR] = len(_sharers(kept, centre))
    return total


def _sharers(kept: Kept, centre: str) -> set[int]:
    """Return all who shared what is a case of *centre*, or of the country."""
    own = (number for number, case in kept.cases.items() if centre in (case.centre, COUNTRY))
    return {person for number in own for person in kept.shares.get(number, {}).values()}


def _met(case: Case, taxonomy: Taxonomy) -> Counter[str]:
    """Count whom the team met, and how the visit is proved."""
    persons = sum(taxonomy.outcomes[code].person_found for code in case.visit.outcomes)
    far = case.visit.distance_m is not None and case.visit.distance_m > Settings().check_in_m
    if not persons:
        unproved = NOT_FOUND in case.visit.outcomes and (far or case.visit.distance_m is None)
        why = f"_{case.visit.no_check_in}" if case.visit.no_check_in else ""
        return Counter({f"unmet{why}": 1} if unproved else {})
    return Counter(
        found=1, persons=persons, far=int(far), unproved=int(case.visit.distance_m is None)
    )


def _dead_wrong(kept: Kept, ledger: Ledger) -> Iterator[str]:
    dead = {body for body, _ in kept.dead}
    for body, error in kept.dead:
        if body not in ledger.poison:
            yield f"{error}: a body of {len(body)} bytes"
    for body in ledger.poison - dead:
        yield f"no dead letter of {len(body)} poisoned bytes"


def _leaks(logs: Iterable[Path], ledger: Ledger) -> Iterator[str]:
    private = Private(tuple(ledger.private), frozenset())
    for log in logs:
        yield from private.leaks(log.name, log.read_text("utf-8", "replace"))


def _differences(
    left: Counter[str], right: Counter[str], of_left: str, of_right: str, label: str = ""
) -> Iterator[str]:
    for name in left.keys() | right.keys():
        if left[name] != right[name]:
            where = f"{label} {name}".strip()
            yield f"{where}: {left[name]} {of_left}, {right[name]} {of_right}"
