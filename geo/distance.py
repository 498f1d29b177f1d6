"""Distance over the earth, and bounds of it from chords of the WGS-84 ellipsoid.

The only file that knows geopy."""

import math

from geopy.distance import geodesic

from geo.point import Point

# One instance is kept because each new one computes the series of the ellipsoid again, a third of
# the price of a distance.
_WGS84 = geodesic(ellipsoid="WGS-84")


def metres(a: Point, b: Point) -> float:
    """Return the length of the geodesic on WGS-84, exactly as `geodesic(a, b).meters` does."""
    kilometres: float = _WGS84.measure((a.latitude, a.longitude), (b.latitude, b.longitude))
    return kilometres * 1000


Position = tuple[float, float, float]

_A = 6_378_137.0
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)

# A geodesic of WGS-84 bends everywhere at least like a circle of radius a^2/b = 6,399,594 m and at
# most like one of b^2/a = 6,335,439 m (its normal curvature), and twists out of its plane by at
# most half the difference, 0.5 % of the bend. So a chord c has a length s over the ground with
#     2 R asin(c / 2R), R = 6,420 km   <=   s   <=   2 r asin(c / 2r), r = 6,330 km.
# The right side is Schur's theorem; the left side is the same without the twist, which can take
# off less than the 20 km of reserve give. Both are also tested on pairs from the whole earth.
_FLATTEST = 6_420_000.0
_ROUNDEST = 6_330_000.0

#: Metres that hide every rounding of a chord (1e-9) and of geopy's geodesic (1e-8).
_ROUNDING = 1e-3


def position(point: Point) -> Position:
    """Return x, y and z of a point on the ellipsoid, in metres from the centre of the earth."""
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    sin, cos = math.sin(latitude), math.cos(latitude)
    normal = _A / math.sqrt(1 - _E2 * sin * sin)
    across = normal * cos
    return (
        across * math.cos(longitude),
        across * math.sin(longitude),
        normal * (1 - _E2) * sin,
    )


def longest_geodesic(chord: float) -> float:
    """Return an upper bound of the geodesic for a chord in metres; infinite near the antipode."""
    if chord >= 2 * _ROUNDEST:
        return math.inf
    return 2 * _ROUNDEST * math.asin(chord / (2 * _ROUNDEST))


def longest_rival_chord(chord: float) -> float:
    """Return the chord up to which another point may have a shorter geodesic than this one's."""
    way = longest_geodesic(chord)
    if way >= math.pi * _FLATTEST:
        return math.inf
    return 2 * _FLATTEST * math.sin(way / (2 * _FLATTEST)) + _ROUNDING
