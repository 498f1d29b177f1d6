"""The settings that an operator may change, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from config.conversions import (
    add_ca_file,
    base_url,
    ca_file,
    existing_file,
    ip,
    number,
    public_url,
    quiet_hours,
    routing,
    secret_file_paths,
    setting,
    tiles_url,
    with_secret_files,
    yes_or_no,
)

_HERE = Path(__file__).parent
#: The names of this machine, where the service can be tried without https.
LOCAL = ("localhost", "127.0.0.1", "::1")
_FROM_LINE = "LINE Developers console, your Messaging API channel"


class SettingsError(Exception):
    """Raised when settings are missing or cannot be read; the text names all of them at once."""


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
    worker_threads: int = setting(2, number(1, 64))
    sender_threads: int = setting(32, number(1, 64))

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
        problems += _missing(env) if needs_line else []
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


def _missing(env: Mapping[str, str]) -> list[str]:
    needed = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")
    return [f"{name} is missing ({_FROM_LINE})" for name in needed if not env.get(name, "").strip()]


#: Environment variable -> the field that it sets.
VARIABLES: dict[str, Field[Any]] = {
    one.metadata["variable"] or one.name.upper(): one for one in fields(Settings) if one.metadata
}
