"""The doctor's look at the store's server: does it take writes, how fast, and has it room."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.findings import Finding, ok, warning, wrong
from store.connection import StoreClient
from store.errors import StoreError, trouble_of
from store.probe import ServerState, server_state, try_write

#: LINE waits two seconds, and the web 0.8 for one answer of the store.
SLOW_WRITE_S = 0.1
#: Above this part of its memory somebody should give it more.
_NEARLY_FULL = 0.8
_MIB = 1024**2


def of_server(client: StoreClient) -> Iterator[Finding]:
    """Check that the server takes writes; what reads goes on where it does not."""
    written = try_write(client)
    if written.trouble:
        says = f"takes no writes: {written.trouble.says} ({written.trouble.word})"
        yield wrong("store writes", says, written.trouble.do)
    else:
        yield of_latency("store writes", written.seconds)
    try:
        yield from _of_state(server_state(client))
    except StoreError as error:
        trouble = trouble_of(error)
        yield warning("store memory", f"not known: {trouble.says} ({trouble.word})", trouble.do)


def of_latency(check: str, seconds: float) -> Finding:
    """Judge how long a write took until it was kept."""
    says = f"kept within {seconds * 1000:.0f} ms"
    if seconds < SLOW_WRITE_S:
        return ok(check, says)
    do = "give the store a quicker disk or network: webhooks wait for it, from 0.8 s in vain"
    return warning(check, f"{says}, which is slow", do)


def _of_state(state: ServerState) -> Iterator[Finding]:
    if not state.writes_its_log:
        yield wrong("store disk", "the last write of its log failed", "make room on its disk")
    if state.delayed_fsyncs:
        says = f"its disk was too slow {state.delayed_fsyncs} times since it started"
        yield warning("store disk", says, "give the store a quicker disk")
    used = f"{state.memory / _MIB:,.0f} MiB used"
    if not state.limit:
        yield ok("store memory", f"{used}, without a limit of its own")
        return
    says = f"{used} of {state.limit / _MIB:,.0f} MiB"
    if state.memory >= _NEARLY_FULL * state.limit:
        yield warning("store memory", says, "raise maxmemory before the store takes no more")
    else:
        yield ok("store memory", says)
