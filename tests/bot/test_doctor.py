"""The doctor: each thing that can be wrong is found, said and comes with something to do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.doctor.files import check_files
from bot.doctor.findings import Finding, Grade
from bot.doctor.line import check_line
from bot.doctor.safety import check_safety, check_web
from bot.doctor.store import check_former, check_store, check_teams
from cases.case import State
from config import clock
from config.settings import Settings
from geo.centres import Centres
from simulator.client import SimulatorClient
from simulator.faults import Fault
from simulator.server import Account, RunningSimulator, start
from store import keys
from store.connection import StoreClient, connect
from store.durability import beat
from store.stream import GROUP
from store.timers import sweep
from tests.builders import a_case, a_context, the_centres
from tests.handling import Handling
from tests.odd_line import ODD, an_odd_line
from tests.servers import free_port

PUBLIC = "https://share.example.org"


def by_check(found: Iterator[Finding], check: str) -> list[tuple[Grade, str]]:
    rows = list(found)
    assert all(bool(one.do) == (one.grade is not Grade.OK) for one in rows)
    return [(one.grade, one.says) for one in rows if one.check == check]


def only(found: Iterator[Finding], check: str) -> tuple[Grade, str]:
    (row,) = by_check(found, check)
    return row


# LINE


@pytest.fixture(scope="module")
def simulator() -> Iterator[RunningSimulator]:
    with start(account=Account(callback=f"{PUBLIC}/callback")) as running:
        yield running


@pytest.fixture
def line(simulator: RunningSimulator) -> Iterator[SimulatorClient]:
    client = SimulatorClient(simulator.url)
    client.reset()
    yield client
    client.set_faults()
    client.set_quota(None)
    client.close()


@pytest.fixture
def settings(simulator: RunningSimulator, line: SimulatorClient) -> Settings:
    return Settings(
        channel_secret=simulator.account.secret,
        channel_access_token=simulator.account.token,
        api_base=simulator.url,
        public_url=PUBLIC,
    )


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_should_say_what_is_odd_about_line(odd: tuple[int, bytes, str]) -> None:
    with an_odd_line(*odd) as address:
        settings = Settings(channel_secret="s", channel_access_token="t", api_base=address)
        found = list(check_line(settings))

    assert {one.grade for one in found} & {Grade.WRONG, Grade.WARNING}


def test_should_find_nothing_wrong_with_a_channel_that_is_set_up(settings: Settings) -> None:
    found = list(check_line(settings))

    assert {one.grade for one in found} == {Grade.OK}
    assert [one.check for one in found] == ["LINE secrets", "LINE API", "pushes", "webhook"]


def test_should_name_missing_secrets(settings: Settings) -> None:
    found = check_line(Settings())

    grade, says = only(found, "LINE secrets")
    assert grade is Grade.WRONG
    assert "LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN" in says


def test_should_notice_a_token_that_line_does_not_take(settings: Settings) -> None:
    grade, says = only(check_line(replace(settings, channel_access_token="old")), "LINE API")

    assert grade is Grade.WRONG
    assert "access token" in says


def test_should_notice_that_line_cannot_be_reached(settings: Settings) -> None:
    base = f"http://127.0.0.1:{free_port()}"

    grade, says = only(check_line(replace(settings, api_base=base)), "LINE API")

    assert grade is Grade.WRONG
    assert base in says


@pytest.mark.parametrize(
    ("off", "says"),
    [(timedelta(days=8), "691,2.. s ahead of LINE's"), (-timedelta(minutes=2), "1.. s behind")],
)
def test_should_notice_a_clock_that_is_not_lines(
    settings: Settings, off: timedelta, says: str
) -> None:
    grade, found = only(check_line(settings, now=lambda: clock.now() + off), "clock")

    assert grade is Grade.WRONG
    assert re.match(says, found)


def test_should_notice_another_basic_id(settings: Settings) -> None:
    grade, says = only(check_line(replace(settings, basic_id="@mistyped")), "LINE_BASIC_ID")

    assert grade is Grade.WRONG
    assert "@000simul" in says


@pytest.mark.parametrize(
    "numbers",
    [
        b'"type":"none","totalUsage":true',
        b'"type":"none","totalUsage":-1',
        b'"type":"none","totalUsage":1e3',
        b'"type":"limited","value":false,"totalUsage":1',
        b'"value":null,"totalUsage":1',
    ],
    ids=["true", "negative", "a fraction", "false to use", "no kind"],
)
def test_should_not_take_what_is_no_number_for_the_months_pushes(numbers: bytes) -> None:
    told = b'{"basicId":"@a",' + numbers + b"}"
    with an_odd_line(200, told, "application/json") as address:
        settings = Settings(channel_secret="s", channel_access_token="t", api_base=address)

        expected = (Grade.WARNING, "could not be asked (no numbers)")
        assert only(check_line(settings), "pushes") == expected


@pytest.mark.parametrize(
    ("limit", "used", "expected"),
    [
        (None, 9, (Grade.OK, "9 used this month, without a limit")),
        (100, 79, (Grade.OK, "79 of 100 used this month")),
        (100, 80, (Grade.WARNING, "80 of 100 used this month")),
        (100, 100, (Grade.WRONG, "100 of 100 used this month")),
    ],
)
def test_should_watch_the_months_pushes(
    settings: Settings,
    line: SimulatorClient,
    limit: int | None,
    used: int,
    expected: tuple[Grade, str],
) -> None:
    line.set_quota(limit, used=used)

    assert only(check_line(settings), "pushes") == expected


def test_should_warn_when_line_sends_webhooks_elsewhere(settings: Settings) -> None:
    grade, says = only(check_line(replace(settings, public_url="https://other.example")), "webhook")

    assert grade is Grade.WARNING
    assert f"{PUBLIC}/callback" in says


def test_should_find_a_channel_without_webhook_wrong(settings: Settings) -> None:
    with start(account=Account()) as bare:
        found = only(check_line(replace(settings, api_base=bare.url)), "webhook")

    assert found == (Grade.WRONG, "LINE has no webhook URL")


# the store


def now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize(
    ("limit", "used", "stopped"), [(None, 900, 0), (1000, 800, 0), (1000, 801, 1)]
)
def test_should_say_that_digests_have_stopped(
    line: SimulatorClient, settings: Settings, limit: int | None, used: int, stopped: int
) -> None:
    line.set_quota(limit, used=used)

    found = [one for one in check_line(settings) if one.check == "digests"]

    assert [one.grade for one in found] == [Grade.WARNING] * stopped


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    return Handling(client, a_context())


def work(client: StoreClient) -> None:
    """Do what a worker does."""
    for stream in (keys.INBOX, keys.OUTBOX):
        client.xgroup_create(stream, GROUP, id="0", mkstream=True)
    beat(client, "worker", now())
    sweep(client, ["TH-14"], now())


def test_should_find_nothing_wrong_while_a_worker_works(client: StoreClient) -> None:
    work(client)

    found = list(check_store(client, now()))

    assert {one.grade for one in found if one.check != "durability"} == {Grade.OK}


def test_should_warn_of_a_server_that_may_lose_what_it_keeps(client: StoreClient) -> None:
    grade, says = only(check_store(client, now()), "durability")

    assert grade is Grade.WARNING  # the tests' servers run without fsync
    assert "appendfsync no" in says


def test_should_notice_a_store_that_is_away() -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}/0", role="web")

    found = list(check_store(away, now()))

    assert [(one.check, one.grade) for one in found] == [("store", Grade.WRONG)]


def test_should_notice_a_newer_schema(client: StoreClient) -> None:
    client.set(keys.SCHEMA, 99)

    found = list(check_store(client, now()))

    assert [(one.check, one.grade) for one in found] == [("store", Grade.WRONG)]
    assert "schema 99" in found[0].says


def test_should_notice_that_no_worker_works(client: StoreClient) -> None:
    found = list(check_store(client, now()))

    assert only(iter(found), "worker")[0] is Grade.WRONG
    assert only(iter(found), "sweep")[0] is Grade.WARNING


def test_should_notice_what_is_stuck(client: StoreClient, handling: Handling) -> None:
    unit = handling.unit()
    old = now() - timedelta(minutes=10)
    unit.cases.save(a_case(opened_at=old, waiting_since=old))
    unit.commit([])
    client.xadd(keys.INBOX, {"body": b"x"}, id="1-0")
    work(client)

    found = list(check_store(client, now()))

    assert only(iter(found), "inbox")[0] is Grade.WRONG
    assert only(iter(found), "sweep") == (Grade.WRONG, "unheard cases: 1")


def test_should_notice_centres_that_nobody_works_for(
    client: StoreClient, handling: Handling
) -> None:
    handling.enrol(1, "TH-14")

    found = list(check_teams(client, the_centres(), Settings()))

    assert only(iter(found), "national centre")[0] is Grade.WRONG
    grade, says = only(iter(found), "teams")
    assert grade is Grade.WARNING
    assert says == "76 centres have no staff: TH-10, TH-11, TH-12, TH-13, TH-15, ..."


def test_should_be_content_when_every_centre_has_staff(
    client: StoreClient, handling: Handling
) -> None:
    for number, centre in enumerate(the_centres(), start=1):
        handling.enrol(number, centre.id)

    found = list(check_teams(client, the_centres(), Settings()))

    assert {one.grade for one in found} == {Grade.OK}


def test_should_name_a_centre_that_left_the_file_with_cases_or_staff(
    client: StoreClient, handling: Handling
) -> None:
    for number, centre in ((1, "TH-14"), (2, "TH-14"), (3, "TH-50"), (4, "TH-10")):
        handling.enrol(number, centre)
    for running, centre, state in (
        (1, "TH-14", State.WAITING),
        (2, "TH-14", State.WAITING),
        (3, "TH-15", State.WAITING),
        (4, "TH-16", State.CLOSED),
        (5, "TH-10", State.WAITING),
    ):
        unit = handling.unit()
        case_number = f"{centre[3:]}-6911-{running:04d}"
        closed_at = now() if state is State.CLOSED else None
        unit.cases.save(a_case(number=case_number, centre=centre, state=state, closed_at=closed_at))
        unit.commit([])
    gone = {"TH-14", "TH-15", "TH-16", "TH-17", "TH-50"}
    left = Centres(one for one in the_centres() if one.id not in gone)

    found = list(check_former(client, left, Path("my.csv")))

    assert [(one.check, one.grade) for one in found] == [("former centres", Grade.WARNING)] * 3
    assert [one.says.split(" Protection")[0] for one in found] == [
        "TH-14 (Phra Nakhon Si Ayutthaya",
        "TH-15 (Ang Thong",
        "TH-50 (Chiang Mai",
    ]
    assert [one.says.split("is not in my.csv, and has ")[1] for one in found] == [
        "2 open cases and 2 members",
        "1 open cases and 0 members",
        "0 open cases and 1 members",
    ]
    assert all("hand its cases over" in one.do for one in found)
    assert list(check_former(client, the_centres(), Path("my.csv"))) == []


# files


def test_should_find_nothing_wrong_with_the_files_of_the_house(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    found = list(check_files(Settings(data_dir=tmp_path)))

    assert {one.check for one in found if one.grade is not Grade.OK} == {"words (zh)"}
    assert not [one for one in found if one.grade is Grade.WRONG]


def test_should_name_what_is_wrong_in_files(tmp_path: Path) -> None:
    lines = Settings().centres_file.read_text("utf-8").splitlines()
    centres, boundaries = tmp_path / "centres.csv", tmp_path / "provinces.geojson"
    centres.write_text("\n".join([*lines[:-1], lines[1]]), "utf-8")
    boundaries.write_text("{}")
    tmp_path.chmod(0o755)

    settings = Settings(centres_file=centres, boundaries_file=boundaries, data_dir=tmp_path)
    found = [*check_files(settings), *check_safety(settings)]

    assert [grade for grade, _ in by_check(iter(found), "centres file")] == [
        Grade.WARNING,
        Grade.WRONG,
    ]
    assert only(iter(found), "boundaries")[0] is Grade.WRONG
    assert only(iter(found), "data directory")[0] is Grade.WRONG


@pytest.mark.parametrize(
    ("data", "why"),
    [(None, "No such file"), ("{}".encode("utf-16"), "not UTF-8"), (b"{}", "outcomes")],
    ids=["missing", "another encoding", "without codes"],
)
def test_should_say_what_is_wrong_with_the_taxonomy(
    tmp_path: Path, data: bytes | None, why: str
) -> None:
    path = tmp_path / "taxonomy.json"
    if data is not None:
        path.write_bytes(data)

    grade, says = only(check_files(Settings(taxonomy_file=path, data_dir=tmp_path)), "taxonomy")

    assert grade is Grade.WRONG
    assert why in says


def test_should_name_a_kind_whose_button_would_be_cut(tmp_path: Path) -> None:
    shipped = json.loads(Settings().taxonomy_file.read_text("utf-8"))
    own = {"code": "MONK", "th": "พระภิกษุหรือผู้แต่งกายคล้ายพระ", "en": "A monk"}
    path = tmp_path / "taxonomy.json"
    path.write_text(json.dumps(shipped | {"citizen_categories": [own]}), "utf-8")

    grade, says = only(check_files(Settings(taxonomy_file=path, data_dir=tmp_path)), "taxonomy")

    assert grade is Grade.WARNING
    assert "MONK" in says
    assert "th name has 23 characters (30 code points)" in says


def test_should_warn_of_routing_by_province_without_boundaries(tmp_path: Path) -> None:
    found = check_files(Settings(routing="province", data_dir=tmp_path / "none yet"))

    assert only(found, "boundaries")[0] is Grade.WARNING


# the address


@pytest.mark.parametrize(
    ("env", "grade", "says"),
    [
        ({"PUBLIC_URL": PUBLIC}, Grade.OK, PUBLIC),
        ({}, Grade.WARNING, "this machine alone"),
        ({"PUBLIC_URL": "http://127.0.0.1:8000"}, Grade.WARNING, "this machine alone"),
        ({"PUBLIC_URL": "http://share.example"}, Grade.WARNING, "needs https"),
    ],
)
def test_should_warn_where_nobody_could_sign_in(
    env: dict[str, str], grade: Grade, says: str
) -> None:
    found = check_web(Settings.from_env(env, needs_line=False))

    assert (found.check, found.grade) == ("PUBLIC_URL", grade)
    assert says in found.says
    assert ("https" in found.do) == (grade is Grade.WARNING)


# the command


@pytest.fixture
def doctor(store_url: str, simulator: RunningSimulator, tmp_path: Path) -> Callable[..., Result]:
    def typed(**env: str) -> Result:
        settings = {
            "REDIS_URL": store_url,
            "DATA_DIR": str(tmp_path / "var"),
            "LINE_CHANNEL_SECRET": simulator.account.secret,
            "LINE_CHANNEL_ACCESS_TOKEN": simulator.account.token,
            "LINE_API_BASE": simulator.url,
            "PUBLIC_URL": PUBLIC,
        }
        return CliRunner().invoke(cli, ["doctor"], env=settings | env)

    return typed


def test_should_end_well_when_there_are_only_warnings(
    doctor: Callable[..., Result], client: StoreClient, handling: Handling
) -> None:
    work(client)
    handling.enrol(1, "TH-10")

    result = doctor()

    assert "warning" in result.stdout
    assert "wrong" not in result.stdout
    assert (result.exit_code, result.stderr) == (0, "")
    assert "nobody can sign in" in doctor(PUBLIC_URL="http://share.example").stdout.replace(
        "\n", ""
    )


def test_should_end_with_1_and_count_what_is_wrong(doctor: Callable[..., Result]) -> None:
    result = doctor(LINE_CHANNEL_ACCESS_TOKEN="old")

    assert result.exit_code == 1
    assert result.stderr == "3 things are wrong.\n"
    assert "`staff invite --centre TH-10 --role officer`" in result.stdout


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"REDIS_URL": "memcached://x"}, "REDIS_URL must begin with"),
        ({"REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"}, "does not answer"),
        ({"REDIS_URL": "", "DATA_DIR": "/proc/nothing"}, "No such file"),
        ({"PORT": "eighty"}, "PORT: a whole number"),
    ],
    ids=["scheme", "no store", "no place", "settings"],
)
def test_should_show_the_rest_when_something_cannot_even_be_looked_at(
    doctor: Callable[..., Result], env: dict[str, str], says: str
) -> None:
    result = doctor(**env)

    assert result.exit_code == 1
    assert says in result.stdout
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_should_show_no_secret(doctor: Callable[..., Result], simulator: RunningSimulator) -> None:
    result = doctor(SECRET_KEY="a secret key", METRICS_TOKEN="a metrics token")

    for secret in (simulator.account.secret, simulator.account.token, "a secret key", "a metrics"):
        assert secret not in result.output


def test_should_warn_when_line_stops_answering_halfway(
    settings: Settings, line: SimulatorClient
) -> None:
    line.set_faults(Fault("error", path="quota"))

    assert only(check_line(settings), "pushes")[0] is Grade.WARNING
