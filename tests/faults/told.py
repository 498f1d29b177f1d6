"""What LINE took from the bot, call by call, and what must hold of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from cases.case import Case
from cases.people import Language
from messages.texts import own_need, results, staff
from simulator.platform import Accepted
from simulator.reading import read
from simulator.refusals import Json
from tests.faults.kept import Kept
from tests.faults.ledger import NATION, Ledger

_ALERT = tuple(words.say(language) for words in staff.HEADINGS.values() for language in Language)
#: Who asked for help themselves is told in other words.
_OUTCOME = tuple(
    words.say(language) for words in (results.RESULT, own_need.RESULT) for language in Language
)


@dataclass(frozen=True, slots=True)
class Told:
    """One call that LINE accepted."""

    to: str
    kind: str
    key: str
    text: str
    acts: frozenset[tuple[str, str]]
    alerts: frozenset[str]

    @property
    def is_outcome(self) -> bool:
        """Return whether it says how a case ended."""
        return any(words in self.text for words in _OUTCOME)

    @property
    def is_question(self) -> bool:
        """Return whether it asks "still there?"."""
        return any(do == "confirm" for do, _ in self.acts) and not self.is_outcome


def calls(accepted: Sequence[Accepted]) -> list[Told]:
    """Put messages together that came in one call."""
    rows: defaultdict[tuple[str, str], list[Accepted]] = defaultdict(list)
    for row in accepted:
        rows[row.request_id, row.to].append(row)
    return [_told(of_call) for of_call in rows.values()]


def alerts_missing(kept: Kept, ledger: Ledger, told: Sequence[Told]) -> Iterator[str]:
    """Whoever is on duty has had an alert of each case of the centre.

    It comes by reply to an officer whose own location opened the case: a check-in sent once more,
    say, that arrives when its case is closed."""
    heard = {(call.to, number) for call in told for number in call.alerts}
    for case in kept.cases.values():
        for officer in _on_duty(case, ledger):
            if (officer, case.number) not in heard:
                yield f"{case.number} of {case.centre}: no alert to {officer[-4:]}"


def pushes_doubled(told: Sequence[Told]) -> Iterator[str]:
    """No push was accepted twice, under one key or under two."""
    pushes = [call for call in told if call.kind != "reply"]
    for (to, text), often in Counter((call.to, call.text) for call in pushes).items():
        if often > 1:
            yield f"{often} times to {to[-4:]}: {(read(json.loads(text)).alt or text)[:90]}"
    for (key, to), often in Counter((call.key, call.to) for call in pushes).items():
        if often > 1:
            yield f"key {key}: accepted {often} times for {to[-4:]}"


def sharers_untold(kept: Kept, ledger: Ledger, told: Sequence[Told]) -> Iterator[str]:
    """Each citizen has had a receipt of each case shared, and each outcome exactly once."""
    by_person: defaultdict[str, list[Told]] = defaultdict(list)
    for call in told:
        by_person[call.to].append(call)
    for number, person in _sharers(kept, ledger):
        about = [call for call in by_person[person] if number in call.text and not call.is_question]
        outcomes = sum(call.is_outcome for call in about)
        if outcomes == len(about):
            yield f"{number}: no receipt for {person[-4:]}"
        case = kept.cases.get(number)
        if case is None or outcomes != (not case.is_open):
            yield f"{number}: {outcomes} times the outcome to {person[-4:]}"


def _told(rows: list[Accepted]) -> Told:
    first = rows[0]
    messages = [row.message for row in rows]
    found = (dict(parse_qsl(data)) for data in read(messages).taps)
    return Told(
        to=first.to,
        kind=first.kind,
        key=first.retry_key or "",
        text=json.dumps(messages, ensure_ascii=False, sort_keys=True),
        acts=frozenset((fields.get("do", ""), fields.get("case", "")) for fields in found),
        alerts=frozenset(number for message in messages for number in _alerted(message)),
    )


def _alerted(message: Json) -> Iterator[str]:
    """Yield the case that a message alerts of: it says so, and offers to claim it."""
    seen = read(message)
    if not any(words in seen.alt for words in _ALERT):
        return
    for data in seen.taps:
        fields = dict(parse_qsl(data))
        if fields.get("do") == "claim":
            yield fields.get("case", "")


def _on_duty(case: Case, ledger: Ledger) -> list[str]:
    return ledger.officers.get(case.centre) or ledger.officers.get(NATION, [])


def _sharers(kept: Kept, ledger: Ledger) -> set[tuple[str, str]]:
    """Return who shared which case; officers are answered, not told."""
    pairs = {
        (number, kept.people[person])
        for number, shares in kept.shares.items()
        for person in shares.values()
    }
    return {pair for pair in pairs if pair[1] not in ledger.everybody}
