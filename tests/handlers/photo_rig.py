"""Handle photos: the talk, the fetches and the counts that come by the clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, ShareJoined
from cases.people import About, Topic
from cases.ports import Timer
from handlers.events import TimerDue
from line.inbound import timer_event
from store import keys
from tests.builders import NOW, a_press, a_share, an_event_id, minutes
from tests.handling import Handling
from tests.photos import Album

NUMBER = "14-6911-0001"
IN_AN_HOUR = NOW + minutes(60)


@dataclass(frozen=True, slots=True)
class Rig(Handling):
    """The handlers with an album for LINE."""

    album: Album

    def shared(self, who: int = 1) -> str:
        """Let somebody share, so that the talk with them is about the case."""
        (fact,) = [
            one for one in self.do(a_share(who)) if isinstance(one, CaseOpened | ShareJoined)
        ]
        self.talk(who, fact.case.number)
        return fact.case.number

    def talk(self, who: int, number: str, until: datetime = IN_AN_HOUR) -> None:
        """Let the talk with somebody be about a case."""
        unit = self.unit(an_event_id())
        topic = Topic(About.DETAIL, number, until)
        unit.people.save(replace(self.person(who), topic=topic))
        unit.commit([])

    def fetch(self, now: datetime = NOW) -> list[Fact]:
        """Let the clock bring the fetches that are due."""
        rows = self.client.zrangebyscore(keys.FETCHES, 0, now.timestamp() * 1000, withscores=True)
        self.client.zremrangebyscore(keys.FETCHES, 0, now.timestamp() * 1000)
        events = [timer_event({"timer": row, "due": b"%d" % due}) for row, due in rows]
        return [fact for event in events for fact in self.do(event, now)]

    def recount(self, now: datetime = NOW) -> list[Fact]:
        """Let the clock bring the count."""
        return self.do(TimerDue(an_event_id(), now, Timer.COUNT_ATTACHMENTS, NUMBER), now)

    def next_fetch(self) -> timedelta | None:
        """Return when the next fetch is due."""
        rows: Any = self.client.zrange(keys.FETCHES, 0, 0, withscores=True)
        return timedelta(milliseconds=rows[0][1] - NOW.timestamp() * 1000) if rows else None

    def details(self) -> list[str]:
        """Return the ids of all details of the case."""
        return [one.id for one in self.unit().cases.details(NUMBER)]

    def kept(self) -> list[bytes]:
        """Return the photos in the store."""
        return sorted(self.client.get(key) for key in self.client.keys(f"{keys.TAG}:photo:*"))

    def claimed(self, who: int = 9) -> None:
        """Let an officer claim the case."""
        self.enrol(who)
        self.do(a_press(who, "claim", case=NUMBER))

    def closed(self, at: datetime = NOW) -> None:
        """Let the officer close the case."""
        for act in ("going", "arrived", "not_found"):
            self.do(a_press(9, act, at, case=NUMBER))
