"""Secrets that lie in files, as container platforms and systemd hand them over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

#: What may be named by its file instead: LINE_CHANNEL_SECRET_FILE=/run/secrets/line.
NAMES = (
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_SECRET_OLD",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "SECRET_KEY",
    "SECRET_KEY_OLD",
    "REDIS_URL",
    "METRICS_TOKEN",
)


def with_secret_files(env: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return *env* with what the files say in place of their names, and what is wrong with them;
    no sentence has a word of a file."""
    known, problems = dict(env), []
    for name in NAMES:
        path = known.get(f"{name}_FILE", "").strip()
        if not path:
            continue
        if known.get(name, "").strip():
            problems.append(f"{name} and {name}_FILE are both set; unset one")
            continue
        try:
            known[name] = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{name}_FILE: {_reason(error)}")
            continue
        if not known[name]:
            problems.append(f"{name}_FILE: the file is empty")
    return known, problems


def secret_file_paths(env: Mapping[str, str]) -> dict[str, Path]:
    """Return the files by their variables, for a process that runs in another folder."""
    named = {f"{name}_FILE": env.get(f"{name}_FILE", "").strip() for name in NAMES}
    return {name: Path(path) for name, path in named.items() if path}


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()
    return "the file is no text"
