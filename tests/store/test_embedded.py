"""The embedded server: one at a time, private, gone with its parent, and it forgets nothing."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from store.exceptions import StoreUnavailable
from store.launcher import (
    FLAGS,
    embedded_store,
    is_running,
    launcher_command,
    make_private,
    server_command,
    server_directory,
    socket_path,
    store_url,
)
from tests.servers import KINDS, Kind, run_server, server_binary

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = [sys.executable, "-m", "store.launcher"]
#: Begins a store, writes, says the server's pid, and waits to be killed.
STARTER = """
import sys, time
from pathlib import Path
import redis
from store.launcher import embedded_store
with embedded_store(Path(sys.argv[1])) as url:
    client = redis.Redis.from_url(url, protocol=2)
    for number in range(100):
        client.rpush("kept", number)
    print(client.info("server")["process_id"], flush=True)
    time.sleep(60)
"""
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


def test_should_run_a_server_for_as_long_as_it_is_needed(tmp_path: Path) -> None:
    with embedded_store(tmp_path / "var") as url:
        during = _client(url).set("a", "1"), is_running(tmp_path / "var")

    assert during == (True, True)
    assert not is_running(tmp_path / "var")


def test_should_keep_what_was_written_for_the_next_one(tmp_path: Path) -> None:
    with embedded_store(tmp_path) as url:
        _client(url).set("a", "1")

    with embedded_store(tmp_path) as url:
        kept = _client(url).get("a")

    assert kept == b"1"


def test_should_reach_a_running_server_and_leave_it_running(tmp_path: Path) -> None:
    with _launched(tmp_path) as server:
        with embedded_store(tmp_path) as url:
            pid = _client(url).info("server")["process_id"]

        assert pid == server.pid
        assert is_running(tmp_path)


def test_should_not_stop_the_server_under_another_user(tmp_path: Path) -> None:
    entered, leaving = threading.Event(), threading.Event()
    answers: list[object] = []

    def use_it() -> None:
        with embedded_store(tmp_path) as url:
            entered.set()
            leaving.wait(10)
            time.sleep(0.3)  # long enough for the other to be gone, if it did not wait
            answers.append(_client(url).ping())

    with embedded_store(tmp_path):
        guest = threading.Thread(target=use_it)
        guest.start()
        assert entered.wait(10)
        leaving.set()
    guest.join()

    assert answers == [True]
    assert not is_running(tmp_path)


def test_should_let_one_launcher_only_hold_a_directory(tmp_path: Path) -> None:
    with _launched(tmp_path) as server:
        second = subprocess.run(
            [*LAUNCHER, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60
        )

        assert second.returncode == 1
        assert f"is held by process {server.pid} (" in second.stderr
        assert second.stderr.count("\n") == 1
        assert is_running(tmp_path)


def test_should_wait_for_a_server_that_is_about_to_stop(tmp_path: Path) -> None:
    with _launched(tmp_path) as first, _launched(tmp_path, wait=False) as second:
        time.sleep(0.2)
        first.terminate()

        _wait_until(lambda: _runs(second, tmp_path))


def test_should_be_free_again_after_the_server_was_killed(tmp_path: Path) -> None:
    with _launched(tmp_path) as server:
        server.kill()
        server.wait()
        left_over = socket_path(tmp_path).exists(), is_running(tmp_path)

    with _launched(tmp_path):
        running = is_running(tmp_path)

    assert left_over == (True, False)
    assert running


@ON_LINUX
def test_should_end_with_a_killed_starter_and_lose_nothing_acknowledged(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert starter.stdout is not None
    assert int(starter.stdout.readline()) == _pid(tmp_path)

    starter.kill()
    starter.wait()
    starter.stdout.close()

    _wait_until(lambda: not is_running(tmp_path))
    with embedded_store(tmp_path) as url:
        assert _client(url).lrange("kept", 0, -1) == [b"%d" % number for number in range(100)]


@ON_LINUX
def test_should_not_start_for_a_parent_that_is_gone_already(tmp_path: Path) -> None:
    command = [*LAUNCHER, "--die-with-parent", "1", str(tmp_path)]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)

    assert ended.returncode == 1
    assert not is_running(tmp_path)


def test_should_leave_ctrl_c_to_the_parent(tmp_path: Path) -> None:
    with embedded_store(tmp_path):
        assert os.getpgid(_pid(tmp_path)) != os.getpgrp()


@ON_LINUX
def test_should_hand_no_environment_and_no_stdout_to_the_server(tmp_path: Path) -> None:
    secret = {**os.environ, "LINE_CHANNEL_SECRET": "invented"}

    with _launched(tmp_path, env=secret) as server:
        environment = Path(f"/proc/{server.pid}/environ").read_bytes()
        server.terminate()
        output, log = server.communicate()

    assert b"invented" not in environment
    assert (output, b"Ready to accept connections" in log) == (b"", True)


def test_should_keep_directory_socket_and_files_from_all_others(tmp_path: Path) -> None:
    loose = tmp_path / "var"
    loose.mkdir(mode=0o755)

    with embedded_store(loose) as url:
        _client(url).set("a", "1")
        modes = {path: _mode(path) for path in [loose, *loose.rglob("*")]}

    assert modes[loose] == modes[loose / "store.sock"] == 0o700
    assert {mode & 0o077 for mode in modes.values()} == {0}


def test_should_refuse_a_directory_that_all_users_share(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)

    with pytest.raises(StoreUnavailable, match="shared by all users"), embedded_store(shared):
        pass

    assert _mode(shared) == 0o1777


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_should_refuse_a_directory_of_another_user(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, -1)

    with pytest.raises(StoreUnavailable, match="run this as its owner"), embedded_store(tmp_path):
        pass


def test_should_serve_a_directory_whose_path_no_socket_can_hold(tmp_path: Path) -> None:
    data_dir = tmp_path / ("ศูนย์ ก" * 3) / ("x" * 100)
    place = server_directory(data_dir)

    try:
        with embedded_store(data_dir) as url:
            _client(url).set("a", "1")
            mode, names = _mode(place), sorted(path.name for path in place.iterdir())
        with embedded_store(data_dir) as url:
            kept = _client(url).get("a")
    finally:
        shutil.rmtree(place)

    assert (mode, names, kept) == (0o700, ["store.sock"], b"1")
    assert not place.is_relative_to(data_dir)
    assert (data_dir / "appendonlydir").is_dir()


def test_should_tell_every_process_the_same_socket(tmp_path: Path) -> None:
    data_dir = tmp_path / ("x" * 120)
    question = "import sys, pathlib; from store.launcher import socket_path as p;"
    question += "print(p(pathlib.Path(sys.argv[1])))"

    answer = subprocess.run(
        [sys.executable, "-c", question, os.path.relpath(data_dir, ROOT)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert answer.strip() == str(socket_path(data_dir))
    assert len(answer.strip()) <= 103


def test_should_not_trust_a_place_that_someone_else_prepared(tmp_path: Path) -> None:
    data_dir = tmp_path / ("x" * 120)
    place = server_directory(data_dir)
    place.symlink_to(tmp_path)

    try:
        with pytest.raises(StoreUnavailable), embedded_store(data_dir):
            pass
    finally:
        place.unlink()

    assert not (tmp_path / "store.sock").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_should_have_every_flag_in_force(tmp_path: Path, kind: Kind) -> None:
    expected = {**FLAGS, "dir": str(tmp_path), "unixsocket": str(socket_path(tmp_path))}
    server = subprocess.Popen(
        server_command(server_binary(kind), tmp_path), stdout=subprocess.DEVNULL
    )

    try:
        _wait_until(lambda: is_running(tmp_path))
        found = _client(store_url(tmp_path)).config_get(*expected)
    finally:
        server.kill()
        server.wait()

    assert found == expected
    assert (found["appendfsync"], found["aof-use-rdb-preamble"]) == ("always", "no")


@pytest.mark.slow
@pytest.mark.parametrize(("writer", "reader"), [KINDS, KINDS[::-1]], ids=["to redis", "to valkey"])
def test_should_write_a_directory_that_the_other_server_reads(
    tmp_path: Path, writer: Kind, reader: Kind
) -> None:
    with run_server(writer, tmp_path) as server, contextlib.closing(server.client()) as client:
        _fill(client)
        client.bgrewriteaof()
        _wait_until(lambda: not client.info("persistence")["aof_rewrite_in_progress"])
        client.set("after the rewrite", "1")
        before = _contents(client)

    with run_server(reader, tmp_path) as server, contextlib.closing(server.client()) as client:
        after = _contents(client)

    assert len(before) == 6
    assert after == before


def test_should_load_a_log_that_a_power_cut_ended_in_the_middle(tmp_path: Path) -> None:
    with embedded_store(tmp_path) as url:
        _client(url).mset({"first": "1"})
        _client(url).mset({"second": "2"})
    log = next(tmp_path.glob("appendonlydir/*.incr.aof"))
    log.write_bytes(log.read_bytes()[:-3])

    with embedded_store(tmp_path) as url:
        kept = _client(url).mget("first", "second")

    assert kept == [b"1", None]


def test_should_say_why_it_cannot_load_its_data(tmp_path: Path) -> None:
    with embedded_store(tmp_path) as url:
        _client(url).set("a", "1")
    log = next(tmp_path.glob("appendonlydir/*.incr.aof"))
    log.write_bytes(b"nonsense\r\n" + log.read_bytes())

    with pytest.raises(StoreUnavailable, match="Bad file format"), embedded_store(tmp_path):
        pass


def test_should_use_the_server_on_path_where_the_wheel_is_missing(tmp_path: Path) -> None:
    binary = server_binary("redis")
    command = [sys.executable, "-S", "-m", "store.launcher", str(tmp_path)]

    with _launched(tmp_path, command=command, env={"PATH": str(binary.parent)}):
        about = _client(store_url(tmp_path)).info("server")

    assert str(about["executable"]).endswith("redis-server")


def test_should_say_what_to_install_where_there_is_no_server(tmp_path: Path) -> None:
    command = [sys.executable, "-S", "-m", "store.launcher", str(tmp_path / "var")]

    ended = subprocess.run(
        command, cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True, timeout=60
    )

    assert ended.returncode == 1
    assert "install one of them or set REDIS_URL" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_should_start_with_this_very_interpreter_and_die_with_this_process(tmp_path: Path) -> None:
    command = launcher_command(tmp_path)

    assert command[0] == sys.executable
    assert command[-3:] == ["--die-with-parent", str(os.getpid()), str(tmp_path)]


def test_should_make_missing_parents_of_a_private_directory(tmp_path: Path) -> None:
    made = make_private(tmp_path / "a" / "b")

    assert (made, _mode(made)) == (tmp_path / "a" / "b", 0o700)


@contextlib.contextmanager
def _launched(
    data_dir: Path,
    *,
    wait: bool = True,
    command: list[str] | None = None,
    env: dict[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(
        command or launcher_command(data_dir),
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with server:
        try:
            if wait:
                _wait_until(lambda: is_running(data_dir))
            yield server
        finally:
            server.kill()


def _fill(client: redis.Redis) -> None:
    client.hset("hash", mapping={"place": "ถนน" * 40, **{str(n): "x" for n in range(200)}})
    client.zadd("queue", {"14-6911-0042": 1.5})
    client.sadd("sharers", *range(3000))
    client.geoadd("places", (100.5, 13.75, "14-6911-0042"))
    for number in range(20):
        client.xadd("inbox", {"body": str(number)})
    client.xgroup_create("inbox", "workers", "0")
    client.xreadgroup("workers", "one", {"inbox": ">"}, count=5)


def _contents(client: redis.Redis) -> dict[bytes | str, object]:
    contents: dict[bytes | str, object] = {key: client.type(key) for key in client.keys("*")}
    contents[b"hash"] = client.hgetall("hash")
    contents[b"queue"] = client.zrange("queue", 0, -1, withscores=True)
    contents[b"sharers"] = client.smembers("sharers")
    pending = client.xpending_range("inbox", "workers", "-", "+", 10)
    contents[b"inbox"] = client.xrange("inbox"), [entry["message_id"] for entry in pending]
    return contents


def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, protocol=2)


def _pid(data_dir: Path) -> int:
    return int(_client(store_url(data_dir)).info("server")["process_id"])


def _runs(server: subprocess.Popen[bytes], data_dir: Path) -> bool:
    """Return whether *server* answers there; one that is about to stop may hang up in the
    middle."""
    with contextlib.suppress(redis.ConnectionError):
        return is_running(data_dir) and _pid(data_dir) == server.pid
    return False


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not done():
        assert time.monotonic() < deadline, "it did not come true within 10 seconds"
        time.sleep(0.02)
