"""Distance over the earth; the only file that knows geopy."""

from geopy.distance import geodesic

from geo.point import Point

# One instance is kept because each new one computes the series of the ellipsoid again, a third of
# the price of a distance.
_WGS84 = geodesic(ellipsoid="WGS-84")


def metres(a: Point, b: Point) -> float:
    """Measure the geodesic on the WGS-84 ellipsoid, exactly as `geodesic(a, b).meters` does."""
    kilometres: float = _WGS84.measure((a.latitude, a.longitude), (b.latitude, b.longitude))
    return kilometres * 1000
