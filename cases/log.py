"""The log of every act, without a person, a place or a text; and the counters to which an entry
adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cases.calendar import Span

#: The whole country, beside the centres' ids.
COUNTRY = "all"
#: The spans that have counters, longest first; all others are summed from these.
COUNTED_SPANS = (Span.YEAR, Span.MONTH, Span.DAY)


class Act(StrEnum):
    """The acts that are logged."""

    SHARED = "shared"
    REFUSED = "refused"
    OPENED = "opened"
    SPLIT = "split"
    KIND_SAID = "kind_said"
    DETAIL_ADDED = "detail_added"
    WISH_SAID = "wish_said"
    ASKED = "asked"
    OWN_NEED_SAID = "own_need_said"
    CLAIMED = "claimed"
    RELEASED = "released"
    WENT = "went"
    ARRIVED = "arrived"
    CLOSED = "closed"
    REOPENED = "reopened"
    STILL_HERE = "still_here"
    MOVED = "moved"
    LEFT = "left"
    GONE = "gone"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    JOINED = "joined"
    DUTY_BEGAN = "duty_began"
    DUTY_ENDED = "duty_ended"
    FORGED = "forged"
    UNSENT = "unsent"
    LIMITED = "limited"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    ERASED = "erased"
    TEAM_LEFT = "team_left"
    MERGED = "merged"
    UNMERGED = "unmerged"
    FACT_SAID = "fact_said"
    FACT_TAKEN_BACK = "fact_taken_back"
    CLOSE_TAKEN_BACK = "close_taken_back"
    REVISIT_PLANNED = "revisit_planned"
    SUMMED_UP = "summed_up"
    UNREACHED = "unreached"


class Proof(StrEnum):
    """How well the check-in proves a visit; those that it does not prove near the pin are counted:
    with somebody met, and with nobody, by the reason that the officer gave, or by none."""

    NEAR = ""
    FAR = "far"
    UNPROVED = "unproved"
    UNMET = "unmet"
    UNMET_LOOKED = "unmet_looked"
    UNMET_BARRED = "unmet_barred"
    UNMET_NO_LOCATION = "unmet_no_location"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act. *first* marks the first of its kind in a case, so that a case counts once; *minutes*
    is the time since the case was opened; *new_sharer* holds the scopes and spans ("all:month") in
    which this sharer had not been counted yet; *channel* is that of a share, if not LINE. *persons*
    is the number of persons met, or to whom LINE does not deliver a result; *fact* a closing fact
    of one of them ("sex:male"), which only older entries hold, without their case (store/log.py).
    *kind* is the first kind of a case that was named, *urgent* a danger that was new to it;
    *helped* says of a close that somebody was helped, *placed* of an opening that its cell of about
    500 m was counted (store/log.py), never which cell."""

    act: Act
    at: datetime
    centre: str = ""
    case: str = ""
    first: bool = True
    minutes: int = 0
    found: bool = False
    outcomes: tuple[str, ...] = ()
    new_sharer: tuple[str, ...] = ()
    channel: str = ""
    persons: int = 0
    proof: Proof = Proof.NEAR
    fact: str = ""
    kind: str = ""
    urgent: str = ""
    helped: bool = False
    placed: bool = False


#: The counter of an act that adds one.
_COUNTED = {
    Act.SHARED: "shares",
    Act.REFUSED: "refused",
    Act.OPENED: "cases",
    Act.SPLIT: "cases",
    Act.CLAIMED: "claimed",
    Act.ARRIVED: "visited",
    Act.CLOSED: "closed",
    Act.REOPENED: "reopened",
    Act.HANDED_OVER: "handed_over",
    Act.RECEIVED: "received",
    Act.CONFIRMED: "confirmed",
    Act.DISPUTED: "disputed",
    Act.ESCALATED: "escalated",
}
#: Acts that add an open case to a centre, and acts that remove one.
_COMES = frozenset({Act.OPENED, Act.SPLIT, Act.REOPENED, Act.RECEIVED, Act.CLOSE_TAKEN_BACK})
_GOES = frozenset({Act.CLOSED, Act.HANDED_OVER})
#: Acts that undo an entry of another kind, with the same fields and the same day.
_TAKEN_BACK = {Act.FACT_TAKEN_BACK: Act.FACT_SAID, Act.CLOSE_TAKEN_BACK: Act.CLOSED}
_TIMED = {
    Act.CLAIMED: "claim_minutes",
    Act.ARRIVED: "visit_minutes",
    Act.CLOSED: "close_minutes",
}


def scopes(entry: LogEntry) -> list[str]:
    """Return the scopes whose counters *entry* adds to: its centre and the country."""
    return [entry.centre, COUNTRY] if entry.centre else [COUNTRY]


def counts(entry: LogEntry) -> Counter[str]:
    """Return the additions of *entry* to the counters of its day, month and fiscal year."""
    if entry.act in _TAKEN_BACK:
        before = counts(replace(entry, act=_TAKEN_BACK[entry.act]))
        return Counter({name: -amount for name, amount in before.items()})
    if entry.act is Act.FACT_SAID:
        return Counter({f"fact:{entry.fact}": 1} if entry.fact else {})
    if entry.act is Act.KIND_SAID:
        said = {
            f"kind:{entry.kind}": bool(entry.kind),
            f"urgent:{entry.urgent}": bool(entry.urgent),
        }
        return +Counter({name: int(new) for name, new in said.items()})
    if entry.act is Act.UNREACHED:
        return Counter(unreached=entry.persons)
    if entry.act not in _COUNTED or not entry.first:
        return Counter()
    added = Counter({_COUNTED[entry.act]: 1})
    if entry.channel:
        added[f"channel:{entry.channel}"] = 1
    if entry.act in _TIMED:
        added[f"{_TIMED[entry.act]}:{minutes_kept(entry.minutes)}"] = 1
    if entry.act is Act.CLOSED:
        added["found"] = int(entry.found)
        added["helped"] = int(entry.helped)
        added["persons"] = entry.persons
        if entry.proof:
            added[entry.proof.value] = 1
        added.update(f"outcome:{code}" for code in entry.outcomes)
    return +added


def open_cases(entry: LogEntry) -> int:
    """Return by how many *entry* changes the open cases of its centre."""
    return (entry.act in _COMES) - (entry.act in _GOES)


def minutes_kept(minutes: int) -> int:
    """Return minutes exactly below 100 and rounded to two digits above (136 -> 140): an error below
    5 %, in exchange for counters whose number never grows with the number of cases."""
    unit: int = 10 ** max(0, len(str(minutes)) - 2)
    return (minutes + unit // 2) // unit * unit


def percentile(times: Iterable[tuple[int, int]], share: float) -> int | None:
    """Return the nearest-rank percentile of (minutes, how often) pairs; None if there are none."""
    ordered = sorted((minutes, often) for minutes, often in times if often > 0)
    # Rounded, because 0.07 * 100 is a little more than 7.
    rank = round(share * sum(often for _, often in ordered), 6)
    seen = 0
    for minutes, often in ordered:
        seen += often
        if seen >= rank:
            return minutes
    return None
