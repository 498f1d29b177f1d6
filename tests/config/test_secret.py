"""The key: the operator's, or one that is made once."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.secret import secret_key
from config.settings import Settings


def test_should_give_the_key_that_is_set_and_write_nothing(tmp_path: Path) -> None:
    key = secret_key(Settings(secret_key="of the operator", data_dir=tmp_path))

    assert key == b"of the operator"
    assert list(tmp_path.iterdir()) == []


def test_should_make_a_key_once_and_keep_it_to_ourselves(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new" / "var")

    first, second = secret_key(settings), secret_key(settings)

    file = settings.data_dir / "secret_key"
    assert first == second == file.read_bytes()
    assert len(first) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    assert list(settings.data_dir.iterdir()) == [file]


def test_should_give_one_key_to_all_who_ask_at_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var")

    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: secret_key(settings), range(64)))

    assert len(keys) == 1
    assert len(list(settings.data_dir.iterdir())) == 1


def test_should_make_another_key_for_another_directory(tmp_path: Path) -> None:
    keys = {secret_key(Settings(data_dir=tmp_path / name)) for name in ("one", "two")}

    assert len(keys) == 2
