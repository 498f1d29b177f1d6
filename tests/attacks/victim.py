"""LINE beside the attackers: a signed webhook every 200 ms, each on a fresh connection."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from tests.attacks.clients import Target, read_head
from tests.bench.places import places
from tests.bench.results import percentile
from tests.bench.webhooks import bodies, request

_EVERY_S = 0.2
#: LINE gives up after so long, and counts the webhook as lost.
LINE_WAITS_S = 2.0
#: We wait longer, to see how long it would have been.
_PATIENCE_S = 10.0


@dataclass(slots=True)
class Heard:
    """What became of the webhooks."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """Return how many webhooks were sent."""
        return len(self.seconds)

    def ms(self, share: float) -> float:
        """Return a percentile of the milliseconds; a failure took as long as it was waited for."""
        return percentile(self.seconds, share) * 1000


async def knock(target: Target, seconds: float) -> Heard:
    """Send webhooks for so long."""
    heard = Heard()
    asked = [request(body) for body in bodies(places(round(seconds / _EVERY_S)))]
    began = time.perf_counter()
    sent = []
    for number, one in enumerate(asked):
        await asyncio.sleep(began + number * _EVERY_S - time.perf_counter())
        sent.append(asyncio.create_task(_send(target, one, heard)))
    await asyncio.gather(*sent)
    return heard


async def _send(target: Target, asked: bytes, heard: Heard) -> None:
    began = time.perf_counter()
    became = await _became(target, asked)
    took = time.perf_counter() - began
    heard.seconds.append(took)
    if became != "200":
        heard.failures.append(became)
    elif took > LINE_WAITS_S:
        heard.failures.append("too late")


async def _became(target: Target, asked: bytes) -> str:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            reader, writer = await target.connect()
            writer.write(asked)
            answer = await read_head(reader)
            writer.close()
            return str(answer.status)
    except (OSError, EOFError, TimeoutError) as error:
        return type(error).__name__
