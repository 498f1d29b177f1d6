"""What every handler knows without asking the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cases.case import Place
from cases.ports import PhotoSource, Profiles, Statistics
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centre, Centres
from geo.distance import metres
from geo.point import Point
from geo.whereabouts import Whereabouts


class Map(Protocol):
    """Where a point lies: geo.whereabouts.Locator."""

    def locate(self, point: Point, address: str | None) -> Whereabouts:
        """Return whether a point is in Thailand, leaning towards yes, and in which province."""


@dataclass(frozen=True, slots=True)
class Context:
    """The same for all events of a process."""

    settings: Settings
    centres: Centres
    taxonomy: Taxonomy
    map: Map
    profiles: Profiles
    statistics: Statistics
    photos: PhotoSource

    def centre(self, centre_id: str) -> Centre:
        """Return a centre, be it one that is no longer in the file; the national one speaks for a
        centre that nobody knows."""
        return self.centres.known(centre_id) or self.receiver(centre_id)

    def receiver(self, centre_id: str) -> Centre:
        """Return the centre that gets new work for *centre_id*: the national one where that is no
        longer in the file."""
        named = (centre_id, self.settings.national_centre)
        found = (self.centres.by_id(one) for one in named)
        return next(filter(None, found), None) or next(iter(self.centres))

    def locate(self, place: Place) -> Whereabouts:
        """Tell where a place is."""
        return self.map.locate(place.point, place.address or None)

    def centre_for(self, place: Place, province: str | None) -> Centre:
        """Return the nearest centre; with ROUTING=province the one with jurisdiction first."""
        if self.settings.routing == "province" and province is not None:
            return self.receiver(province)
        return self.centres.nearest(place.point)

    def metres_to(self, centre_id: str, point: Point) -> float:
        """Return the geodesic distance from a centre to *point*."""
        return metres(self.centre(centre_id).point, point)
