"""Settings: all that is wrong is said at once, and no secret is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from config.settings import VARIABLES, Settings, SettingsError, cores, workers_for

LINE = {"LINE_CHANNEL_SECRET": "s3cret", "LINE_CHANNEL_ACCESS_TOKEN": "t0ken"}


def test_should_have_a_default_for_everything_but_lines_secrets() -> None:
    settings = Settings.from_env(LINE)

    assert (settings.port, settings.routing, settings.national_centre) == (8000, "nearest", "TH-10")
    assert settings.centres_file.is_file()
    assert settings.taxonomy_file.is_file()


def test_should_name_everything_that_is_missing_or_wrong_at_once() -> None:
    env = {"PORT": "eighty", "CLAIM_MINUTES": "0", "ROUTING": "random", "CENTRES_FILE": "nowhere"}

    with pytest.raises(SettingsError) as raised:
        Settings.from_env(env)

    for name in (*LINE, *env):
        assert name in str(raised.value)


def test_should_not_ask_commands_for_lines_secrets() -> None:
    assert Settings.from_env({}, needs_line=False).channel_secret == ""


@pytest.mark.parametrize(
    ("said", "read"), [("yes", True), ("YES", True), ("no", False), (" ", False)]
)
def test_should_send_hsts_for_subdomains_where_it_is_asked_for(said: str, read: bool) -> None:
    env = {**LINE, "PUBLIC_URL": "https://share.example", "HSTS_SUBDOMAINS": said}

    assert Settings.from_env(env).hsts_subdomains is read
    assert Settings.from_env(LINE).hsts_subdomains is False
    assert Settings.from_env({**LINE, "HSTS_SUBDOMAINS": "no"}).hsts_subdomains is False


@pytest.mark.parametrize(
    ("said", "public_url", "reason"),
    [
        ("maybe", "https://share.example", "yes or no"),
        ("1", "https://share.example", "yes or no"),
        ("includeSubDomains", "https://share.example", "yes or no"),
        ("yes", "http://share.example", "PUBLIC_URL must begin with https://"),
        ("yes", "", "PUBLIC_URL must begin with https://"),
    ],
)
def test_should_send_hsts_for_subdomains_over_https_alone(
    said: str, public_url: str, reason: str
) -> None:
    with pytest.raises(SettingsError, match=f"HSTS_SUBDOMAINS: .*{reason}"):
        Settings.from_env({**LINE, "PUBLIC_URL": public_url, "HSTS_SUBDOMAINS": said})


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8e3", "๘๐", " 80 81"])
def test_should_refuse_a_port_that_is_none(port: str) -> None:
    with pytest.raises(SettingsError):
        Settings.from_env({**LINE, "PORT": port})


@pytest.mark.parametrize(
    ("said", "read"), [("1", 1), ("64", 64), (" 3 ", 3), ("", Settings().workers)]
)
def test_should_start_as_many_workers_as_are_asked_for(said: str, read: int) -> None:
    assert Settings.from_env({**LINE, "WORKERS": said}).workers == read


@pytest.mark.parametrize("workers", ["0", "65", "-1", "2.5", "two", "๒"])
def test_should_refuse_a_number_of_workers_that_is_none(workers: str) -> None:
    with pytest.raises(SettingsError, match="WORKERS: a whole number from 1 to 64"):
        Settings.from_env({**LINE, "WORKERS": workers})


@pytest.mark.parametrize(("of", "workers"), [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (128, 4)])
def test_should_leave_a_core_to_the_others(of: int, workers: int) -> None:
    assert workers_for(of) == workers


@pytest.mark.parametrize(
    ("quota", "count"),
    [
        ("100000 100000\n", 1),
        ("50000 100000\n", 1),
        ("max 100000\n", len(os.sched_getaffinity(0))),
        ("6400000 100000\n", len(os.sched_getaffinity(0))),
        ("", len(os.sched_getaffinity(0))),
    ],
)
def test_should_count_the_cores_of_a_container(tmp_path: Path, quota: str, count: int) -> None:
    (tmp_path / "cpu.max").write_text(quota)

    assert cores(tmp_path / "cpu.max") == count
    assert cores(tmp_path / "none") == len(os.sched_getaffinity(0))


def test_should_link_to_the_port_unless_there_is_a_public_url() -> None:
    assert Settings.from_env({**LINE, "PORT": "81"}).public_url == "http://localhost:81"
    public = Settings.from_env({**LINE, "PUBLIC_URL": "https://share.example/"})
    assert public.public_url == "https://share.example"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("https://Share.Example:443", "https://share.example"),
        ("https://share.example:8443/", "https://share.example:8443"),
        ("http://localhost:80", "http://localhost"),
        ("https://แชร์.ไทย", "https://xn--b3c4cuezb.xn--o3cw4h"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://name:word@share.example/bot", "https://share.example/bot"),
    ],
)
def test_should_write_the_public_url_as_browsers_do(given: str, read: str) -> None:
    assert Settings.from_env({**LINE, "PUBLIC_URL": given}).public_url == read


@pytest.mark.parametrize("given", ["share.example", "https://", "https://a:99999", "https://a..b"])
def test_should_refuse_a_public_url_that_is_none(given: str) -> None:
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        Settings.from_env({**LINE, "PUBLIC_URL": given})


def test_should_take_an_empty_variable_for_an_absent_one() -> None:
    assert Settings.from_env({**LINE, "PORT": "  "}).port == 8000


def test_should_never_show_a_secret() -> None:
    env = {**LINE, "REDIS_URL": "redis://:passw0rd@h", "SECRET_KEY": "k3y", "METRICS_TOKEN": "m3t"}

    shown = repr(Settings.from_env(env))

    assert not any(secret in shown for secret in ("s3cret", "t0ken", "passw0rd", "k3y", "m3t"))


def test_should_explain_every_variable() -> None:
    page = Path("docs/settings.md").read_text("utf-8")

    assert len(VARIABLES) > 20
    assert {name for name in VARIABLES if f"`{name}`" not in page} == set()


#: What may lie in a file, and the setting that it becomes.
SECRETS = {
    "LINE_CHANNEL_SECRET": "channel_secret",
    "LINE_CHANNEL_SECRET_OLD": "channel_secret_old",
    "LINE_CHANNEL_ACCESS_TOKEN": "channel_access_token",
    "SECRET_KEY": "secret_key",
    "SECRET_KEY_OLD": "secret_key_old",
    "REDIS_URL": "redis_url",
    "METRICS_TOKEN": "metrics_token",
}


def test_should_read_each_secret_from_its_file(tmp_path: Path) -> None:
    env = {}
    for name in SECRETS:
        (tmp_path / name).write_text(f"redis://{name}\n")
        env[f"{name}_FILE"] = str(tmp_path / name)

    settings = Settings.from_env(env)

    read = {name: getattr(settings, field) for name, field in SECRETS.items()}
    assert read == {name: f"redis://{name}" for name in SECRETS}
    assert {name: settings.paths()[f"{name}_FILE"] for name in SECRETS} == {
        name: tmp_path / name for name in SECRETS
    }
    assert "redis://" not in repr(settings)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("kept", [b"", b" \n", b"\xff\xfe", None], ids=repr)
def test_should_refuse_a_file_that_holds_no_secret(
    tmp_path: Path, name: str, kept: bytes | None
) -> None:
    path = tmp_path / "secret"
    if kept is not None:
        path.write_bytes(kept)

    with pytest.raises(SettingsError, match=f"{name}_FILE: "):
        Settings.from_env({**LINE, name: "", f"{name}_FILE": str(path)})


def test_should_refuse_a_secret_that_is_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("other")

    with pytest.raises(SettingsError, match="both set") as raised:
        Settings.from_env({**LINE, "LINE_CHANNEL_SECRET_FILE": str(path)})

    assert "other" not in str(raised.value)


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("", "0.0.0.0:8000"),
        ("127.0.0.1", "127.0.0.1:8000"),
        ("::", "[::]:8000"),
        ("[::1]", "[::1]:8000"),
    ],
)
def test_should_listen_where_it_is_told(bind: str, address: str) -> None:
    assert Settings.from_env({**LINE, "BIND": bind}).address == address


@pytest.mark.parametrize("bind", ["localhost", "1.2.3", "0.0.0.0:80", "*"])
def test_should_refuse_what_is_no_address_of_a_machine(bind: str) -> None:
    with pytest.raises(SettingsError, match="BIND"):
        Settings.from_env({**LINE, "BIND": bind})
