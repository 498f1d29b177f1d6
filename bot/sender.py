"""Delivers the outbox to LINE: the free reply first, a paid push where it is worth one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.line_api import Answer, Said
from store.connection import is_transient
from store.inbox import MOST_DELIVERIES
from store.moments import from_ms
from store.outbox import BadCall, Call, JsonObject, Outbox
from store.stream import Entry
from store.tallies import Tallies

#: A retry key lives 24 hours; one hour is left so that no try can come too late for it.
LAST_TRY = timedelta(hours=23)
#: LINE takes a reply for about a minute after the webhook; within this it does for certain.
_TOKEN_LIFE = timedelta(seconds=50)
_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 300.0
_log = structlog.get_logger()


class Delivery(Protocol):
    """What the sender needs of LINE."""

    def reply(self, token: str, messages: Sequence[JsonObject]) -> Said:
        """Send a reply."""

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> Said:
        """Send a push."""

    def link_menu(self, to: str, menu_id: str | None) -> Said:
        """Link a rich menu to somebody, or none."""


class Sender:
    """One sender; each has its own place in the outbox, so that a slow call holds up no other."""

    def __init__(self, outbox: Outbox, line: Delivery, tallies: Tallies, clock: Clock) -> None:
        self._outbox = outbox
        self._line = line
        self._tallies = tallies
        self._clock = clock

    def send(self, entry: Entry) -> None:
        """Bring one call to LINE, or put it where it waits; nothing is dropped."""
        try:
            call = Call.from_json(entry.fields.get("call", b""))
        except BadCall:
            self._outbox.dead_letter(entry)
            return
        try:
            self._send(entry, call)
        except Exception as error:
            if is_transient(error):
                raise
            _log.error("call failed", call=call.id, error=type(error).__name__)
            if entry.deliveries >= MOST_DELIVERIES:
                self._park(entry, call, "failed")

    def _send(self, entry: Entry, call: Call) -> None:
        if entry.deliveries > 1:  # another sender died with it: perhaps after LINE took it
            call = replace(call, maybe_sent=True)
        if call.until_ms and self._clock() >= from_ms(call.until_ms):
            self._let_go(entry, "links_let_go")
        elif entry.deliveries > MOST_DELIVERIES:  # it has ended its sender each time
            self._park(entry, call, "failed")
        elif self._clock() - from_ms(call.again_ms or call.created_ms) > LAST_TRY:
            self._park(entry, call, "too_old")
        elif call.menu:
            self._link_menu(entry, call)
        elif call.reply_token:
            self._reply(entry, call)
        else:
            self._push(entry, call)

    def _reply(self, entry: Entry, call: Call) -> None:
        said = self._line.reply(call.reply_token, call.messages)
        if said.answer is not Answer.TOKEN_GONE:
            self._settle(entry, call, said, "reply")
        elif call.maybe_sent and self._token_was_alive(call):
            # A token is used once: it is gone because the earlier try did arrive.
            self._delivered(entry, call, said, "reply")
        elif call.worth_push:
            self._push(entry, replace(call, reply_token=""))
        else:
            self._tallies.add("reply_too_late")
            self._outbox.done(entry)

    def _push(self, entry: Entry, call: Call) -> None:
        said = self._line.push(call.to, call.messages, call.id)
        self._settle(entry, call, said, "push")

    def _link_menu(self, entry: Entry, call: Call) -> None:
        """Link the menu that is right now: the order in which calls are made does not matter. What
        changes while LINE is asked may have been overtaken by this call, so it is made again."""
        link = self._outbox.menu_link(call)
        if link is None:
            self._outbox.done(entry)
            return
        said = self._line.link_menu(call.to, link.menu_id)
        if self._outbox.menu_link(call) == link:
            self._settle(entry, call, said, "menu")
        else:
            self._later(entry, call, said)

    def _settle(self, entry: Entry, call: Call, said: Said, way: str) -> None:
        match said.answer:
            case Answer.ACCEPTED:
                self._delivered(entry, call, said, way)
            case Answer.UNKNOWN:
                self._later(entry, replace(call, maybe_sent=True), said)
            case Answer.RATE_LIMITED:
                self._later(entry, call, said)
            case Answer.QUOTA_OVER:
                self._park(entry, call, "quota", said)
            case Answer.REFUSED | Answer.TOKEN_GONE:
                self._park(entry, call, f"refused_{said.status}", said)

    def _delivered(self, entry: Entry, call: Call, said: Said, way: str) -> None:
        self._outbox.delivered(entry, call, self._clock())
        self._tallies.add(f"{way}_sent")
        _log.info("sent", way=way, call=call.id, status=said.status, request=said.request_id)

    def _later(self, entry: Entry, call: Call, said: Said) -> None:
        longest = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2**call.tries)
        pause = timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311  (jitter)
        self._outbox.later(entry, replace(call, tries=call.tries + 1), self._clock() + pause)
        self._tallies.add("tried_again")
        _log.warning("not taken", call=call.id, status=said.status, answer=said.answer.name)

    def _park(self, entry: Entry, call: Call, reason: str, said: Said | None = None) -> None:
        if call.menu and not self._outbox.knows(call.to):  # erased: no id stays for a menu's sake
            self._let_go(entry, "menus_let_go")
            return
        if call.until_ms:  # a link to sign in with lies nowhere longer than it must
            self._let_go(entry, "links_let_go")
            return
        self._outbox.park(entry, call, reason)
        self._tallies.add(f"parked_{reason}")
        request = said.request_id if said else ""
        _log.error("parked", call=call.id, reason=reason, request=request)

    def _let_go(self, entry: Entry, what: str) -> None:
        self._outbox.done(entry)
        self._tallies.add(what)

    def _token_was_alive(self, call: Call) -> bool:
        return self._clock() - from_ms(call.token_ms) < _TOKEN_LIFE
