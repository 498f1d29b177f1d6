"""What lets strangers in though everything works: said by the doctor, and by each start."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from bot.doctor.findings import Finding, Grade, ok, warning, wrong
from bot.doctor.redis_url import of_redis_url
from bot.doctor.weak_secrets import of_secrets
from bot.doctor.web import of_web
from config.loopback import is_loopback
from config.secret import kept_key_file
from config.settings import Settings
from store.marker import files_in

_OTHERS = stat.S_IRWXO
_log = structlog.get_logger()


def of_safety(settings: Settings) -> Iterator[Finding]:
    """Check secrets, the ways out of this machine, the user, and who may read our files."""
    found = [
        *of_secrets(settings),
        *of_redis_url(settings.redis_url),
        *_plain_http(settings),
        *_of_root(),
        *_of_data_dir(settings.data_dir),
        *_of_files(_secret_files(settings)),
    ]
    yield from found or [ok("safety", "secrets, ways out, user and files keep strangers out")]


def dangers(settings: Settings) -> list[Finding]:
    """Return what a start warns of. An address of our pages on this machine is how the service is
    tried: the doctor speaks of it, a start does not."""
    found = list(of_safety(settings))
    if not is_loopback(urlsplit(settings.public_url).hostname):
        found.append(of_web(settings))
    return [one for one in found if one.grade is not Grade.OK]


def warn_of(found: Iterable[Finding]) -> None:
    """Log a line for each."""
    for one in found:
        _log.warning("not safe", check=one.check, says=one.says, do=one.do)


def _plain_http(settings: Settings) -> Iterator[Finding]:
    """Look at the addresses that are sent the access token, or photos."""
    bases = {
        "LINE_API_BASE": settings.api_base,
        "LINE_DATA_API_BASE": settings.data_api_base,
    }
    for name, base in bases.items():
        try:
            address = urlsplit(base)
        except ValueError:  # calls fail, and say so
            continue
        if address.scheme == "http" and not is_loopback(address.hostname):
            says = "is http: the access token and all messages can be read on the way"
            yield warning(name, says, "set it to an https address, or unset it for LINE's own")


def _of_root() -> Iterator[Finding]:
    if os.geteuid() == 0:
        says = "runs as root: a fault in the service would be one in the whole machine"
        yield warning("user", says, "run it as a user of its own, who owns DATA_DIR alone")


def _of_data_dir(data_dir: Path) -> Iterator[Finding]:
    mode = _mode(data_dir)
    if mode & (stat.S_IRWXG | _OTHERS):
        do = f"chmod 700 {data_dir}"
        yield wrong("data directory", f"{data_dir} is open to others (mode {mode:o})", do)


def _secret_files(settings: Settings) -> dict[Path, str]:
    """Return the files that hold secrets or cases, each with the check that it belongs to."""
    ours = [kept_key_file(settings.data_dir), *files_in(settings.data_dir)]
    named = {path: name for name, path in settings.secret_files.items()}
    return dict.fromkeys(ours, "data directory") | named


def _of_files(files: dict[Path, str]) -> Iterator[Finding]:
    for path, check in files.items():
        mode = _mode(path)
        if mode & _OTHERS:
            says = f"{path} can be read by every user of this machine (mode {mode:o})"
            yield warning(
                check, says, f"give it to the service's user alone: chown, chmod 600 {path}"
            )


def _mode(path: Path) -> int:
    """Return who may do what with a file; nobody anything where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0
