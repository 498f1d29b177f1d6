"""How often somebody asks the web for something within a minute, and what it refused."""

from __future__ import annotations

from store import keys
from store.connection import StoreClient

MINUTE_S = 60


def count(client: StoreClient, what: str, who: str) -> int:
    """Count one more of *what* within the minute, and return how many there were."""
    key = keys.web_pace(what, who)
    pipeline = client.pipeline(transaction=True)
    pipeline.incr(key)
    pipeline.expire(key, MINUTE_S, nx=True)
    return int(pipeline.execute()[0])


def tally(client: StoreClient, what: str) -> None:
    """Count for /metrics what was refused."""
    client.hincrby(keys.TALLIES, what, 1)


def begin_turn(client: StoreClient, person: int, life_s: int) -> bool:
    """Take a person's one turn for heavy work; False while another request has it."""
    return bool(client.set(keys.web_turn(person), "1", nx=True, ex=life_s))


def end_turn(client: StoreClient, person: int) -> None:
    """Give it back."""
    client.delete(keys.web_turn(person))
