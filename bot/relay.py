"""What the children of `run` say on stderr, as lines of its log."""

from __future__ import annotations

import re
from typing import IO

import structlog

#: A line of the server's log, or the launcher's last sentence. The dump of a crash has neither
#: form, and it may hold what somebody wrote.
_SAYS = re.compile(r"\d+:[A-Z] \d{2} \w{3} \d{4} [\d:.]+ (?P<how>[.*#-]) (?P<line>.*)")
_LAUNCHER_SAYS = "The embedded store"
#: What the system says of a program that it cannot begin, and Python of its own crash.
_SAFE_TO_TELL = ("env: ", "/usr/bin/env: ", "Fatal Python error: ")
_STORE = "store"
_log = structlog.get_logger()


def relay(child: str, said: IO[bytes]) -> None:
    """Write what a child says on stderr as JSON lines: the store's own, its warnings as such, and
    why a child could not be begun; of all else only that something was said."""
    with said:
        for raw in said:
            line = raw.decode(errors="replace").strip()
            if found := _SAYS.fullmatch(line):
                level = "warning" if found["how"] == "#" else "info"
                getattr(_log, level)("store says", line=found["line"])
            elif line.startswith(_LAUNCHER_SAYS):
                _log.error("store says", line=line)
            elif line.startswith(_SAFE_TO_TELL):
                _log.critical("child says", child=child, line=line)
            elif line and child != _STORE:
                _log.warning("child says", child=child, characters=len(line))
