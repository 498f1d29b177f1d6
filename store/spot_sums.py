"""The cells in which cases were opened, held against the log: their sums, for it has no place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from store import keys
from store.recount import Recount, at_once

#: So many hashes are read in one step of the server.
_AT_ONCE = 20


def wrong_sums(recount: Recount) -> Iterator[str]:
    """Say which sums are not what the log says; a rebuild cannot correct them."""
    kept = {
        key.decode() for key in recount.client.scan_iter(match=keys.spots("*", "*"), count=1_000)
    }
    ordered = iter(sorted(kept | recount.placed.keys()))
    while batch := list(islice(ordered, _AT_ONCE)):
        newest, cells = at_once(recount.client, batch)
        recount.read_to(newest)
        for key, counted in zip(batch, cells, strict=True):
            total = sum(map(int, counted.values()))
            if total != recount.placed[key]:
                yield f"{key}: cases in its cells {total}, by the log {recount.placed[key]}"
