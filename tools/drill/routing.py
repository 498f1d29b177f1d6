"""What ROUTING=nearest and ROUTING=province make of the places of an evening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.centres import Centre, Centres
from geo.distance import metres
from geo.whereabouts import Locator
from tools.crowd.plan import Share


@dataclass(frozen=True, slots=True)
class Routed:
    """Where the shares go by one way of routing; *elsewhere* counts those that go to another
    centre than the nearest, *has_duty* those whose centre has jurisdiction."""

    shares: int
    elsewhere: int
    has_duty: int
    metres: Sequence[float]


def compare(shares: Sequence[Share], centres: Centres, locator: Locator) -> Mapping[str, Routed]:
    """Route every share both ways. Who has jurisdiction is told by the boundaries where the
    operator has them, else by the scene's address, which LINE names with some shares only."""
    return {
        "nearest": _routed(
            shares, [centres.nearest(one.place.point) for one in shares], centres, locator
        ),
        "province": _routed(shares, list(_by_province(shares, centres, locator)), centres, locator),
    }


def _by_province(shares: Sequence[Share], centres: Centres, locator: Locator) -> Iterator[Centre]:
    for one in shares:
        where = locator.locate(one.place.point, one.place.address or None)
        yield centres.by_id(where.province or "") or centres.nearest(one.place.point)


def _routed(
    shares: Sequence[Share], to: Sequence[Centre], centres: Centres, locator: Locator
) -> Routed:
    pairs = list(zip(shares, to, strict=True))
    return Routed(
        shares=len(shares),
        elsewhere=sum(centre != centres.nearest(one.place.point) for one, centre in pairs),
        has_duty=sum(centre.id == _duty(one, locator) for one, centre in pairs),
        metres=[metres(centre.point, one.place.point) for one, centre in pairs],
    )


def _duty(share: Share, locator: Locator) -> str | None:
    return locator.locate(share.place.point, share.address or None).province
