"""Pictograms of plain shapes, each drawn in a square of 100 x 100 units that can be placed and
scaled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin

from PIL.ImageDraw import ImageDraw

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A square on a picture; *ink* is the colour of lines, *paper* that of the background."""

    draw: ImageDraw
    left: float
    top: float
    size: float
    ink: str
    paper: str

    def disc(self, middle: Spot, radius: float, *, hole: bool = False) -> None:
        """Fill a circle."""
        x, y = middle
        corners = [self._at((x - radius, y - radius)), self._at((x + radius, y + radius))]
        self.draw.ellipse(corners, fill=self.paper if hole else self.ink)

    def ring(self, middle: Spot, radius: float, width: float) -> None:
        """Draw a circle, *width* wide, within *radius*."""
        self.disc(middle, radius)
        self.disc(middle, radius - width, hole=True)

    def bar(self, start: Spot, end: Spot, *, round_by: float = 4, hole: bool = False) -> None:
        """Fill a rectangle with round corners."""
        colour = self.paper if hole else self.ink
        corners = [self._at(start), self._at(end)]
        self.draw.rounded_rectangle(corners, self._long(round_by), fill=colour)

    def shape(self, *spots: Spot) -> None:
        """Fill a polygon."""
        self.draw.polygon([self._at(spot) for spot in spots], fill=self.ink)

    def line(self, *spots: Spot, width: float = 9, hole: bool = False) -> None:
        """Draw a line with round ends and bends."""
        colour = self.paper if hole else self.ink
        points = [self._at(spot) for spot in spots]
        self.draw.line(points, fill=colour, width=round(self._long(width)))
        for spot in spots:
            self.disc(spot, width / 2, hole=hole)

    def pie(self, middle: Spot, radius: float, start: float, end: float) -> None:
        """Fill a slice from *start* to *end*, in degrees from three o'clock."""
        x, y = middle
        corners = [self._at((x - radius, y - radius)), self._at((x + radius, y + radius))]
        self.draw.pieslice(corners, start, end, fill=self.ink)

    def oval(self, start: Spot, end: Spot, width: float) -> None:
        """Draw an ellipse."""
        corners = [self._at(start), self._at(end)]
        self.draw.ellipse(corners, outline=self.ink, width=round(self._long(width)))

    def _at(self, spot: Spot) -> tuple[float, float]:
        return self.left + self._long(spot[0]), self.top + self._long(spot[1])

    def _long(self, length: float) -> float:
        return length * self.size / 100


def _drop(on: Sketch) -> None:
    """The outline of a map's pin."""
    on.disc((50, 38), 33)
    on.shape((20, 52), (80, 52), (50, 98))


def _pin(on: Sketch) -> None:
    _drop(on)
    on.disc((50, 38), 14, hole=True)


def _check(on: Sketch) -> None:
    _drop(on)
    on.line((36, 39), (46, 49), (65, 29), hole=True)


def _list(on: Sketch) -> None:
    on.bar((16, 6), (84, 96), round_by=10)
    for y in (28, 50, 72):
        on.bar((30, y - 5), (70, y + 5), hole=True)


def _queue(on: Sketch) -> None:
    for y in (20, 50, 80):
        on.disc((15, y), 10)
        on.bar((36, y - 8), (96, y + 8), round_by=8)


def _ring(on: Sketch) -> None:
    """A lifebuoy."""
    on.ring((50, 50), 46, 30)
    for start, end in (((8, 8), (92, 92)), ((8, 92), (92, 8))):
        on.line(start, end, width=7, hole=True)
    on.disc((50, 50), 16, hole=True)


def _phone(on: Sketch) -> None:
    """A receiver."""
    turns = [radians(degrees) for degrees in range(97, 174, 4)]
    on.line(*((90 + 68 * cos(turn), 10 + 68 * sin(turn)) for turn in turns), width=17)
    on.line((22, 18), (38, 16), width=27)
    on.line((82, 78), (84, 62), width=27)


def _person(on: Sketch) -> None:
    on.disc((50, 27), 22)
    on.pie((50, 96), 42, 180, 360)


def _invite(on: Sketch) -> None:
    on.disc((36, 30), 20)
    on.pie((36, 94), 36, 180, 360)
    on.line((84, 28), (84, 64))
    on.line((66, 46), (102, 46))


def _globe(on: Sketch) -> None:
    on.ring((50, 50), 46, 8)
    on.oval((29, 5), (71, 95), 7)
    on.line((8, 50), (92, 50), width=7)


def _bell(on: Sketch) -> None:
    on.pie((50, 46), 32, 180, 360)
    on.shape((18, 45), (82, 45), (90, 76), (10, 76))
    on.disc((50, 84), 11)
    on.disc((50, 12), 7)


def _moon(on: Sketch) -> None:
    on.disc((48, 52), 42)
    on.disc((68, 38), 36, hole=True)


def _chart(on: Sketch) -> None:
    for x, top in ((10, 58), (40, 34), (70, 8)):
        on.bar((x, top), (x + 20, 94))


ICONS: dict[str, Callable[[Sketch], None]] = {
    "pin": _pin,
    "check": _check,
    "list": _list,
    "queue": _queue,
    "ring": _ring,
    "phone": _phone,
    "person": _person,
    "invite": _invite,
    "globe": _globe,
    "bell": _bell,
    "moon": _moon,
    "chart": _chart,
}
