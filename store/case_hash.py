"""How a case lies in its hash; an absent value has no field."""

from __future__ import annotations

from collections.abc import Mapping

from cases.case import Asked, Because, Case, FarReason, Place, State, Wish
from cases.moments import from_ms, to_ms
from geo.point import Point

#: Fields that a case can lose again; the others are always there or only ever gained.
OPTIONAL = ("holder", "address", "kind", "urgent", "claimed_at", "arrived_at", "distance_m",
            "closed_at", "outcomes", "escalated", "photos", "urgent_too", "wish", "own_need",
            "lowered", "gone_at", "asked_at", "reopened", "question", "questions", "channel",
            "entered_by", "province", "province_by", "passed", "because", "clock_with",
            "refusable", "still_at", "merged", "parted", "merged_into", "moved_shares", "persons",
            "far_reason", "facts_said", "revisit_at", "split_from",
            "told", "was", "visited", "silent_since", "silence",
            "summed_up", "taken_back")  # fmt: skip


def to_hash(case: Case) -> dict[str, str]:
    """Write a case; what is empty is left out."""
    fields: dict[str, object] = {
        "centre": case.centre,
        "state": case.state.value,
        "lat": repr(case.place.point.latitude),
        "lon": repr(case.place.point.longitude),
        "address": case.place.address or None,
        "opened_at": to_ms(case.opened_at),
        "waiting_since": to_ms(case.waiting_since),
        "last_shared_at": to_ms(case.last_shared_at),
        "shares": case.shares,
        "kind": case.kind,
        "urgent": case.urgent,
        "urgent_too": " ".join(case.urgent_too) or None,
        "wish": case.wish and case.wish.value,
        "own_need": 1 if case.own_need else None,
        "holder": case.holder,
        "escalated": 1 if case.escalated else None,
        "claimed_at": case.claimed_at and to_ms(case.claimed_at),
        "arrived_at": case.arrived_at and to_ms(case.arrived_at),
        "visited": 1 if case.visited else None,
        "distance_m": case.distance_m,
        "closed_at": case.closed_at and to_ms(case.closed_at),
        "outcomes": " ".join(case.outcomes) or None,
        "photos": case.photos or None,
        "lowered": 1 if case.lowered else None,
        "gone_at": case.gone_at and to_ms(case.gone_at),
        "asked_at": case.asked_at and to_ms(case.asked_at),
        "reopened": case.reopened or None,
        "question": _question_words(case.standing_question),
        "questions": case.questions or None,
        "channel": case.channel or None,
        "entered_by": case.entered_by,
        "province": case.province,
        "province_by": case.province_by,
        "passed": " ".join(case.passed) or None,
        "because": case.because and case.because.value,
        "clock_with": case.clock_with,
        "refusable": 1 if case.refusable else None,
        "sharers": case.sharers,
        "still_at": case.still_at and to_ms(case.still_at),
        "merged": " ".join(case.merged) or None,
        "parted": " ".join(case.parted) or None,
        "merged_into": case.merged_into or None,
        "moved_shares": case.moved_shares or None,
        "persons": case.persons if case.persons > 1 else None,
        "far_reason": case.far_reason and case.far_reason.value,
        "facts_said": " ".join(case.facts_said) or None,
        "revisit_at": case.revisit_at and to_ms(case.revisit_at),
        "split_from": case.split_from or None,
        "told": " ".join(case.told) or None,
        "was": " ".join(case.was) or None,
        "silent_since": case.silent_since and to_ms(case.silent_since),
        "silence": case.silence or None,
        "summed_up": 1 if case.summed_up else None,
        "taken_back": 1 if case.taken_back else None,
    }
    return {name: str(value) for name, value in fields.items() if value is not None}


def from_hash(number: str, raw: Mapping[bytes, bytes]) -> Case:
    """Read a case."""
    kept = {name.decode(): value.decode() for name, value in raw.items()}
    times = {name: from_ms(int(kept[name])) for name in _TIMES if name in kept}
    return Case(
        number=number,
        centre=kept["centre"],
        state=State(kept["state"]),
        place=Place(Point(float(kept["lat"]), float(kept["lon"])), kept.get("address", "")),
        shares=int(kept["shares"]),
        kind=kept.get("kind"),
        urgent=kept.get("urgent"),
        urgent_too=tuple(kept.get("urgent_too", "").split()),
        wish=Wish(kept["wish"]) if "wish" in kept else None,
        own_need="own_need" in kept,
        holder=_number(kept.get("holder")),
        escalated="escalated" in kept,
        visited="visited" in kept,
        distance_m=_number(kept.get("distance_m")),
        outcomes=tuple(kept.get("outcomes", "").split()),
        photos=int(kept.get("photos", 0)),
        lowered="lowered" in kept,
        reopened=int(kept.get("reopened", 0)),
        question=_question(kept.get("question")),
        questions=int(kept.get("questions", 0)),
        channel=kept.get("channel", ""),
        entered_by=_number(kept.get("entered_by")),
        province=kept.get("province"),
        province_by=kept.get("province_by"),
        passed=tuple(kept.get("passed", "").split()),
        because=Because(kept["because"]) if "because" in kept else None,
        clock_with=kept.get("clock_with"),
        refusable="refusable" in kept,
        # Cases of before it was counted: as if every share had a sharer of its own.
        sharers=int(kept.get("sharers", kept["shares"])),
        merged=tuple(kept.get("merged", "").split()),
        parted=tuple(kept.get("parted", "").split()),
        merged_into=kept.get("merged_into", ""),
        moved_shares=int(kept.get("moved_shares", 0)),
        persons=int(kept.get("persons", 1)),
        far_reason=FarReason(kept["far_reason"]) if "far_reason" in kept else None,
        facts_said=tuple(kept.get("facts_said", "").split()),
        split_from=kept.get("split_from", ""),
        told=tuple(kept.get("told", "").split()),
        was=tuple(kept.get("was", "").split()),
        silence=int(kept.get("silence", 0)),
        summed_up="summed_up" in kept,
        taken_back="taken_back" in kept,
        **times,
    )


_TIMES = ("opened_at", "waiting_since", "last_shared_at", "claimed_at", "arrived_at", "closed_at",
          "gone_at", "asked_at", "still_at", "revisit_at", "silent_since")  # fmt: skip


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _question_words(asked: Asked | None) -> str | None:
    return f"{asked.by} {asked.to} {to_ms(asked.until)}" if asked else None


def _question(words: str | None) -> Asked | None:
    if words is None:
        return None
    by, to, until = map(int, words.split(" "))
    return Asked(by, to, from_ms(until))
