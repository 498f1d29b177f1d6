"""How fast somebody writes: counts in windows of time that begin with what comes first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cases.case import Place
from cases.people import NEVER

MINUTE = timedelta(minutes=1)
TEN_MINUTES = timedelta(minutes=10)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """How many came since *began*."""

    began: datetime = NEVER
    count: int = 0

    def add(self, at: datetime, length: timedelta) -> Window:
        """Count one more at *at*; what comes after the window's *length* begins a new one."""
        if at >= self.began + length:
            return Window(at, 1)
        return replace(self, count=self.count + 1)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a person sent: messages within a minute, shares within ten minutes and within a day.
    *answered* is when they last heard that they shared too much."""

    messages: Window = Window()
    shares: Window = Window()
    shares_of_day: Window = Window()
    answered: datetime = NEVER

    def message(self, at: datetime) -> Pace:
        """Count a message."""
        return replace(self, messages=self.messages.add(at, MINUTE))

    def share(self, at: datetime) -> Pace:
        """Count a share."""
        shares = self.shares.add(at, TEN_MINUTES)
        return replace(self, shares=shares, shares_of_day=self.shares_of_day.add(at, DAY))


@dataclass(frozen=True, slots=True)
class UrgentPace:
    """The urgent alerts that a person caused within ten minutes and within a day. *pending* are the
    cases beyond the limits of which their teams have not heard yet, *summed_up* counts those that
    they heard of together, in so many *rounds*."""

    lately: Window = Window()
    of_day: Window = Window()
    pending: tuple[str, ...] = ()
    summed_up: int = 0
    rounds: int = 0

    def count(self, at: datetime) -> UrgentPace:
        """Count an alert; a new day begins the summing up anew."""
        of_day = self.of_day.add(at, DAY)
        same_day = of_day.began == self.of_day.began
        return replace(
            self,
            lately=self.lately.add(at, TEN_MINUTES),
            of_day=of_day,
            summed_up=self.summed_up if same_day else 0,
            rounds=self.rounds if same_day else 0,
        )


@dataclass(frozen=True, slots=True)
class Aside:
    """A place that came over the limit, with the ids of the event and the message that brought
    it: it becomes a share if its sender says that somebody is in danger there."""

    event: str
    at: datetime
    place: Place
    message: str = ""
