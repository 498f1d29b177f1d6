"""What ROUTING=nearest and ROUTING=province make of the places of an evening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import ne

from geo.centres import Centre, Centres, metres
from geo.whereabouts import Locator
from tools.crowd.plan import PlannedShare


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
