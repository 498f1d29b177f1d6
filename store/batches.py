"""Many reads in few round trips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from store.connection import StoreClient
from store.transaction import Command

#: So many reads a round trip: a long list of replies never lies in the server's memory at once.
_BATCH = 1_000


def replies(client: StoreClient, commands: Iterable[Command]) -> Iterator[Any]:
    """Yield the replies in order, one round trip a batch."""
    rest = iter(commands)
    while batch := list(islice(rest, _BATCH)):
        pipeline = client.pipeline(transaction=False)
        for command in batch:
            pipeline.execute_command(*command)
        yield from pipeline.execute()
