"""What a case costs: the paid messages that belong to it, whoever read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from cases.case import Case
from tools.crowd.heard import Heard
from tools.drill.end import End

#: A case that is not claimed within this time is alerted again, which costs another message.
IN_TIME = timedelta(minutes=1)


def prices(heard: Iterable[Heard]) -> Mapping[str, list[str]]:
    """Return the names of the paid messages by case number; "" has those of no case."""
    paid: dict[str, list[str]] = {}
    for one in heard:
        paid.setdefault(_case_of(one), []).extend([_name(one)] * one.cost)
    return paid


def plain(end: End) -> Mapping[str, list[str]]:
    """Return the paid messages of each closed case of one sharer and one officer on duty.

    Cases that need further messages are left out: a case that was not claimed in time, one in
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
    """Return the LINE ids of all sharers by case, also of those who split their share off again."""
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
    """Return the name of a message: the action of its first button."""
    button = next((button.do for button in heard.buttons), "words")
    return "result" if heard.is_result else button


def _case_of(heard: Heard) -> str:
    """Return the case number of a message from its buttons or its words, "" if there is none."""
    about = [button.case for button in heard.buttons if button.case] or sorted(heard.cases)
    return about[0] if about else ""
