"""Any conversation, in any order, keeps the promises to the people who share.

Citizens share, tap (also old, doubled and other people's buttons), write, send photos, take back
and erase; officers work; the clock runs. After each step the promises are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from cases.case import Case, Form, Place, Unreadable
from cases.commands import SayDanger, Thank, UsePlace
from cases.facts.answers import SharerAsked, StillThereAsked
from cases.facts.casework import SharerAdded
from cases.facts.fact import Fact
from cases.log import Act
from cases.people import NOBODY, About, Person
from cases.ports import Timer
from handlers.citizen.conversation import is_about, open_case_of
from handlers.events import (
    AttachmentSent,
    Event,
    Followed,
    LocationSent,
    OtherSent,
    PartnerShared,
    Pressed,
    TextSent,
    TimerDue,
    Unfollowed,
    Unsent,
)
from handlers.request import Request
from messages.texts.understanding import understand
from store import admin_queries, keys
from store.connection import StoreClient
from store.outbox import OutboundMessage
from store.partners import REFUSED, case_of
from tests.builders import AYUTTHAYA, VIENTIANE, a_line_id, near
from tests.handlers.anybody import Anybody, any_index, prove
from tests.scan import everything

_CITIZENS = (1, 2, 3)
_OFFICERS = (51, 52)
_WORDS = "ใส่เสื้อสีแดงนั่งหน้าร้านทอง"
_SPOTS = (AYUTTHAYA, near(AYUTTHAYA, 20), near(AYUTTHAYA, 300), near(AYUTTHAYA, 3_000), VIENTIANE)
_ACTS = ("kind", "detail", "gone", "split", "confirm", "erase", "claim", "close", "status", "x")
_TYPED = ("status", "my data", "help me", "english", "ภาษาไทย", _WORDS, "???", "ก" * 500,
          "skip", "ยกเลิก", "ด่วน", "👍", "ถึงไหนแล้วคะ", "ช่วยหนูด้วยค่ะ หนูโดนทำร้าย", "เขาหมดสติค่ะ",
          "ไม่ทราบว่าที่แจ้งไปมีความคืบหน้าไหมคะ", "14.3532, 100.5689 ชายแก่หน้าร้านทอง",
          "https://maps.app.goo.gl/x",
          f"{VIENTIANE.latitude:.4f}, {VIENTIANE.longitude:.4f}")  # fmt: skip
#: What is asked back is no word to an officer, unless it tells of danger or of the own need.
_COSTS_NOTHING = {"👍", "ถึงไหนแล้วคะ", "ไม่ทราบว่าที่แจ้งไปมีความคืบหน้าไหมคะ"}
_VISIT = ("claim", "going", "arrived", "release")
_OUTCOMES = ("NOT_FOUND", "ADVISED", "FALSE_REPORT")
_INVENTED = "14-6911-0099"
#: What becomes true of a location that counts as a share, or of a place that was set aside.
_TAKEN = {"CaseOpened", "ShareJoined", "MovedHere"}
#: Between one event and the next.
_A_STEP = timedelta(seconds=7)

citizens = st.sampled_from(_CITIZENS)
officers = st.sampled_from(_OFFICERS)


class Conversation(Anybody):
    """Everybody does anything; what was said and sent is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[int, str]] = []
        self.facts: Sequence[Fact] = ()
        self.shares: set[str] = set()
        self.erased: set[str] = set()
        self.number = 0
        for officer in _OFFICERS:
            self.handling.enrol(officer)

    # What citizens do.

    @rule(who=citizens, spot=st.sampled_from(_SPOTS))
    def share(self, who: int, spot: Any) -> None:
        event = LocationSent(
            **self.by(who), place=Place(spot, "ตลาดหัวรอ"), message=self._message(who)
        )
        self.answered(event)

    @rule(who=citizens, words=st.sampled_from(_TYPED))
    def write(self, who: int, words: str) -> None:
        asked, person = understand(words), self.handling.person(who)
        waits = self._asked(person)
        known: dict[str, Any] = {
            "command": asked.sure,
            "likely": asked.likely,
            "perhaps": asked.perhaps,
        }
        by = self.by(who)
        self.answered(TextSent(**by, text=words, message=self._message(who), **known))
        if words in _COSTS_NOTHING and not waits:
            assert not [fact for fact in self.facts if isinstance(fact, SharerAdded)]

    @rule(who=citizens)
    def say_yes(self, who: int) -> None:
        """A bare word, which is an answer if an officer waits for one: then it gets there."""
        looks = Request(None, self.handling.unit(), self.handling.context)
        person = self.handling.person(who)
        topic = person.topic_at(self.now + _A_STEP, About.DETAIL)
        case = open_case_of(person, topic.case, looks) if topic else None
        waits = [one for one in self._asked(person) if case and is_about(one.number, case)]
        by = self.by(who)
        self.answered(TextSent(**by, text="ok", command=Thank(), message=self._message(who)))
        if case and waits:
            heard = [fact.to.id for fact in self.facts if isinstance(fact, SharerAdded)]
            assert heard == ([case.holder] if case.holder else [])
            assert "ok" in [one.text for one in looks.cases.details(case.number)]

    @rule(who=citizens, set_id=st.sampled_from(["", "one", "two"]))
    def send_photo(self, who: int, set_id: str) -> None:
        event = AttachmentSent(
            **self.by(who), message=self._message(who), form=Form.PHOTO, set_id=set_id
        )
        looks = self.handling.unit()
        is_told = set_id and looks.attachments.is_answered(
            looks.people.of_line(event.line_id), set_id
        )
        self.happen(event) if is_told else self.answered(event)

    @rule(who=citizens, kind=st.sampled_from([None, *Unreadable]))
    def send_what_nobody_reads(self, who: int, kind: Unreadable | None) -> None:
        self.answered(OtherSent(**self.by(who), kind=kind))

    @rule(who=citizens)
    def follow(self, who: int) -> None:
        self.answered(Followed(**self.by(who)))

    @rule(who=citizens)
    def block(self, who: int) -> None:
        self.happen(Unfollowed(**self.by(who)))

    @rule(who=citizens, index=any_index)
    def tap_own(self, who: int, index: int) -> None:
        own = self.own_buttons.get(a_line_id(who))
        if own:
            self.tap(who, own[-1 - index % len(own)])

    @rule(who=citizens, index=any_index)
    def tap_anything(self, who: int, index: int) -> None:
        self.tap(who, self.buttons[-1 - index % len(self.buttons)])

    @rule(who=citizens, act=st.sampled_from(_ACTS), index=any_index)
    def forge(self, who: int, act: str, index: int) -> None:
        numbers = [*self._numbers(), _INVENTED]
        self.tap(who, f"v=1&do={act}&case={numbers[index % len(numbers)]}&kind=FORCED")

    @precondition(lambda self: self.messages)
    @rule(index=any_index)
    def unsend(self, index: int) -> None:
        who, message = self.messages[index % len(self.messages)]
        self.happen(Unsent(**self.by(who), message=message))

    @rule(who=citizens)
    def erase(self, who: int) -> None:
        """Ask for it and say yes to the button that comes."""
        self.tap(who, "v=1&do=erase")
        sure = [data for data in self.own_buttons.get(a_line_id(who), []) if "sure=" in data]
        if sure:
            self.tap(who, sure[-1])

    # What officers do.

    @rule(who=officers, index=any_index, act=st.sampled_from(_VISIT))
    def work(self, who: int, index: int, act: str) -> None:
        numbers = self._numbers()
        if numbers:
            self.tap(who, f"v=1&do={act}&case={numbers[index % len(numbers)]}")

    @rule(who=officers, asked=citizens, merges=st.booleans(), helps=st.booleans())
    def ask(self, who: int, asked: int, merges: bool, helps: bool) -> None:
        """Ask who shared something last, and perhaps merge the case before it is answered."""
        self.share(asked, _SPOTS[2])
        number = next(reversed([case.number for case in self._cases() if case.is_open]))
        for act in ("claim", "ask&q=where"):
            self.tap(who, f"v=1&do={act}&case={number}")
        if merges:
            self.share(_CITIZENS[asked % len(_CITIZENS)], _SPOTS[0])
            others = [case for case in self._cases() if case.is_open and case.number != number]
            for into in others[:1]:
                if helps:
                    self.tap(_OFFICERS[0], f"v=1&do=claim&case={into.number}")
                self.tap(who, f"v=1&do=merge&case={number}&into={into.number}")
        self.say_yes(asked)

    @rule(who=officers, index=any_index, outcome=st.sampled_from(_OUTCOMES))
    def close(self, who: int, index: int, outcome: str) -> None:
        numbers = self._numbers()
        if numbers:
            case = numbers[index % len(numbers)]
            for act in ("claim", "going", "arrived"):
                self.tap(who, f"v=1&do={act}&case={case}")
            self.tap(who, f"v=1&do=close&case={case}&outcome={outcome}")
            self.run_clock(0)

    @rule(who=officers, index=any_index, other=any_index)
    def merge(self, who: int, index: int, other: int) -> None:
        numbers = self._numbers()
        if numbers:
            case, into = numbers[index % len(numbers)], numbers[other % len(numbers)]
            self.tap(who, f"v=1&do=merge&case={case}&into={into}")

    @rule(who=officers, index=any_index)
    def unmerge(self, who: int, index: int) -> None:
        merged = [case for case in self._cases() if case.links.merged_into]
        if merged:
            case = merged[index % len(merged)]
            self.tap(who, f"v=1&do=unmerge&case={case.links.merged_into}&from={case.number}")

    # What must hold.

    @invariant()
    def counts_every_share_once(self) -> None:
        logged = [one for one in self._log() if one == Act.SHARED.value]
        assert len(logged) == len(self.shares)
        assert sum(case.shares for case in self._cases()) == len(self.shares)

    @invariant()
    def leaves_nothing_of_the_erased(self) -> None:
        kept = everything(self.client) if self.erased else b""
        for line_id in self.erased:
            assert line_id.encode() not in kept

    @invariant()
    def leads_from_each_merged_case_to_one_that_has_its_shares(self) -> None:
        cases = {case.number: case for case in self._cases()}
        unit = self.handling.unit()
        for case in cases.values():
            shares, details = unit.moves.contents(case.number)
            assert len(shares) <= case.shares
            assert {one.person for one in details} <= {one.person for one in shares}
            sharers = {one.person for one in shares} - {NOBODY}
            assert all(unit.cases.has_shared(one, case.number) for one in sharers)
            assert {one.origin for one in shares} <= {"", *case.links.merged}
            known = [cases[number] for number in case.links.merged]
            assert {one.links.merged_into for one in known} <= {case.number}
            assert sum(one.links.moved_shares for one in known) <= case.shares
            assert not case.links.merged_into or not (case.is_open or shares or case.links.merged)

    # How it is done.

    def remember(
        self, event: Event, facts: Sequence[Fact], calls: Sequence[OutboundMessage]
    ) -> None:
        super().remember(event, facts, calls)
        self.facts = facts
        asked = [
            *(one for fact in facts if isinstance(fact, StillThereAsked) for one in fact.sharers),
            *(fact.to for fact in facts if isinstance(fact, SharerAsked)),
        ]
        assert not [one for one in asked if self.handling.person_of(one.line_id).muted]
        names = {type(fact).__name__ for fact in facts}
        is_place = (
            isinstance(event, LocationSent)
            or (isinstance(event, Pressed) and isinstance(event.command, UsePlace | SayDanger))
            or (isinstance(event, TimerDue) and event.kind == Timer.PLACE_UNANSWERED)
        )
        if is_place and _TAKEN & names:
            self.shares.add(event.id)
        if isinstance(event, PartnerShared) and case_of(self.client, event.id) != REFUSED:
            self.shares.add(event.id)
        if not isinstance(event, TimerDue | PartnerShared):
            self.erased.discard(event.line_id)
            if "Erased" in names:
                self.erased.add(event.line_id)
                self.own_buttons.pop(event.line_id, None)

    def _message(self, who: int) -> str:
        self.number += 1
        self.messages.append((who, str(self.number)))
        return str(self.number)

    def _asked(self, person: Person) -> list[Case]:
        """Return the cases in which an officer waits for the next words of *person*."""
        asked = [
            one
            for one in self._cases()
            if one.asking.question and one.asking.question.to == person.id
        ]
        return [
            one
            for one in asked
            if one.asking.question and one.asking.question.until > self.now + _A_STEP
        ]

    def _numbers(self) -> list[str]:
        return [case.number for case in self._cases()]

    def _cases(self) -> list[Case]:
        return list(admin_queries.cases(self.client, ["TH-14"], only_open=False))

    def _log(self) -> Iterator[str]:
        rows: Any = self.client.xrange(keys.LOG)
        return (fields[b"act"].decode() for _, fields in rows)


@pytest.mark.slow
def test_should_keep_every_promise_in_any_conversation(client: StoreClient) -> None:
    prove(Conversation, client, examples=20, steps=30)
