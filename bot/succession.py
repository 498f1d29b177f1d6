"""Takes over, at a worker's start, what a dead process of this machine had in hand.

By the clock that is done after 30 s without a sign of life; a reply token certainly lives for 15
(docs/decisions/0008)."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from pathlib import Path

import structlog

from store.connection import StoreClient
from store.processes import processes_at, take_from_dead

_log = structlog.get_logger()


def process_name() -> str:
    """Name this process so that no two are alike, on this machine or on others."""
    return f"{socket.gethostname()}:{os.getpid()}"


def place() -> str:
    """Name what must be the same for a process id to mean the same: the boot of the kernel and the
    pid namespace; empty where that cannot be known. Two machines or containers may share a name."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def take_over(client: StoreClient, stream: str, consumers: Sequence[str]) -> None:
    """Let *consumers* of this process have what dead ones here had in hand of *stream*. What has
    this very process's id is of a dead one too, and the consumers take it back by themselves."""
    here = place()
    for process in processes_at(client, stream, here) if here else ():
        pid = process.rpartition(":")[2]
        if process != process_name() and pid.isdigit() and not _lives(int(pid)):
            taken = take_from_dead(client, stream, process, consumers)
            if taken:
                _log.warning("taken over", entries=taken, stream=stream)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
