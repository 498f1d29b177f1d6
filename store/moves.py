"""Shares and details moved from one case to another in Redis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.case import Detail, Share
from store import keys
from store.cases import RedisCases
from store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RedisMoves:
    """cases.ports.Moves on one transaction."""

    tx: Transaction

    def contents(self, number: str) -> tuple[list[Share], list[Detail]]:
        self.tx.read_each([("HGETALL", keys.shares(number)), ("HGETALL", keys.details(number))])
        cases = RedisCases(self.tx)
        return cases.shares(number), cases.details(number)

    def move(
        self, source: str, target: str, shares: Sequence[Share], details: Sequence[Detail]
    ) -> None:
        """Write them into *target*, and take them out of *source*; whose last share goes has not
        shared *source* any more."""
        cases, moved = RedisCases(self.tx), {share.id for share in shares}
        staying = {one.person for one in self.contents(source)[0] if one.id not in moved}
        for share in shares:
            self.tx.write("HDEL", keys.shares(source), share.id)
            cases.put_share(target, share)
        for person in {share.person for share in shares} - staying:
            self.tx.write("ZREM", keys.shared(person), source)
        for detail in details:
            cases.take_detail(source, detail.id)
            cases.put_detail(target, detail)
