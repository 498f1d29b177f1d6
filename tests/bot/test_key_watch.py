"""Separate containers without one SECRET_KEY refuse each other's photo links: it is said."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.doctor.findings import Grade
from bot.doctor.service import check_data
from bot.heartbeat import KeyWatch, by_key, fingerprint
from config.settings import Settings
from store import keys
from store.connection import StoreClient, connect
from store.installation import fingerprints, record_fingerprint
from tests.servers import free_port


def says(client: StoreClient, tmp_path: Path) -> list[tuple[Grade, str]]:
    found = check_data(Settings(data_dir=tmp_path / "doctor"), client)
    return [(one.grade, one.says) for one in found if one.check == "SECRET_KEY"]


def test_should_say_that_two_containers_made_keys_of_their_own(
    client: StoreClient, tmp_path: Path
) -> None:
    for role in ("web", "worker"):
        with capture_logs() as logged:
            KeyWatch(client, Settings(data_dir=tmp_path / role), role).check()

    ((grade, sentence),) = says(client, tmp_path)

    assert grade is Grade.WRONG
    assert sentence.startswith("not the same everywhere (web ")
    (line,) = logged
    assert (line["log_level"], line["event"]) == ("error", "secret keys differ")
    assert line["process"].startswith("worker ")
    assert line["others"][0].startswith("web ")


@pytest.mark.parametrize("key", ["", "of the operator"])
def test_should_be_content_with_one_key(client: StoreClient, tmp_path: Path, key: str) -> None:
    settings = Settings(data_dir=tmp_path, secret_key=key)

    with capture_logs() as logged:
        KeyWatch(client, settings, "web").check()
        KeyWatch(client, settings, "worker").check()

    assert logged == []
    ((grade, sentence),) = says(client, tmp_path)
    assert grade is Grade.OK
    assert sentence.startswith("the same for web ")


def test_should_keep_no_key_and_forget_who_is_gone(client: StoreClient, tmp_path: Path) -> None:
    settings = Settings(secret_key="of the operator")
    client.hset(keys.SECRET_KEYS, "web gone", "0123456789abcdef 1000")
    unheard = dict(fingerprints(client))

    record_fingerprint(client, "worker here", fingerprint(settings))

    assert unheard == {}
    assert list(client.hgetall(keys.SECRET_KEYS)) == [b"worker here"]
    assert fingerprint(settings) == fingerprint(Settings(secret_key="of the operator"))
    assert "operator" not in fingerprint(settings)


class Once(threading.Event):
    """Is set once somebody waits for it."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def test_should_outlive_a_store_that_is_away(tmp_path: Path) -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}/0", role="web")

    with capture_logs() as logged:
        KeyWatch(away, Settings(data_dir=tmp_path), "web").run(Once())

    assert [line["event"] for line in logged] == ["key not said"]


def test_should_group_by_key() -> None:
    assert by_key({"web a": "1", "worker b": "2", "worker c": "1"}) == [
        ["web a", "worker c"],
        ["worker b"],
    ]
