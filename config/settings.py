"""The settings that an operator may change, read once from the environment."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

T = TypeVar("T")
_HERE = Path(__file__).parent
#: The names of this machine, where the service can be tried without https.
LOCAL = ("localhost", "127.0.0.1", "::1")
_FROM_LINE = "LINE Developers console, your Messaging API channel"
#: What may lie in a file, as container platforms and systemd hand secrets over:
#: LINE_CHANNEL_SECRET_FILE=/run/secrets/line.
_SECRETS = (
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_SECRET_OLD",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "SECRET_KEY",
    "SECRET_KEY_OLD",
    "REDIS_URL",
    "METRICS_TOKEN",
)
_WITH_TLS = ("rediss://", "rediss+cluster://")


class SettingsError(Exception):
    """Raised when settings are missing or cannot be read; the text names all of them at once."""


def setting(
    default: T, read: Callable[[str], object], *, variable: str = "", secret: bool = False
) -> T:
    """Return a dataclass field that *read* converts from *variable*, or from the variable with the
    field's own name in capitals. A *secret* stays out of the repr."""
    metadata = {"read": read, "variable": variable}
    return field(default=default, repr=not secret, metadata=metadata)


def number(at_least: int, at_most: int) -> Callable[[str], int]:
    """Return the reader of a whole number within two bounds."""

    def convert(text: str) -> int:
        number = int(text) if text.isascii() and text.lstrip("-").isdigit() else None
        if number is None or not at_least <= number <= at_most:
            raise ValueError(f"a whole number from {at_least} to {at_most} is needed")
        return number

    return convert


def yes_or_no(text: str) -> bool:
    """Read a switch."""
    if text.lower() not in ("yes", "no"):
        raise ValueError("yes or no is needed")
    return text.lower() == "yes"


def ip(text: str) -> str:
    """Read an address of this machine, IPv6 with or without brackets."""
    try:
        return str(ip_address(text.removeprefix("[").removesuffix("]")))
    except ValueError:
        raise ValueError("an IP address such as 0.0.0.0, 127.0.0.1 or :: is needed") from None


def quiet_hours(text: str) -> tuple[int, int] | None:
    """Read "22-6": from the hour of 22 until 6 in Bangkok."""
    if text == "none":
        return None
    first, _, end = text.partition("-")
    hours = [int(one) if one.isascii() and one.isdigit() else 24 for one in (first, end)]
    if max(hours) > 23 or hours[0] == hours[1]:
        raise ValueError("two hours such as 22-6, or none, are needed")
    return hours[0], hours[1]


def base_url(text: str) -> str:
    """Read a URL and remove the slash at its end."""
    if not text.startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https:// is needed")
    return text.rstrip("/")


def public_url(text: str) -> str:
    """Read a URL and write its host as browsers write the origin of a form: in small letters, a
    Thai host in ASCII, without the scheme's default port."""
    address = urlsplit(base_url(text))
    if not address.hostname:
        raise ValueError("an address with a host is needed")
    name = address.hostname.encode("idna").decode()
    host = f"[{name}]" if ":" in name else name
    usual = 443 if address.scheme == "https" else 80
    port = "" if address.port in (None, usual) else f":{address.port}"
    return f"{address.scheme}://{host}{port}{address.path}"


def tiles_url(text: str) -> str:
    """Read the URL template of a map's tiles."""
    if not text.startswith("https://") or not all(part in text for part in ("{X}", "{Y}", "{Z}")):
        raise ValueError("an address https://... with {X}, {Y} and {Z} in it is needed")
    return text


def routing(text: str) -> str:
    """Read how the centre of a share is chosen."""
    if text not in ("nearest", "province"):
        raise ValueError("nearest or province is needed")
    return text


def existing_file(text: str) -> Path:
    """Read the path of a file that exists."""
    path = Path(text)
    if not path.is_file():
        raise ValueError("there is no such file")
    return path


def ca_file(text: str) -> Path:
    """Read the path of a file of CA certificates, and load it as the store's client will."""
    path = existing_file(text)
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:  # ssl.SSLError is one
        raise ValueError("no certificate (PEM) can be read from it") from error
    return path


def workers_for(cores: int) -> int:
    """Return how many workers use so many cores well: one core is left to the store, the web and
    the sender, and one store feeds no more than four."""
    return min(max(cores - 1, 1), 4)


def cores(quota_file: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """Return how many cores this process may use, by its affinity and its container's quota."""
    every = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    allowed = len(every) or os.cpu_count() or 1
    try:
        quota, period = map(int, quota_file.read_text("ascii").split())
    except (OSError, ValueError):  # no container, or "max": without a quota
        return allowed
    return min(allowed, max(1, quota // period))


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may change, for the whole process. docs/settings.md says what each means."""

    channel_secret: str = setting("", str, variable="LINE_CHANNEL_SECRET", secret=True)
    channel_secret_old: str = setting("", str, variable="LINE_CHANNEL_SECRET_OLD", secret=True)
    channel_access_token: str = setting("", str, variable="LINE_CHANNEL_ACCESS_TOKEN", secret=True)
    api_base: str = setting("https://api.line.me", base_url, variable="LINE_API_BASE")
    data_api_base: str = setting(
        "https://api-data.line.me", base_url, variable="LINE_DATA_API_BASE"
    )
    basic_id: str = setting("", str, variable="LINE_BASIC_ID")
    redis_url: str = setting("", str, secret=True)
    redis_ca_file: Path | None = setting(None, ca_file)
    data_dir: Path = setting(Path("var"), Path)
    bind: str = setting("0.0.0.0", ip)  # noqa: S104  (a container is reached from outside)
    port: int = setting(8000, number(1, 65535))
    public_url: str = setting("http://localhost:8000", public_url)
    hsts_subdomains: bool = setting(False, yes_or_no)
    secret_key: str = setting("", str, secret=True)
    secret_key_old: str = setting("", str, secret=True)
    centres_file: Path = setting(_HERE / "centres.csv", existing_file)
    taxonomy_file: Path = setting(_HERE / "taxonomy.json", existing_file)
    routing: str = setting("nearest", routing)
    boundaries_file: Path | None = setting(None, existing_file)
    tiles_url: str = setting("", tiles_url)
    national_centre: str = setting("TH-10", str.upper)
    metrics_token: str = setting("", str, secret=True)
    secret_files: Mapping[str, Path] = field(default_factory=dict)
    join_radius_m: int = setting(100, number(1, 5_000))
    join_hours: int = setting(24, number(1, 24 * 30))
    closed_nearby_hours: int = setting(3, number(0, 24))
    merge_radius_m: int = setting(1_000, number(1, 20_000))
    detail_minutes: int = setting(60, number(1, 24 * 60))
    claim_minutes: int = setting(15, number(1, 24 * 60))
    escalate_minutes: int = setting(30, number(1, 24 * 60))
    holder_minutes: int = setting(60, number(1, 24 * 60))
    holder_urgent_minutes: int = setting(20, number(1, 24 * 60))
    quiet_hours: tuple[int, int] | None = setting((22, 6), quiet_hours)
    digest_hour: int = setting(8, number(0, 23))
    digest_weekday: int = setting(0, number(0, 6))
    digest_month_day: int = setting(1, number(1, 28))
    late_hours: int = setting(24, number(1, 24 * 30))
    quota_reserve: int = setting(20, number(0, 100))
    urgent_reserve: int = setting(10, number(0, 100))
    check_in_m: int = setting(500, number(10, 100_000))
    correct_minutes: int = setting(15, number(1, 24 * 60))
    still_there_hours: int = setting(6, number(1, 24 * 7))
    most_asked: int = setting(20, number(0, 500))
    moved_minutes: int = setting(30, number(1, 24 * 60))
    reopen_days: int = setting(7, number(1, 90))
    invitation_days: int = setting(3, number(1, 30))
    code_tries_per_hour: int = setting(5, number(1, 100))
    forget_sharers_days: int = setting(90, number(1, 3650))
    open_case_days: int = setting(180, number(31, 3650))
    forget_people_days: int = setting(365, number(1, 3650))
    round_place_days: int = setting(365, number(1, 3650))
    case_years: int = setting(5, number(0, 100))
    failed_days: int = setting(30, number(7, 90))
    audit_days: int = setting(90, number(1, 3650))
    photo_days_after_close: int = setting(7, number(1, 60))
    photo_link_minutes: int = setting(15, number(1, 24 * 60))
    copy_link_minutes: int = setting(15, number(1, 60))
    shares_per_10_min: int = setting(5, number(1, 1_000))
    shares_per_day: int = setting(20, number(1, 10_000))
    urgent_per_10_min: int = setting(3, number(1, 1_000))
    urgent_per_day: int = setting(10, number(1, 10_000))
    messages_per_minute: int = setting(30, number(5, 10_000))
    prank_days: int = setting(180, number(1, 3650))
    sign_in_minutes: int = setting(10, number(1, 10))
    session_idle_minutes: int = setting(30, number(1, 60))
    session_hours: int = setting(12, number(1, 12))
    sign_ins_per_minute: int = setting(10, number(1, 1_000))
    pages_per_minute: int = setting(120, number(10, 10_000))
    privacy_contact: str = setting("", str)
    privacy_controller: str = setting("", str)
    privacy_officer: str = setting("", str)
    privacy_place: str = setting("", str)
    partner_shares_per_hour: int = setting(120, number(1, 100_000))
    open311_reads_per_minute: int = setting(60, number(1, 100_000))
    web_workers: int = setting(2, number(1, 64))
    workers: int = setting(workers_for(cores()), number(1, 64))
    worker_threads: int = setting(2, number(1, 64))
    sender_threads: int = setting(256, number(1, 512))

    @property
    def life_of_failed(self) -> timedelta:
        """Return how long failed entries are kept: never longer than the sharers that they name."""
        return timedelta(days=min(self.failed_days, self.forget_sharers_days))

    def paths(self) -> dict[str, Path]:
        """Return the paths by their variables, for a process with another working directory."""
        values = {name: getattr(self, one.name) for name, one in VARIABLES.items()}
        given = {name: value for name, value in values.items() if isinstance(value, Path)}
        return {**given, **self.secret_files}

    @property
    def address(self) -> str:
        """Return the web's address as gunicorn takes it."""
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return f"{host}:{self.port}"

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, needs_line: bool = True) -> Settings:
        """Read *env*; commands that never speak to LINE pass ``needs_line=False``."""
        files = secret_file_paths(env)
        env, problems = with_secret_files(env)
        needed = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN") if needs_line else ()
        missing = [name for name in needed if not env.get(name, "").strip()]
        problems += [f"{name} is missing ({_FROM_LINE})" for name in missing]
        values: dict[str, object] = {"secret_files": files}
        for name, one in VARIABLES.items():
            if not env.get(name, "").strip():
                continue
            try:
                values[one.name] = one.metadata["read"](env[name].strip())
            except ValueError as error:
                problems.append(f"{name}: {error}")
        problems += add_ca_file(values)
        if values.get("hsts_subdomains") and not str(values.get("public_url")).startswith("https:"):
            problems.append("HSTS_SUBDOMAINS: PUBLIC_URL must begin with https://")
        if problems:
            raise SettingsError("; ".join(problems))
        values.setdefault("public_url", f"http://localhost:{values.get('port', 8000)}")
        return cls(**values)  # type: ignore[arg-type]  # each converter gives its field's type


def from_environment(*, needs_line: bool = True) -> Settings:
    """Read this process's environment: the one place that does."""
    return Settings.from_env(os.environ, needs_line=needs_line)


def add_ca_file(values: dict[str, object]) -> list[str]:
    """Add the CA file's path to the store's URL in *values*, and return what is wrong with that."""
    path, url = values.get("redis_ca_file"), str(values.get("redis_url", ""))
    if not isinstance(path, Path):
        return []
    if not url.startswith(_WITH_TLS):
        return [f"REDIS_CA_FILE: REDIS_URL must begin with {' or '.join(_WITH_TLS)}"]
    mark = "&" if "?" in url else "?"
    values["redis_url"] = f"{url}{mark}ssl_ca_certs={quote(str(path.resolve()))}"
    return []


def with_secret_files(env: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return *env* with the secrets read from their files, and what is wrong with those; no
    sentence contains a word of a file."""
    known, problems = dict(env), []
    for name in _SECRETS:
        path = known.get(f"{name}_FILE", "").strip()
        if not path:
            continue
        if known.get(name, "").strip():
            problems.append(f"{name} and {name}_FILE are both set; unset one")
            continue
        try:
            known[name] = Path(path).read_text("utf-8").strip()
        except OSError as error:
            problems.append(f"{name}_FILE: {(error.strerror or type(error).__name__).lower()}")
            continue
        except UnicodeDecodeError:
            problems.append(f"{name}_FILE: the file is no text")
            continue
        if not known[name]:
            problems.append(f"{name}_FILE: the file is empty")
    return known, problems


def secret_file_paths(env: Mapping[str, str]) -> dict[str, Path]:
    """Return the secrets' files by their variables, for a process that runs in another folder."""
    named = {f"{name}_FILE": env.get(f"{name}_FILE", "").strip() for name in _SECRETS}
    return {name: Path(path) for name, path in named.items() if path}


#: Environment variable -> the field that it sets.
VARIABLES: dict[str, Field[Any]] = {
    one.metadata["variable"] or one.name.upper(): one for one in fields(Settings) if one.metadata
}
