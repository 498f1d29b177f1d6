"""What DATA_DIR remembers of the store that was used last, and the embedded data that lies there.

The file lies beside `appendonlydir`, not in it: whatever is restored there, it stays."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from store.embedded import make_private, store_url
from store.installation import Data

#: The name of the embedded store of a data directory.
EMBEDDED = "embedded"


_FILE = "last_store.json"


_LOG = "appendonlydir"
#: The bytes that are read at a time; a key that lies across two pieces is found in the overlap.
_PIECE, _OVERLAP = 1 << 20, 64


_CASE = re.compile(rb"\{cts\}:case:([0-9S]{1,2}-[0-9]{4}-[0-9]{4,9})")


@dataclass(frozen=True, slots=True)
class Known:
    """The *store* that was used last, by a name without secrets, its data then, and when that was
    recorded (seconds since 1970). *before* is other data that was used earlier, until an operator
    accepts the change."""

    store: str
    data: Data
    at: int = 0
    before: str = ""

    @property
    def seen(self) -> str:
        """Return the time of the record, in words."""
        return f"{datetime.fromtimestamp(self.at, UTC):%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Left:
    """The content of an embedded store's data directory: the number of cases, and when it was
    written."""

    cases: int
    at: int


def store_name(url: str, data_dir: Path) -> str:
    """Return the name of a store, without its password."""
    if not url or url == store_url(data_dir):
        return EMBEDDED
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix:{parts.path}"
    database = parts.path.strip("/") or parse_qs(parts.query).get("db", ["0"])[0]
    hosts = sorted(parts.netloc.rpartition("@")[2].split(","))  # of a cluster several
    return f"{','.join(map(_address, hosts))}/{database}"


def _address(host: str) -> str:
    parts = urlsplit(f"//{host}")
    return f"{parts.hostname or 'localhost'}:{parts.port or 6379}"


def recall(data_dir: Path) -> Known | None:
    """Return the store that was used last; if no record was written yet, the embedded data that
    lies there."""
    try:
        kept = json.loads((data_dir / _FILE).read_text("utf-8"))
        return Known(kept["store"], Data(**kept["data"]), kept["at"], kept.get("before", ""))
    except OSError:
        left = left_in(data_dir)
        return Known(EMBEDDED, Data(cases=left.cases), left.at) if left.cases else None
    except (ValueError, KeyError, TypeError):  # half a file: as good as none
        return None


def remember(data_dir: Path, known: Known) -> None:
    """Record the store that is used now; a reader finds the old file or the new one."""
    path = make_private(data_dir) / _FILE
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(known)), "utf-8")
    draft.replace(path)


def files_in(data_dir: Path) -> list[Path]:
    """Return the files of a data directory that show that it has data: the embedded store's and
    the note."""
    return sorted([*data_dir.glob(_FILE), *data_dir.glob("*.rdb"), *(data_dir / _LOG).glob("*")])


def left_in(data_dir: Path) -> Left:
    """Count the cases in the files of an embedded store, without starting it."""
    numbers: set[bytes] = set()
    written = 0.0
    for path in sorted((data_dir / _LOG).glob("*.aof")):
        written = max(written, path.stat().st_mtime)
        with path.open("rb") as file:
            before = b""
            while piece := file.read(_PIECE):
                numbers.update(_CASE.findall(before + piece))
                before = piece[-_OVERLAP:]
    return Left(len(numbers), int(written))
