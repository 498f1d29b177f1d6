"""`make attacks`: every attack at full size, with LINE's webhooks beside it, as one table.

`python -m tests.attacks pipelined "half heads"` runs those whose names begin so; --seconds N sends
webhooks for so long."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from tests.attacks.attacks import ATTACKS
from tests.attacks.stage import attack, raise_file_limit, stage
from tests.attacks.victim import Heard

_NOBODY = "nobody"


def main() -> None:
    """Attack and print."""
    asked = _asked()
    raise_file_limit()
    wanted = [name for name in ATTACKS if not asked.names or name.startswith(tuple(asked.names))]
    with tempfile.TemporaryDirectory(prefix="cts-attacks-") as directory:
        _attack_all(Path(directory), wanted, asked.seconds)


def _attack_all(directory: Path, wanted: Sequence[str], seconds: float) -> None:
    table = Table(title=f"{os.cpu_count()} cores", box=box.MARKDOWN, title_justify="left")
    for name in ("attack", "clients", "p50 ms", "p95 ms", "slowest ms", "failed", "of"):
        table.add_column(name, justify="left" if name == "attack" else "right")
    with stage(directory) as target:
        _report(table, _NOBODY, 0, attack(target, "", size=0, seconds=seconds))
        for name in wanted:
            size = ATTACKS[name].size
            _report(table, name, size, attack(target, name, size=size, seconds=seconds))
    Console(width=140).print(table)


def _report(table: Table, name: str, size: int, heard: Heard) -> None:
    times = [f"{heard.ms(share):.0f}" for share in (0.5, 0.95, 1.0)]
    print(name, size, *times, heard.failures, flush=True)
    table.add_row(name, str(size), *times, str(len(heard.failures)), str(heard.sent))


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m tests.attacks")
    words.add_argument("names", nargs="*", help="beginnings of names; none: all")
    words.add_argument("--seconds", type=float, default=8.0, help="of webhooks an attack")
    return words.parse_args()


if __name__ == "__main__":
    main()
