"""Delivers the outbox to LINE: the free reply first, a paid push if the call is worth one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import structlog

from config.clock import Clock, from_ms
from line.api import LineResponse, SendResult, Ways
from line.plain import in_plain_words
from store import keys
from store.errors import is_transient, trouble_of
from store.exceptions import BadCall
from store.failures import PROBE
from store.outbox import JsonObject, OutboundMessage, Outbox
from store.stream import MOST_DELIVERIES, Counters, StreamEntry

#: A retry key lives 24 hours; one hour is left so that no try can come too late for it.
LAST_TRY = timedelta(hours=23)
#: How long after the webhook a reply token is certainly valid. LINE names a minute without
#: promising it; tokens that expired after 20 to 30 s have been reported.
_TOKEN_LIVES = timedelta(seconds=15)
#: An alert that waited longer is sent only if its recipient is still needed: others may have
#: claimed the case.
_STALE_ALERT = timedelta(minutes=15)
_FIRST_PAUSE_S = 1.0
#: Waiting calls are delivered within a minute of LINE's recovery.
_LONGEST_PAUSE_S = 20.0
#: The number of doublings after which a pause is the longest.
_MOST_DOUBLINGS = 5
#: Statuses by which LINE refuses a message's content.
_OF_CONTENT = (400, 413, 422)
#: What LINE says of the account or of one recipient, and may not say of each push. Once an earlier
#: try may have arrived they prove nothing: only the same call has a key that tells.
_NOT_AS_ONE = (SendResult.QUOTA_OVER, SendResult.RATE_LIMITED, SendResult.NOT_NOW)
_log = structlog.get_logger()


class Delivery(Protocol):
    """The part of LINE's API that the sender uses."""

    def reply(self, token: str, messages: Sequence[JsonObject]) -> LineResponse:
        """Send a reply."""

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> LineResponse:
        """Send a push."""

    def multicast(
        self, to: Sequence[str], messages: Sequence[JsonObject], retry_key: str
    ) -> LineResponse:
        """Send one push to several."""

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        """Link a rich menu to a person, or none."""


class Sender:
    """One sender; each has its own place in the outbox, so that a slow call delays no other. *ways*
    are shared by all of a process; *still_calls* returns whether an alert is still needed."""

    def __init__(
        self,
        outbox: Outbox,
        line: Delivery,
        tallies: Counters,
        clock: Clock,
        ways: Ways | None = None,
        still_calls: Callable[[OutboundMessage], bool] = lambda call: True,
    ) -> None:
        self._outbox = outbox
        self._line = line
        self._tallies = tallies
        self._clock = clock
        self._ways = ways or Ways()
        self._still_calls = still_calls

    def send(self, entry: StreamEntry) -> None:
        """Send one outbound message to LINE, or queue it for later; nothing is dropped."""
        try:
            call = OutboundMessage.from_json(entry.fields.get("call", b""))
        except BadCall:
            self._outbox.dead_letter(entry)
            return
        try:
            self._send(entry, call)
        except Exception as error:
            if is_transient(error):
                raise
            _log.error("call failed", call=call.id, error=trouble_of(error).word)
            if entry.deliveries >= MOST_DELIVERIES:
                self._park(entry, call, "failed")

    def _send(self, entry: StreamEntry, call: OutboundMessage) -> None:
        if entry.deliveries > 1:  # another sender died with it: perhaps after LINE took it
            call = replace(call, maybe_sent=True)
        waited = self._clock() - from_ms(call.again_ms or call.created_ms)
        if call.until_ms and self._clock() >= from_ms(call.until_ms):
            self._let_go(entry, "links_let_go")
        elif entry.deliveries > MOST_DELIVERIES:  # it has ended its sender each time
            self._park(entry, call, "failed")
        elif waited > LAST_TRY and (call.maybe_sent or not call.alert_for):
            self._park(entry, call, "too_old")
        elif waited > _STALE_ALERT and call.alert_for and self._can_split(call):
            self._split(entry, call)  # each is asked for by itself whether they may still claim it
        elif waited > _STALE_ALERT and not self._still_calls(call):
            self._let_go(entry, "alerts_let_go")
        elif self._ways.line.shut and PROBE not in entry.fields:
            self._set_aside(entry, call, keys.WAITING_FOR_LINE)
        elif call.menu:
            self._link_menu(entry, call)
        elif call.reply_token:
            self._reply(entry, call)
        else:
            self._push(entry, call)

    def _reply(self, entry: StreamEntry, call: OutboundMessage) -> None:
        began = self._ways.line.began()
        said = self._line.reply(call.reply_token, call.messages)
        self._ways.hear(said.answer, began, is_push=False)
        if said.answer is not SendResult.TOKEN_GONE:
            self._settle(entry, call, said, "reply")
        elif call.maybe_sent and self._token_lives(call):
            # A token works once: it is used up because the earlier try did arrive.
            self._delivered(entry, call, said, "reply")
        elif call.worth_push:
            # Better twice than never; no try of the push is known to have arrived.
            self._push(entry, replace(call, reply_token="", maybe_sent=False))
        else:
            self._let_go(entry, "reply_too_late")

    def _push(self, entry: StreamEntry, call: OutboundMessage) -> None:
        if self._ways.pushes.shut and PROBE not in entry.fields:
            self._set_aside(entry, call, keys.WAITING_FOR_QUOTA)
            return
        to = call.recipients
        if len(to) > 1:
            self._multicast(entry, call, to)
            return
        began = self._ways.line.began()
        said = self._line.push(call.to, call.messages, call.id)
        self._ways.hear(said.answer, began, is_push=True)
        self._settle(entry, call, said, "push")

    def _multicast(self, entry: StreamEntry, call: OutboundMessage, to: list[str]) -> None:
        """Send one call to several. What LINE certainly did not take as one goes as pushes, so that
        one wrong address, a limit of multicasts or the last of the quota keeps nobody else from
        hearing."""
        began = self._ways.line.began()
        said = self._line.multicast(to, call.messages, call.id)
        if said.answer is SendResult.REFUSED or (
            said.answer in _NOT_AS_ONE and not call.maybe_sent
        ):
            self._ways.line.succeed(began)
            _log.warning("split", call=call.id, status=said.status, request=said.request_id)
            self._split(entry, call)
            return
        self._ways.hear(said.answer, began, is_push=True)
        self._settle(entry, call, said, "multicast")

    def _split(self, entry: StreamEntry, call: OutboundMessage) -> None:
        self._outbox.split(entry, replace(call, maybe_sent=False))
        self._tallies.add("multicasts_split")

    def _link_menu(self, entry: StreamEntry, call: OutboundMessage) -> None:
        """Link the menu that is right now: the order in which calls are made does not matter. A
        change during the call may have been overtaken by it, so the call is made again."""
        link = self._outbox.menu_link(call)
        if link is None:
            self._outbox.done(entry)
            return
        began = self._ways.line.began()
        said = self._line.link_menu(call.to, link.menu_id)
        self._ways.hear(said.answer, began, is_push=False)
        if self._outbox.menu_link(call) == link:
            self._settle(entry, call, said, "menu")
        else:
            self._try_again(entry, call, said)

    def _settle(
        self, entry: StreamEntry, call: OutboundMessage, said: LineResponse, way: str
    ) -> None:
        match said.answer:
            case SendResult.ACCEPTED:
                self._delivered(entry, call, said, way)
            case SendResult.UNKNOWN:
                self._try_again(entry, replace(call, maybe_sent=True), said)
            case SendResult.QUOTA_OVER if way in ("push", "multicast"):
                self._set_aside(entry, call, keys.WAITING_FOR_QUOTA)
            case SendResult.REFUSED | SendResult.TOKEN_GONE:
                self._refused(entry, call, said)
            case _:
                self._try_again(entry, call, said)

    def _refused(self, entry: StreamEntry, call: OutboundMessage, said: LineResponse) -> None:
        """Send the plain text of a message that LINE refused for its form; park a message that it
        refuses for good."""
        plain = in_plain_words(call) if said.status in _OF_CONTENT else None
        if plain is None:
            self._park(entry, call, f"refused_{said.status}", said)
            return
        _log.error("refused", call=call.id, status=said.status, request=said.request_id)
        if plain.reply_token:  # a refusal for the content does not use the token up
            self._reply(entry, plain)
        else:
            self._push(entry, plain)

    def _delivered(
        self, entry: StreamEntry, call: OutboundMessage, said: LineResponse, way: str
    ) -> None:
        self._outbox.delivered(entry, call, self._clock())
        self._tallies.add(f"{way}_sent")
        if call.plain:
            self._tallies.add("sent_plain")
        _log.info("sent", way=way, call=call.id, status=said.status, request=said.request_id)

    def _try_again(self, entry: StreamEntry, call: OutboundMessage, said: LineResponse) -> None:
        """Queue a call for later: by itself, or with all others while the way is shut."""
        call = replace(call, tries=call.tries + 1)
        self._tallies.add("tried_again")
        if self._ways.line.shut:
            self._set_aside(entry, call, keys.WAITING_FOR_LINE)
            return
        longest = _FIRST_PAUSE_S * 2 ** min(call.tries - 1, _MOST_DOUBLINGS)
        pause = min(_LONGEST_PAUSE_S, longest) * random.uniform(0.5, 1.0)  # noqa: S311  (jitter)
        self._outbox.later(entry, call, self._clock() + timedelta(seconds=pause))
        _log.warning(
            "not taken",
            call=call.id,
            status=said.status,
            answer=said.answer.name,
            error=said.error,
        )

    def _set_aside(self, entry: StreamEntry, call: OutboundMessage, waiting: str) -> None:
        if call.until_ms and waiting == keys.WAITING_FOR_QUOTA:  # it is dead long before
            self._let_go(entry, "links_let_go")
            return
        self._outbox.set_aside(entry, call, waiting)
        self._tallies.add("set_aside")

    def _park(
        self,
        entry: StreamEntry,
        call: OutboundMessage,
        reason: str,
        said: LineResponse | None = None,
    ) -> None:
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

    def _let_go(self, entry: StreamEntry, what: str) -> None:
        self._outbox.done(entry)
        self._tallies.add(what)

    @staticmethod
    def _can_split(call: OutboundMessage) -> bool:
        return len(call.recipients) > 1 and not call.maybe_sent

    def _token_lives(self, call: OutboundMessage) -> bool:
        # If the web's clock is ahead of this one, nothing is certain either.
        return abs(self._clock() - from_ms(call.token_ms)) < _TOKEN_LIVES
