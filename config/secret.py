"""The secret keys that sign links to photos and hash the ids of rate limits."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from config.settings import Settings

_FILE = "secret_key"
_BYTES = 32


def secret_key(settings: Settings) -> bytes:
    """Return SECRET_KEY, or the one that the first process made and kept in DATA_DIR."""
    return settings.secret_key.encode() if settings.secret_key else _kept_key(settings)


def secret_keys(settings: Settings) -> list[bytes]:
    """Return the keys by which a signature is valid; the first one signs."""
    old = settings.secret_key_old
    return [secret_key(settings), *([old.encode()] if old else [])]


def kept_key_file(data_dir: Path) -> Path:
    """Return the file in which the first process keeps the key that it made."""
    return data_dir / _FILE


def _kept_key(settings: Settings) -> bytes:
    path = kept_key_file(settings.data_dir)
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Link a finished file into place: of two makers one wins, and nobody reads half a key."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(_BYTES).encode())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
