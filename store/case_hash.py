"""How a case lies in its hash; an absent value has no field."""

from __future__ import annotations

from collections.abc import Mapping

from cases.case import Case, Place, State
from geo.point import Point
from store.moments import from_ms, to_ms

#: Fields that a case can lose again; the others are always there or only ever gained.
OPTIONAL = ("holder", "address", "kind", "urgent", "claimed_at", "arrived_at", "distance_m",
            "closed_at", "outcomes", "escalated", "lowered")  # fmt: skip


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
        "holder": case.holder,
        "escalated": 1 if case.escalated else None,
        "claimed_at": case.claimed_at and to_ms(case.claimed_at),
        "arrived_at": case.arrived_at and to_ms(case.arrived_at),
        "distance_m": case.distance_m,
        "closed_at": case.closed_at and to_ms(case.closed_at),
        "outcomes": " ".join(case.outcomes) or None,
        "lowered": 1 if case.lowered else None,
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
        holder=_number(kept.get("holder")),
        escalated="escalated" in kept,
        distance_m=_number(kept.get("distance_m")),
        outcomes=tuple(kept.get("outcomes", "").split()),
        lowered="lowered" in kept,
        **times,
    )


_TIMES = ("opened_at", "waiting_since", "last_shared_at", "claimed_at", "arrived_at", "closed_at")


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
