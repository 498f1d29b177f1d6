"""Which processes take entries, where they run, and what a dead one leaves to the living."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store import keys
from store.connection import StoreClient
from store.stream import GROUP
from store.transaction import script

#: A process says so every few seconds; what died longer ago has been taken over by the clock.
_LIFE_S = 3600


def say_place(client: StoreClient, process: str, place: str) -> None:
    """Say where *process* runs."""
    client.set(keys.place(process), place, ex=_LIFE_S)


def processes_at(client: StoreClient, stream: str, place: str) -> list[str]:
    """Return the processes whose consumers read *stream*, and that ran at *place*."""
    rows: Any = client.xinfo_consumers(stream, GROUP)
    names = sorted({row["name"].decode().rpartition(":")[0] for row in rows})
    return [name for name in names if client.get(keys.place(name)) == place.encode()]


def take_from_dead(client: StoreClient, stream: str, process: str, consumers: Sequence[str]) -> int:
    """Let *consumers* have what a dead process had in hand, for take_back(); give how much."""
    take = script(client, "take_from_dead")
    return int(take(keys=[stream], args=[GROUP, f"{process}:", *consumers], client=client))
