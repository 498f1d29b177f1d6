"""Every number and name an operator may change, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from config.conversions import (
    base_url,
    ip,
    number,
    public_url,
    quiet_hours,
    routing,
    tiles_url,
    yes_or_no,
)
from config.files import ca_file, existing_file, trust
from config.secret_files import secret_file_paths, with_secret_files

_HERE = Path(__file__).parent
#: The hosts that are this very machine: no https is needed to try things there.
LOCAL = ("localhost", "127.0.0.1", "::1")
_FROM_LINE = "LINE Developers console, your Messaging API channel"


class SettingsError(Exception):
    """Raised when settings are missing or cannot be read; the text names all of them at once."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen value for the whole process; secrets stay out of its repr."""

    channel_secret: str = field(default="", repr=False)
    channel_secret_old: str = field(default="", repr=False)
    channel_access_token: str = field(default="", repr=False)
    api_base: str = "https://api.line.me"
    data_api_base: str = "https://api-data.line.me"
    basic_id: str = ""
    redis_url: str = field(default="", repr=False)
    redis_ca_file: Path | None = None
    data_dir: Path = Path("var")
    bind: str = "0.0.0.0"  # noqa: S104  (a container is reached from outside)
    port: int = 8000
    public_url: str = "http://localhost:8000"
    hsts_subdomains: bool = False
    secret_key: str = field(default="", repr=False)
    secret_key_old: str = field(default="", repr=False)
    centres_file: Path = _HERE / "centres.csv"
    taxonomy_file: Path = _HERE / "taxonomy.json"
    routing: str = "nearest"
    boundaries_file: Path | None = None
    tiles_url: str = ""
    national_centre: str = "TH-10"
    metrics_token: str = field(default="", repr=False)
    secret_files: Mapping[str, Path] = field(default_factory=dict)
    join_radius_m: int = 100
    join_hours: int = 24
    merge_radius_m: int = 1_000
    detail_minutes: int = 60
    claim_minutes: int = 15
    escalate_minutes: int = 30
    holder_minutes: int = 60
    holder_urgent_minutes: int = 20
    quiet_hours: tuple[int, int] | None = (22, 6)
    digest_hour: int = 8
    digest_weekday: int = 0
    digest_month_day: int = 1
    late_hours: int = 24
    quota_reserve: int = 20
    urgent_reserve: int = 10
    check_in_m: int = 500
    correct_minutes: int = 15
    still_there_hours: int = 6
    most_asked: int = 20
    moved_minutes: int = 30
    reopen_days: int = 7
    invitation_days: int = 3
    code_tries_per_hour: int = 5
    forget_sharers_days: int = 90
    open_case_days: int = 180
    forget_people_days: int = 365
    round_place_days: int = 365
    case_years: int = 5
    failed_days: int = 30
    audit_days: int = 90
    photo_days_after_close: int = 7
    photo_link_minutes: int = 15
    copy_link_minutes: int = 15
    shares_per_10_min: int = 5
    shares_per_day: int = 20
    urgent_per_10_min: int = 3
    urgent_per_day: int = 10
    messages_per_minute: int = 30
    prank_days: int = 180
    sign_in_minutes: int = 10
    session_idle_minutes: int = 30
    session_hours: int = 12
    sign_ins_per_minute: int = 10
    pages_per_minute: int = 120
    privacy_contact: str = ""
    privacy_controller: str = ""
    privacy_officer: str = ""
    privacy_place: str = ""
    partner_shares_per_hour: int = 120
    open311_reads_per_minute: int = 60
    web_workers: int = 2
    worker_threads: int = 2
    sender_threads: int = 32

    @property
    def life_of_failed(self) -> timedelta:
        """Return how long what failed is kept: it names sharers, so never longer than they are."""
        return timedelta(days=min(self.failed_days, self.forget_sharers_days))

    def paths(self) -> dict[str, Path]:
        """Return the paths by their variables, for a process that runs in another folder."""
        paths = {
            "DATA_DIR": self.data_dir,
            "REDIS_CA_FILE": self.redis_ca_file,
            "CENTRES_FILE": self.centres_file,
            "TAXONOMY_FILE": self.taxonomy_file,
            "BOUNDARIES_FILE": self.boundaries_file,
        }
        given = {name: path for name, path in paths.items() if path is not None}
        return {**given, **self.secret_files}

    @property
    def address(self) -> str:
        """Return where the web listens, as gunicorn takes it."""
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return f"{host}:{self.port}"

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, needs_line: bool = True) -> Settings:
        """Read *env*; commands that never speak to LINE pass ``needs_line=False``."""
        files = secret_file_paths(env)
        env, problems = with_secret_files(env)
        problems += _missing(env) if needs_line else []
        values: dict[str, object] = {"secret_files": files}
        for name, (attribute, convert) in _VARIABLES.items():
            if not env.get(name, "").strip():
                continue
            try:
                values[attribute] = convert(env[name].strip())
            except ValueError as error:
                problems.append(f"{name}: {error}")
        problems += trust(values)
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


#: Environment variable -> field and converter. docs/settings.md says what each means.
_VARIABLES: dict[str, tuple[str, Callable[[str], object]]] = {
    "LINE_CHANNEL_SECRET": ("channel_secret", str),
    "LINE_CHANNEL_SECRET_OLD": ("channel_secret_old", str),
    "LINE_CHANNEL_ACCESS_TOKEN": ("channel_access_token", str),
    "LINE_API_BASE": ("api_base", base_url),
    "LINE_DATA_API_BASE": ("data_api_base", base_url),
    "LINE_BASIC_ID": ("basic_id", str),
    "REDIS_URL": ("redis_url", str),
    "REDIS_CA_FILE": ("redis_ca_file", ca_file),
    "DATA_DIR": ("data_dir", Path),
    "BIND": ("bind", ip),
    "PORT": ("port", number(1, 65535)),
    "PUBLIC_URL": ("public_url", public_url),
    "HSTS_SUBDOMAINS": ("hsts_subdomains", yes_or_no),
    "SECRET_KEY": ("secret_key", str),
    "SECRET_KEY_OLD": ("secret_key_old", str),
    "CENTRES_FILE": ("centres_file", existing_file),
    "TAXONOMY_FILE": ("taxonomy_file", existing_file),
    "ROUTING": ("routing", routing),
    "BOUNDARIES_FILE": ("boundaries_file", existing_file),
    "TILES_URL": ("tiles_url", tiles_url),
    "NATIONAL_CENTRE": ("national_centre", str.upper),
    "METRICS_TOKEN": ("metrics_token", str),
    "JOIN_RADIUS_M": ("join_radius_m", number(1, 5_000)),
    "JOIN_HOURS": ("join_hours", number(1, 24 * 30)),
    "MERGE_RADIUS_M": ("merge_radius_m", number(1, 20_000)),
    "DETAIL_MINUTES": ("detail_minutes", number(1, 24 * 60)),
    "CLAIM_MINUTES": ("claim_minutes", number(1, 24 * 60)),
    "ESCALATE_MINUTES": ("escalate_minutes", number(1, 24 * 60)),
    "HOLDER_MINUTES": ("holder_minutes", number(1, 24 * 60)),
    "HOLDER_URGENT_MINUTES": ("holder_urgent_minutes", number(1, 24 * 60)),
    "QUIET_HOURS": ("quiet_hours", quiet_hours),
    "DIGEST_HOUR": ("digest_hour", number(0, 23)),
    "DIGEST_WEEKDAY": ("digest_weekday", number(0, 6)),
    "DIGEST_MONTH_DAY": ("digest_month_day", number(1, 28)),
    "LATE_HOURS": ("late_hours", number(1, 24 * 30)),
    "QUOTA_RESERVE": ("quota_reserve", number(0, 100)),
    "URGENT_RESERVE": ("urgent_reserve", number(0, 100)),
    "CHECK_IN_M": ("check_in_m", number(10, 100_000)),
    "CORRECT_MINUTES": ("correct_minutes", number(1, 24 * 60)),
    "STILL_THERE_HOURS": ("still_there_hours", number(1, 24 * 7)),
    "MOST_ASKED": ("most_asked", number(0, 500)),
    "MOVED_MINUTES": ("moved_minutes", number(1, 24 * 60)),
    "REOPEN_DAYS": ("reopen_days", number(1, 90)),
    "INVITATION_DAYS": ("invitation_days", number(1, 30)),
    "CODE_TRIES_PER_HOUR": ("code_tries_per_hour", number(1, 100)),
    "FORGET_SHARERS_DAYS": ("forget_sharers_days", number(1, 3650)),
    "OPEN_CASE_DAYS": ("open_case_days", number(31, 3650)),
    "FORGET_PEOPLE_DAYS": ("forget_people_days", number(1, 3650)),
    "ROUND_PLACE_DAYS": ("round_place_days", number(1, 3650)),
    "CASE_YEARS": ("case_years", number(0, 100)),
    "FAILED_DAYS": ("failed_days", number(7, 90)),
    "AUDIT_DAYS": ("audit_days", number(1, 3650)),
    "PHOTO_DAYS_AFTER_CLOSE": ("photo_days_after_close", number(1, 60)),
    "PHOTO_LINK_MINUTES": ("photo_link_minutes", number(1, 24 * 60)),
    "COPY_LINK_MINUTES": ("copy_link_minutes", number(1, 60)),
    "SHARES_PER_10_MIN": ("shares_per_10_min", number(1, 1_000)),
    "SHARES_PER_DAY": ("shares_per_day", number(1, 10_000)),
    "URGENT_PER_10_MIN": ("urgent_per_10_min", number(1, 1_000)),
    "URGENT_PER_DAY": ("urgent_per_day", number(1, 10_000)),
    "MESSAGES_PER_MINUTE": ("messages_per_minute", number(5, 10_000)),
    "PRANK_DAYS": ("prank_days", number(1, 3650)),
    "SIGN_IN_MINUTES": ("sign_in_minutes", number(1, 10)),
    "SESSION_IDLE_MINUTES": ("session_idle_minutes", number(1, 60)),
    "SESSION_HOURS": ("session_hours", number(1, 12)),
    "SIGN_INS_PER_MINUTE": ("sign_ins_per_minute", number(1, 1_000)),
    "PAGES_PER_MINUTE": ("pages_per_minute", number(10, 10_000)),
    "PRIVACY_CONTACT": ("privacy_contact", str),
    "PRIVACY_CONTROLLER": ("privacy_controller", str),
    "PRIVACY_OFFICER": ("privacy_officer", str),
    "PRIVACY_PLACE": ("privacy_place", str),
    "PARTNER_SHARES_PER_HOUR": ("partner_shares_per_hour", number(1, 100_000)),
    "OPEN311_READS_PER_MINUTE": ("open311_reads_per_minute", number(1, 100_000)),
    "WEB_WORKERS": ("web_workers", number(1, 64)),
    "WORKER_THREADS": ("worker_threads", number(1, 64)),
    "SENDER_THREADS": ("sender_threads", number(1, 64)),
}
