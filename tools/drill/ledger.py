"""What people did in the evening and what they read: what must have become of it is held against
this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from simulator.refusals import Json
from simulator.webhooks import event_id, happened_ms
from tools.crowd.deeds import Deed, Sort
from tools.crowd.heard import Heard
from tools.crowd.witness import Witness


@dataclass
class Ledger(Witness):
    """All that a drill is judged by."""

    entered: set[str] = field(default_factory=set)
    """places that an officer sent for a caller"""
    answers: int = 0
    """how often a sharer answered an officer's question"""
    claims: dict[tuple[str, str], int] = field(default_factory=dict)
    """(officer, case) -> when (ms) the officer last pressed claim"""
    claimed: dict[str, int] = field(default_factory=dict)
    """case -> when (ms) the claim was pressed that got it"""
    released: set[str] = field(default_factory=set)
    """cases that an officer gave back"""
    heard: list[Heard] = field(default_factory=list)
    cases: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    given_back: int = 0
    """how many went off duty and gave back all they held"""
    redelivered: int = 0
    signatures: Counter[int] = field(default_factory=Counter)
    """how wrong signatures were answered: status -> times"""
    passed: Counter[str] = field(default_factory=Counter)
    """what went wrong with calls to LINE: its kind -> times"""
    in_vain: int = 0
    """how often an officer waited for an answer in vain"""
    killed: list[str] = field(default_factory=list)

    def did(self, deed: Deed, event: Json) -> None:
        """Keep what somebody did as *event*."""
        super().did(deed, event)
        match deed.sort:
            case Sort.CALLER:
                self.entered.add(event_id(event))
            case Sort.ANSWER:
                self.answers += 1
            case Sort.GIVE_BACK:
                self.given_back += 1
            case Sort.CLAIM:
                self.claims[deed.who, deed.case] = happened_ms(event)
            case Sort.RELEASE:
                self.released.add(deed.case)
            case Sort.AGAIN:
                self.redelivered += 1
            case _:
                pass

    def refused(self, status: int) -> None:
        """Keep how the web answered a body that was signed wrongly."""
        self.signatures[status] += 1

    def took(self, heard: Heard) -> None:
        """Keep what somebody read."""
        self.heard.append(heard)
        self.cases |= heard.cases
        if heard.is_result:
            self.closed |= heard.cases
        got = heard.button("going")
        if got is not None and (heard.to, got.case) in self.claims:
            self.claimed.setdefault(got.case, self.claims[heard.to, got.case])
