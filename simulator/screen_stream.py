"""What the screen is told, live: first all there is, then what has changed."""

import json
from collections.abc import Iterator

import gevent

from simulator.parts import PlatformParts
from simulator.people import User
from simulator.phones import phone_of, row_of
from simulator.refusals import Json

#: Looking at a few numbers ten times a second costs less than waking greenlets across threads.
_TICK = 0.1
_KEEP_ALIVE_SECONDS = 15.0
#: More phones than these nobody can watch; a drill has thousands of people.
_PHONES = 24
_ROWS_A_CHAT = 200
_PASSAGES = 100


def stream(kept: PlatformParts) -> Iterator[str]:
    """Server-sent events for one browser, until it goes away."""
    watch = Watch(kept)
    yield _event("snapshot", watch.everything())
    quiet = 0.0
    while True:
        gevent.sleep(_TICK)
        if kept.said.begun != watch.begun:
            watch = Watch(kept)
            yield _event("snapshot", watch.everything())
        elif change := watch.change():
            quiet = 0.0
            yield _event("change", change)
        elif (quiet := quiet + _TICK) >= _KEEP_ALIVE_SECONDS:
            quiet = 0.0
            yield ": still here\n\n"


class Watch:
    """Remembers what one browser knows already."""

    def __init__(self, kept: PlatformParts) -> None:
        self._kept = kept
        self.begun = kept.said.begun
        self._people: list[Json] = []
        self._chats: set[str] = set()
        self._accepted = kept.platform.newest()
        self._said = len(kept.said.after(0))
        self._traffic = max(0, kept.traffic.newest() - _PASSAGES)
        self._totals: Json = {}

    def everything(self) -> Json:
        """Begin: `epoch` differs when nothing of before is true any more."""
        account = {"name": self._kept.name, "botUserId": self._kept.platform.bot_user_id}
        head = {"epoch": f"{account['botUserId']}.{self.begun}", "account": account}
        return head | {"people": [], "rows": [], "passages": [], "totals": {}} | self.change()

    def change(self) -> Json:
        """What is new since the last look; empty when nothing is."""
        new = {
            "people": self._new_people(),
            "rows": self._new_rows(),
            "passages": self._new_passages(),
            "totals": self._new_totals(),
        }
        return {key: value for key, value in new.items() if value is not None and value != []}

    def _new_people(self) -> list[Json] | None:
        """All of them, when anything about one has changed."""
        platform = self._kept.platform
        people = [phone_of(platform, user) for user in _shown(platform.people.all())]
        if people == self._people:
            return None
        self._people = people
        return people

    def _new_rows(self) -> list[Json]:
        platform, said = self._kept.platform, self._kept.said
        accepted = platform.accepted(self._accepted)
        spoken = said.after(self._said)
        self._accepted += len(accepted)
        self._said += len(spoken)
        rows = [row_of(row) for row in accepted if row.delivered and row.to in self._chats]
        rows += [one.as_json() for one in spoken if one.by in self._chats]
        return self._rows_of_new_chats() + rows

    def _rows_of_new_chats(self) -> list[Json]:
        """Somebody may have had a chat before there was room on the screen."""
        chats = {str(person["userId"]) for person in self._people}
        fresh, self._chats = chats - self._chats, chats
        return [row for chat in fresh for row in self._history(chat)]

    def _history(self, chat: str) -> list[Json]:
        heard = self._kept.platform.messages_of(chat)[-_ROWS_A_CHAT:]
        spoken = [one for one in self._kept.said.after(0) if one.by == chat][-_ROWS_A_CHAT:]
        return [row_of(row) for row in heard] + [one.as_json() for one in spoken]

    def _new_passages(self) -> list[Json]:
        if self._kept.traffic.newest() == self._traffic:
            return []
        passages = self._kept.traffic.after(self._traffic)[-_PASSAGES:]
        self._traffic = self._kept.traffic.newest()
        return passages

    def _new_totals(self) -> Json | None:
        platform = self._kept.platform
        totals = {"paid": platform.quota_used(), "limit": platform.quota().get("value")}
        if totals == self._totals:
            return None
        self._totals = totals
        return totals


def _shown(people: list[User]) -> list[User]:
    """Those with a role first, where there are too many; else in the order of arrival."""
    if len(people) <= _PHONES:
        return people
    return sorted(people, key=lambda user: not user.role)[:_PHONES]


def _event(name: str, told: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
