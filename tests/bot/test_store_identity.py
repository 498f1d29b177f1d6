"""A start goes on with this installation's data, or says which is where; none begins an empty
country by mistake."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from bot.__main__ import cli
from bot.app import create_app
from bot.doctor.findings import Grade
from bot.doctor.service import check_data
from bot.store_identity import DataWatch, OtherStore, accept, adopt, months_since
from cases.calendar import local_day
from config import clock
from config.settings import Settings
from store import installation, keys
from store.connection import StoreClient, connect
from store.durability import beat
from store.installation import left_in, recall, remember, store_name
from store.launcher import embedded_store
from store.verify import verify
from tests.builders import AYUTTHAYA, NOW, a_context, a_press, a_share, minutes, near
from tests.handling import Handling
from tests.servers import KINDS, ON_ONE_KIND, Kind, free_port, run_server, server_binary

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(store_url: str, tmp_path: Path) -> Settings:
    """Return an installation with a server of its own."""
    return Settings(redis_url=store_url, data_dir=tmp_path / "var")


def open_case(client: Any, who: int = 1, at: datetime = NOW) -> list[str]:
    """Share a place far from the others; return the numbers in the queue."""
    handling = Handling(client, a_context())
    handling.do(a_share(who, near(AYUTTHAYA, 500 * who), at))
    return sorted(handling.queue("TH-14"))


def test_should_begin_in_a_new_place_without_a_question(
    settings: Settings, client: StoreClient
) -> None:
    with capture_logs() as logged:
        adopt(settings, client)
        adopt(settings, client)

    assert [line["event"] for line in logged] == ["first start here"]
    known = recall(settings.data_dir)
    assert known is not None
    assert known.data.name == installation.read(client).name != ""


def test_should_refuse_a_store_that_was_emptied(settings: Settings, client: Any) -> None:
    adopt(settings, client)
    open_case(client)
    accept(settings, client)
    client.flushall()

    with pytest.raises(OtherStore, match="is empty, but this installation has 1 cases in"):
        adopt(settings, client)


def test_should_refuse_another_number_of_database(settings: Settings, client: Any) -> None:
    open_case(client)
    adopt(settings, client)
    other = replace(settings, redis_url=settings.redis_url.replace("/0", "/1"))

    with connect(other.redis_url, role="command") as empty, pytest.raises(OtherStore) as refused:
        adopt(other, empty)

    assert f"The store at {store_name(other.redis_url, other.data_dir)} is empty" in str(
        refused.value
    )
    assert f"store at {store_name(settings.redis_url, settings.data_dir)}" in str(refused.value)


def test_should_go_on_with_an_empty_store_once_that_was_accepted(
    settings: Settings, client: Any, tmp_path: Path
) -> None:
    open_case(client)
    adopt(settings, client)
    client.flushall()
    env = {"REDIS_URL": settings.redis_url, "DATA_DIR": str(settings.data_dir)}

    accepted = CliRunner().invoke(cli, ["store", "accept"], env=env)
    adopt(settings, client)

    assert accepted.exit_code == 0
    assert accepted.stdout.startswith("This installation goes on with ")


def test_should_say_which_other_data_was_used_before_until_that_is_accepted(
    settings: Settings, client: Any
) -> None:
    open_case(client)
    adopt(settings, client)
    client.delete(keys.INSTALLATION)
    installation.name_it(client)

    with capture_logs() as logged:
        adopt(settings, client)
        adopt(settings, client)
    said = [one.says for one in check_data(settings, client) if one.check == "other data"]
    accept(settings, client)

    assert [line["event"] for line in logged] == ["other data"] * 2
    assert "was used before, with 1 cases" in said[0]
    assert [one.grade for one in check_data(settings, client)] == [Grade.OK]


def test_should_take_data_without_a_name_for_its_own(settings: Settings, client: Any) -> None:
    open_case(client)

    with capture_logs() as logged:
        adopt(settings, client)

    assert [line["event"] for line in logged] == ["first start here"]


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"store": 1}', '{"store": "x", "data": {"a": 1}}']
)
def test_should_take_a_broken_file_for_none(
    settings: Settings, client: StoreClient, kept: str
) -> None:
    adopt(settings, client)
    (settings.data_dir / "last_store.json").write_text(kept)

    adopt(settings, client)

    assert recall(settings.data_dir) is not None


def test_should_start_where_nothing_can_be_remembered(
    settings: Settings, client: StoreClient, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")

    adopt(replace(settings, data_dir=tmp_path / "file" / "var"), client)

    assert installation.read(client).name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("redis://user:secret@cache.example:6380/3", "cache.example:6380/3"),
        ("rediss://:secret@cache.example", "cache.example:6379/0"),
        ("redis://cache.example/?db=2", "cache.example:6379/2"),
        ("redis+cluster://a.example:7000", "a.example:7000/0"),
        ("redis+cluster://:secret@b:7001,a:7000,c", "a:7000,b:7001,c:6379/0"),
        ("unix:///run/redis.sock", "unix:/run/redis.sock"),
        ("", "embedded"),
    ],
)
def test_should_name_a_store_without_its_secrets(tmp_path: Path, url: str, name: str) -> None:
    assert store_name(url, tmp_path) == name


# web and worker alone


@pytest.mark.parametrize("command", ["web", "worker"])
def test_should_not_begin_a_store_of_its_own(command: str, tmp_path: Path) -> None:
    data = tmp_path / "var"
    env = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t", "DATA_DIR": str(data),
           "REDIS_URL": ""}  # fmt: skip

    found = CliRunner().invoke(cli, [command], env=env)

    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == (
        f"REDIS_URL is not set, and no embedded store runs in {data}: set it, or start `run`,"
        " which brings a store of its own.\n"
    )
    assert not data.exists()


# run, as a process


@contextmanager
def started(command: str, **changes: str) -> Iterator[subprocess.Popen[str]]:
    given = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t", "REDIS_URL": "",
             "LINE_API_BASE": "http://127.0.0.1:1", "PORT": str(free_port())}  # fmt: skip
    words = [f"{name}={value}" for name, value in {**given, **changes}.items()]
    process = subprocess.Popen(
        ["/usr/bin/env", *words, sys.executable, "-m", "bot", command],
        cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def refused(command: str, **changes: str) -> str:
    """Start a command that ends by itself with 1; return its last line that is not the log's."""
    with started(command, **changes) as process:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 1, said
        return [line for line in said.splitlines() if not line.startswith("{")][-1]


@pytest.mark.slow
@ON_ONE_KIND
@pytest.mark.parametrize("command", ["run", "web", "worker"])
def test_should_not_leave_embedded_data_behind_for_an_empty_store(
    command: str, store_url: str, tmp_path: Path
) -> None:
    with embedded_store(tmp_path) as url, connect(url, role="command") as client:
        open_case(client)

    said = refused(command, DATA_DIR=str(tmp_path), REDIS_URL=store_url)

    assert " is empty, but this installation has 1 cases in the store embedded in " in said
    assert said.endswith("`python -m bot store accept`.")


@pytest.mark.slow
@ON_ONE_KIND
def test_should_not_begin_an_embedded_store_where_another_was_used(
    client: Any, store_url: str, tmp_path: Path
) -> None:
    open_case(client)
    adopt(Settings(redis_url=store_url, data_dir=tmp_path), client)

    said = refused("run", DATA_DIR=str(tmp_path))

    assert said.startswith(f"The store embedded in {tmp_path} is empty, but this installation has")
    assert store_url.removeprefix("redis://") in said


# the alarm of a running worker, and the doctor


def test_should_cry_when_the_store_is_emptied_under_a_running_worker(
    settings: Settings, client: Any
) -> None:
    adopt(settings, client)
    open_case(client)
    watch = DataWatch(client, settings, installation.name_it(client))
    watch.check()
    client.flushall()
    with capture_logs() as logged:
        watch.check()
    beat(client, "worker", clock.now())

    answer = create_app(settings, client).test_client().get("/readyz")

    assert [(line["log_level"], line["event"]) for line in logged] == [
        ("critical", "the store is not the one of the start")
    ]
    assert answer.status_code == 503
    assert answer.get_json()["store"] == "not the one of the start: no data"
    (found,) = check_data(settings, client)
    assert found.grade is Grade.WRONG
    assert "is empty, but this installation has 1 cases" in found.says


def test_should_note_each_minute_how_far_the_data_is(settings: Settings, client: Any) -> None:
    adopt(settings, client)
    watch = DataWatch(client, settings, installation.name_it(client))
    numbers = open_case(client)

    watch.check()

    known = recall(settings.data_dir)
    assert known is not None
    assert (known.data.cases, dict(known.data.numbers)) == (1, {"14-6911": 1})
    assert numbers == ["14-6911-0001"]


def test_should_note_at_the_end_of_a_worker_how_far_the_data_is(
    settings: Settings, client: Any
) -> None:
    adopt(settings, client)
    open_case(client)
    ended = threading.Event()
    ended.set()

    DataWatch(client, settings, installation.name_it(client)).run(ended)

    known = recall(settings.data_dir)
    assert known is not None
    assert known.data.cases == 1


def test_should_say_in_doctor_what_lies_unused_in_the_data_directory(
    settings: Settings, client: Any
) -> None:
    with embedded_store(settings.data_dir) as url, connect(url, role="command") as embedded:
        open_case(embedded)
    accept(settings, client)

    (mine, other) = check_data(settings, client)

    assert (mine.grade, other.grade) == (Grade.OK, Grade.WARNING)
    assert f"the embedded store of {settings.data_dir} holds 1 cases, last written 20" in other.says


# after a restore


def test_should_leave_out_the_numbers_that_were_told_after_the_backup(
    settings: Settings, client: Any
) -> None:
    open_case(client, 1, clock.now())
    adopt(settings, client)
    backup = {key: client.dump(key) for key in client.keys("*")}
    open_case(client, 2, clock.now())
    told = open_case(client, 3, clock.now())[1:]
    DataWatch(client, settings, installation.name_it(client)).check()
    client.flushall()
    for key, value in backup.items():
        client.restore(key, 0, value)

    with capture_logs() as logged:
        adopt(settings, client)
        adopt(settings, client)
    after = open_case(client, 4, clock.now())

    assert [line["event"] for line in logged] == ["older data: numbers skipped"]
    assert not set(after[1:]) & set(told)
    assert after[-1].endswith("-0201")
    assert verify(client) == []


def test_should_see_that_numbers_were_lost_under_a_running_worker(
    settings: Settings, client: Any
) -> None:
    adopt(settings, client)
    open_case(client, 1)
    open_case(client, 2)
    watch = DataWatch(client, settings, installation.name_it(client))
    watch.check()
    client.hset(keys.NUMBERS, "14-6911", 1)  # as a replica that had not heard of the second

    watch.check()

    assert "14-6911-0201" in open_case(client, 3)


def test_should_leave_out_numbers_by_command_where_nothing_was_noted(
    settings: Settings, client: Any
) -> None:
    open_case(client, 1, clock.now())
    env = {"REDIS_URL": settings.redis_url, "DATA_DIR": str(settings.data_dir)}
    day = f"{local_day(clock.now())}"

    found = CliRunner().invoke(cli, ["cases", "skip-numbers", "--since", day], env=env)

    assert (found.exit_code, found.stdout) == (0, "Skipped: 77 counters, in 1 months.\n")
    assert open_case(client, 2, clock.now())[-1].endswith("-2001")
    assert verify(client) == []


def test_should_know_the_months_since_a_backup() -> None:
    found = months_since(datetime(2026, 10, 31, 18, tzinfo=UTC), datetime(2027, 1, 3, tzinfo=UTC))

    assert [f"{day:%Y-%m}" for day in found] == ["2026-11", "2026-12", "2027-01"]


def test_should_refuse_older_data_in_another_store(
    settings: Settings, client: Any, tmp_path: Path
) -> None:
    """REDIS_URL is gone, and an old copy lies where the embedded store looks."""
    open_case(client)
    adopt(settings, client)
    known = recall(settings.data_dir)
    assert known is not None
    remember(settings.data_dir, replace(known, store="elsewhere:6379/0", data=replace(
        known.data, last="9999999999999-0", cases=7)))  # fmt: skip

    with pytest.raises(OtherStore, match=r"holds older data \(1 cases\), but .* 7 cases in"):
        adopt(settings, client)


# from one server to another, by the file


@pytest.mark.slow
@pytest.mark.parametrize(("source", "target"), [KINDS, KINDS[::-1]], ids=["to Redis", "to Valkey"])
def test_should_bring_all_from_one_server_to_another_by_copying_appendonlydir(
    tmp_path: Path, source: Kind, target: Kind
) -> None:
    """The embedded store is Valkey with these flags; Debian's server is Redis 7.0."""
    server_binary(target)
    with run_server(source, tmp_path / "from") as server, server.client() as before:
        live_a_little(before)
        kept = everything(before)
        server.stop()
        shutil.copytree(server.directory / "appendonlydir", tmp_path / "to" / "appendonlydir")

    with run_server(target, tmp_path / "to") as server, server.client() as after:
        assert everything(after) == kept
        assert verify(after) == []
        assert "14-6911-0003" in open_case(after, 3)


def live_a_little(client: Any) -> None:
    handling = Handling(client, a_context())
    handling.enrol(9)
    handling.do(a_share(1))
    handling.do(a_share(2, near(AYUTTHAYA, 1_000), NOW + minutes(1)))
    handling.do(a_press(9, "claim", NOW + minutes(3), case="14-6911-0001"))
    client.xgroup_create(keys.INBOX, "workers", id="0", mkstream=True)
    client.xadd(keys.INBOX, {"body": "{}"})
    client.xreadgroup("workers", "one", {keys.INBOX: ">"})


def everything(client: Any) -> dict[bytes, Any]:
    readers: dict[bytes, Callable[[bytes], Any]] = {
        b"hash": client.hgetall,
        b"set": client.smembers,
        b"string": client.get,
        b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
        b"stream": lambda key: (client.xrange(key), client.xinfo_stream(key)["last-generated-id"]),
    }
    found = {key: readers[client.type(key)](key) for key in sorted(client.keys("*"))}
    return found | {b"pending": client.xpending(keys.INBOX, "workers")}


def test_should_count_the_cases_of_a_file_without_starting_it(tmp_path: Path) -> None:
    files = tmp_path / "appendonlydir"
    files.mkdir()
    one = b"*2\r\n$4\r\nHSET\r\n$25\r\n{cts}:case:14-6911-%04d\r\n"
    (files / "a.1.incr.aof").write_bytes(b"".join(one % number for number in range(60_000)))
    (files / "a.2.incr.aof").write_bytes(one % 7)

    assert left_in(tmp_path).cases == 60_000
    assert left_in(tmp_path / "nothing").cases == 0
