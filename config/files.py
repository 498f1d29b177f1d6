"""Settings that name a file: it must be there, and a CA's must hold certificates."""

from __future__ import annotations

import ssl
from pathlib import Path
from urllib.parse import quote

_WITH_TLS = ("rediss://", "rediss+cluster://")


def existing_file(text: str) -> Path:
    """Read the path of a file. Raises ValueError."""
    path = Path(text)
    if not path.is_file():
        raise ValueError("there is no such file")
    return path


def ca_file(text: str) -> Path:
    """Read the path of certificates, as the store's client will. Raises ValueError."""
    path = existing_file(text)
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:  # ssl.SSLError is one
        raise ValueError("no certificate (PEM) can be read from it") from error
    return path


def trust(values: dict[str, object]) -> list[str]:
    """Let the store's url name the CA's file, and return what is wrong with that."""
    path, url = values.get("redis_ca_file"), str(values.get("redis_url", ""))
    if not isinstance(path, Path):
        return []
    if not url.startswith(_WITH_TLS):
        return [f"REDIS_CA_FILE: REDIS_URL must begin with {' or '.join(_WITH_TLS)}"]
    mark = "&" if "?" in url else "?"
    values["redis_url"] = f"{url}{mark}ssl_ca_certs={quote(str(path.resolve()))}"
    return []
