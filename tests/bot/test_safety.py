"""What lets strangers in is said by the doctor and by each start, and no secret with it."""

from __future__ import annotations

import base64
import json
import os
import random
import secrets
import string
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.doctor.findings import Finding, Grade
from bot.doctor.safety import SHORTEST, check_safety, weakness
from config.secret import secret_key
from config.settings import Settings
from store.launcher import embedded_store
from tests import needs
from tests.servers import ON_ONE_KIND, free_port

_ROOT = Path(__file__).parents[2]
GOOD = "9f2b7c04d1e86a35f0c2d94be7a1538c"
FAR = "203.0.113.5"

Env = dict[str, str]


def found(tmp_path: Path, **env: str) -> list[Finding]:
    """Return what is not well of settings, but for the user that the tests happen to run as."""
    given = {"DATA_DIR": str(tmp_path / "var"), **env}
    rows = list(check_safety(Settings.from_env(given, needs_line=False)))
    assert all(bool(one.do) == (one.grade is not Grade.OK) for one in rows)
    return [one for one in rows if one.grade is not Grade.OK and one.check != "user"]


def checks(rows: list[Finding]) -> list[str]:
    return [one.check for one in rows]


# secrets

WEAK = {
    "a letter": "a",
    "one too short": GOOD[1:],
    "one letter again and again": "a" * 64,
    "two letters": "ab" * 32,
    "few letters": "aabbccddeeffaabbcdefaabbccddeeff",
    "a word again and again": "correcthorse" * 4,
    "a word and a half": "swordfish!" * 3 + "swordf",
    "digits in a row": "0123456789" * 4,
    "the alphabet": string.ascii_letters,
    "the alphabet backwards": string.ascii_lowercase[::-1] + string.digits[::-1],
    "a keyboard": "qwertyuiopasdfghjklzxcvbnm-qwerty",
    "a placeholder": "change-me-please-change-me-please!",
    "words of README": "this-is-my-very-secret-metrics-token",
    "capital words": "YOUR_SECRET_KEY_MUST_BE_AT_LEAST_32_LONG"[:36],
    "blanks": "key" + " " * 60 + "key",
}  # fmt: skip


@pytest.mark.parametrize("name", ["SECRET_KEY", "SECRET_KEY_OLD", "METRICS_TOKEN"])
@pytest.mark.parametrize("secret", WEAK.values(), ids=WEAK.keys())
def test_should_warn_of_a_secret_that_can_be_guessed(
    tmp_path: Path, name: str, secret: str
) -> None:
    (row,) = found(tmp_path, **{name: secret})

    assert (row.check, row.grade) == (name, Grade.WARNING)
    assert secret not in row.says + row.do or len(secret) == 1
    assert "32" in row.do


def test_should_say_the_smallest_length_and_why() -> None:
    says = weakness("short")

    assert f"shorter than {SHORTEST} characters" in says
    assert "found by trying" in says


@pytest.mark.parametrize(
    "made",
    [
        lambda rng: rng.randbytes(16).hex(),
        lambda rng: rng.randbytes(32).hex(),
        lambda rng: base64.b64encode(rng.randbytes(24)).decode(),
        lambda rng: base64.urlsafe_b64encode(rng.randbytes(32)).decode(),
        lambda rng: "".join(rng.choices(string.digits, k=40)),
        lambda rng: "cts-secret-key-" + rng.randbytes(16).hex(),
    ],
    ids=["hex 16", "hex 32", "base64", "url-safe", "digits", "named"],
)
def test_should_never_warn_of_a_random_secret(made: Callable[[random.Random], str]) -> None:
    rng = random.Random(2560)

    warned = [secret for secret in (made(rng) for _ in range(2_000)) if weakness(secret)]

    assert warned == []


def test_should_look_at_the_secret_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("short\n")
    path.chmod(0o600)

    assert checks(found(tmp_path, METRICS_TOKEN_FILE=str(path))) == ["METRICS_TOKEN"]


# the way to the store

NO_PASSWORD, NO_TLS, NO_LOOK = "has no password", "without TLS", "certificate"
URLS: dict[str, tuple[str, ...]] = {
    f"redis://{FAR}:6379/0": (NO_PASSWORD, NO_TLS),
    f"redis://{FAR}": (NO_PASSWORD, NO_TLS),
    f"redis://somebody@{FAR}/0": (NO_PASSWORD, NO_TLS),
    f"redis://:@{FAR}/0": (NO_PASSWORD, NO_TLS),
    f"redis://:hush%40hush@{FAR}/0": (NO_TLS,),
    f"redis://somebody:hush@{FAR}/0": (NO_TLS,),
    f"redis://{FAR}/0?password=hush": (NO_TLS,),
    f"rediss://{FAR}/0": (NO_PASSWORD,),
    f"rediss://:hush@{FAR}/0": (),
    f"rediss://{FAR}/0?ssl_certfile=/etc/cts.pem&ssl_keyfile=/etc/cts.key": (),
    f"rediss://:hush@{FAR}/0?ssl_cert_reqs=none": (NO_LOOK,),
    f"rediss://:hush@{FAR}/0?ssl_cert_reqs=required": (),
    "redis://[2001:db8::5]:6379/0": (NO_PASSWORD, NO_TLS),
    "rediss://:hush@[2001:db8::5]:6379/0": (),
    "redis://store.invalid:6379/0": (NO_PASSWORD, NO_TLS),
    f"redis+cluster://{FAR}:7000,203.0.113.6:7000": (NO_PASSWORD, NO_TLS),
    f"redis+cluster://:hush@{FAR}:7000,203.0.113.6:7000": (NO_TLS,),
    f"redis+cluster://127.0.0.1:7000,{FAR}:7000": (NO_PASSWORD, NO_TLS),
    f"rediss+cluster://{FAR}:7000,203.0.113.6:7000": (NO_PASSWORD,),
    f"rediss+cluster://:hush@{FAR}:7000,[2001:db8::5]:7000": (),
    f"redis+sentinel://:hush@{FAR}:26379,203.0.113.6:26379/cts/0": (NO_TLS,),
    f"rediss+sentinel://:hush@{FAR}:26379,203.0.113.6:26379/cts/0": (),
    "redis://127.0.0.1:6379/0": (),
    "redis://127.8.9.10": (),
    "redis://:6379/0": (),
    "redis://localhost:6379": (),
    "redis://LocalHost.:6379": (),
    "redis://store.localhost": (),
    "redis://127.1:6379": (),  # the resolver knows such forms, and files of names
    "redis://[::1]:6379/0": (),
    "redis://[::ffff:127.0.0.1]:6379/0": (),
    "redis+cluster://127.0.0.1:7000,localhost:7001,[::1]:7002": (),
    "redis+sentinel://localhost:26379,127.0.0.1:26380/cts": (),
    "unix:///run/redis/redis.sock": (),
    "unix://somebody:hush@/run/redis/redis.sock?db=1": (),
    "redis://[broken": (),  # another check's
}


@pytest.mark.parametrize(("url", "expected"), URLS.items(), ids=URLS.keys())
def test_should_warn_of_a_store_that_others_can_listen_to_or_use(
    tmp_path: Path, url: str, expected: tuple[str, ...]
) -> None:
    rows = found(tmp_path, REDIS_URL=url)

    assert len(rows) == len(expected), rows
    assert all(words in row.says for words, row in zip(expected, rows, strict=True))
    assert {row.check for row in rows} <= {"REDIS_URL"}
    assert not any(secret in row.says + row.do for row in rows for secret in ("hush", FAR))


def test_should_take_a_name_for_this_machine_where_its_addresses_are(tmp_path: Path) -> None:
    rows = [line.split() for line in Path("/etc/hosts").read_text().splitlines()]
    names = {name for row in rows if row and row[0].startswith("127.") for name in row[1:]}

    assert [name for name in names if found(tmp_path, REDIS_URL=f"redis://{name}:6379")] == []


# http


@pytest.mark.parametrize("name", ["LINE_API_BASE", "LINE_DATA_API_BASE"])
@pytest.mark.parametrize(
    ("base", "warned"),
    [
        ("http://api.line.invalid", True),
        (f"http://{FAR}:8080/line", True),
        ("http://[2001:db8::5]/", True),
        ("http://localhost.example.invalid", True),
        ("https://api.line.invalid", False),
        ("http://127.0.0.1:8080", False),
        ("http://localhost:8080", False),
        ("http://[::1]:8080", False),
    ],
)
def test_should_warn_of_plain_http_to_line_beyond_this_machine(
    tmp_path: Path, name: str, base: str, warned: bool
) -> None:
    assert checks(found(tmp_path, **{name: base})) == [name] * warned


def test_should_not_warn_of_settings_that_are_not_set(tmp_path: Path) -> None:
    assert found(tmp_path) == []


# the user


@pytest.mark.parametrize(("user", "warned"), [(0, True), (65_534, False)], ids=["root", "nobody"])
def test_should_warn_of_root_alone(user: int, warned: bool) -> None:
    if os.getuid() != 0 and user == 0:
        needs.missing("not run as root")

    with as_user(user):
        rows = list(check_safety(Settings(data_dir=Path("/nowhere"))))

    assert checks(rows) == (["user"] if warned else ["safety"])


@contextmanager
def as_user(user: int) -> Iterator[None]:
    if os.getuid() != 0:  # then we are nobody of that kind already
        yield
        return
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)


# files


@pytest.mark.parametrize(
    ("mode", "warned"),
    [(0o600, False), (0o400, False), (0o640, False), (0o644, True), (0o604, True), (0o666, True)],
    ids=oct,
)
@pytest.mark.parametrize(
    "name",
    ["LINE_CHANNEL_SECRET", "LINE_CHANNEL_SECRET_OLD", "LINE_CHANNEL_ACCESS_TOKEN", "SECRET_KEY",
     "SECRET_KEY_OLD", "METRICS_TOKEN", "REDIS_URL"],
)  # fmt: skip
def test_should_warn_of_a_secret_file_that_everybody_reads(
    tmp_path: Path, name: str, mode: int, warned: bool
) -> None:
    path = tmp_path / "secret"
    path.write_text("redis://127.0.0.1" if name == "REDIS_URL" else GOOD)
    path.chmod(mode)

    rows = found(tmp_path, **{f"{name}_FILE": str(path)})

    assert checks(rows) == [f"{name}_FILE"] * warned
    assert all(str(path) in row.says and GOOD not in row.says for row in rows)


@pytest.mark.parametrize(
    ("mode", "warned"), [(0o700, False), (0o755, True), (0o750, True), (0o707, True)], ids=oct
)
def test_should_find_a_data_dir_wrong_that_is_open_to_others(
    tmp_path: Path, mode: int, warned: bool
) -> None:
    data = tmp_path / "var"
    data.mkdir()
    data.chmod(mode)

    assert [(one.check, one.grade) for one in found(tmp_path)] == [
        ("data directory", Grade.WRONG)
    ] * warned


def test_should_warn_of_the_files_of_the_store_and_the_kept_key(tmp_path: Path) -> None:
    data = tmp_path / "var"
    with embedded_store(data):
        secret_key(Settings(data_dir=data))
    assert found(tmp_path) == []  # as the service makes them

    logs = sorted((data / "appendonlydir").iterdir())
    opened = [data / "secret_key", *logs]
    for path in opened:
        path.chmod(0o644)

    says = [one.says for one in found(tmp_path)]
    assert len(says) == len(opened) > 1
    assert all(any(str(path) in one for one in says) for path in opened)


# both ways to hear of it


def a_careless_setup(tmp_path: Path) -> Env:
    """Return settings of which each is a danger that a running service can have."""
    data, token = tmp_path / "var", tmp_path / "token"
    data.mkdir(mode=0o755)
    data.chmod(0o755)
    token.write_text("hush-hush-access")
    token.chmod(0o644)
    return {
        "LINE_CHANNEL_SECRET": "hush-hush-line",
        "LINE_CHANNEL_ACCESS_TOKEN_FILE": str(token),
        "LINE_API_BASE": "http://api.line.invalid",
        "PUBLIC_URL": "http://share.invalid",
        "SECRET_KEY": "hush-hush-key",
        "METRICS_TOKEN": "hush-hush-token",
        "DATA_DIR": str(data),
        "PORT": str(free_port()),
        "WEB_WORKERS": "1",
    }


CARELESS = {
    "LINE_CHANNEL_ACCESS_TOKEN_FILE",
    "LINE_API_BASE",
    "PUBLIC_URL",
    "SECRET_KEY",
    "METRICS_TOKEN",
    "data directory",
}


@pytest.mark.slow
@pytest.mark.no_cover
@ON_ONE_KIND
@pytest.mark.parametrize("command", ["run", "web", "worker"])
def test_should_log_one_line_for_each_at_a_start(
    tmp_path: Path, command: str, store_url: str
) -> None:
    env = a_careless_setup(tmp_path) | {"REDIS_URL": store_url}

    lines = first_lines(command, env)

    warned = [line["check"] for line in lines if line["event"] == "not safe"]
    expected = CARELESS | ({"user"} if os.geteuid() == 0 else set())
    assert sorted(warned) == sorted(expected)
    assert {line["level"] for line in lines if line["event"] == "not safe"} == {"warning"}
    assert "hush" not in json.dumps(lines)


@pytest.mark.slow
@pytest.mark.no_cover
def test_should_start_without_a_word_where_all_is_well(tmp_path: Path) -> None:
    env = {
        "LINE_CHANNEL_SECRET": secrets.token_hex(16),
        "LINE_CHANNEL_ACCESS_TOKEN": secrets.token_hex(16),
        "LINE_API_BASE": f"http://127.0.0.1:{free_port()}",
        "SECRET_KEY": secrets.token_hex(32),
        "METRICS_TOKEN": secrets.token_urlsafe(32),
        "DATA_DIR": str(tmp_path / "var"),
        "PORT": str(free_port()),
        "REDIS_URL": "",
        "WEB_WORKERS": "1",
    }

    lines = first_lines("run", env)

    assert {line["check"] for line in lines if line["event"] == "not safe"} <= {"user"}


def first_lines(command: str, env: Env) -> list[dict[str, str]]:
    """Start a command, and return its log until it has said what comes after the warnings."""
    words = [f"{name}={value}" for name, value in env.items()]
    process = subprocess.Popen(
        ["/usr/bin/env", *words, sys.executable, "-m", "bot", command],
        cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    guard = threading.Timer(60, process.kill)
    guard.start()
    lines: list[dict[str, str]] = []
    try:
        assert process.stdout is not None
        for text in process.stdout:
            lines.append(json.loads(text))
            if lines[-1]["event"] != "not safe":
                break
    finally:
        guard.cancel()
        process.terminate()
        process.communicate(timeout=60)
    return lines


def test_should_show_a_row_for_each_in_the_doctor(tmp_path: Path, store_url: str) -> None:
    env = a_careless_setup(tmp_path) | {"REDIS_URL": store_url}

    result = CliRunner().invoke(cli, ["doctor"], env=env)

    shown = [line for line in result.stdout.splitlines() if "warning" in line or "wrong" in line]
    missing = {check for check in CARELESS if not any(f" {check} " in line for line in shown)}
    assert missing == set()
    assert "hush" not in result.output
