"""An operator's files as Word and others leave them: with all that XML 1.0 forbids in each name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from config.settings import Settings

#: A letter stands on each side.
FORBIDDEN = [
    f"ก{chr(code)}ข"
    for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF)
]


def odd_files(directory: Path) -> dict[str, Any]:
    """Write them, and return the settings that name them."""
    own = Settings()
    rows = own.centres_file.read_text("utf-8-sig").splitlines()
    # (A half of a character can be spelled in JSON, and not be written in UTF-8.)
    wrong = "".join(FORBIDDEN).encode("utf-8", "ignore").decode()
    named = [rows[0], *(row.replace("ศูนย์", f"ศูนย์{wrong}") for row in rows[1:])]
    centres, taxonomy = directory / "centres.csv", directory / "taxonomy.json"
    centres.write_text("\n".join(named), "utf-8")
    data = json.loads(own.taxonomy_file.read_text("utf-8"))
    for named_thing in (*data["citizen_categories"], *data["outcomes"]):
        named_thing["th"] += "".join(FORBIDDEN)
    taxonomy.write_text(json.dumps(data).replace("\\u000b", "\v"), "utf-8")
    return {"centres_file": centres, "taxonomy_file": taxonomy}
