"""`demo`: everything runs behind one address, ends at Ctrl-C, and goes on at the next start."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import urllib3

from bot.commands.demo import PEOPLE
from geo.centres import PROVINCE_IDS
from simulator.client import SimulatorClient
from store.admin_queries import members
from store.connection import connect
from store.launcher import store_url
from tests.builders import AYUTTHAYA
from tests.journeys.demo import PATIENCE_S, Demo, a_demo, started

pytestmark = pytest.mark.slow

_SAMPLES = {(one.name, one.centre, one.role) for one in PEOPLE if one.role}
_CITIZEN = PEOPLE[0].id


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo as a newcomer has it, where another program has the usual port."""
    with usual_port_taken(), a_demo(tmp_path_factory.mktemp("standing")) as demo:
        yield demo


def test_should_open_a_screen_with_people_and_their_teams(standing: Demo) -> None:
    page = urllib3.request("GET", standing.address, retries=False)

    assert page.status == 200
    assert [name_on(standing, one.id) for one in PEOPLE] == [one.name for one in PEOPLE]
    assert members_in(standing.place) == _SAMPLES


def test_should_take_the_next_port_and_say_why(standing: Demo) -> None:
    assert standing.said == (
        "Port 8080 is taken by another program. "
        f"Open {standing.address} in a browser; Ctrl-C stops everything.\n"
    )


def test_should_be_reached_from_this_machine_alone(standing: Demo) -> None:
    """A demo has no secrets that keep anybody from its pages."""
    ports = listening(standing.process.pid)

    assert ports
    assert {address for address, _ in ports} == {"127.0.0.1"}


def test_should_refuse_a_second_demo_on_the_same_data(standing: Demo) -> None:
    share(standing)
    with started(standing.place, "--port", "0", "--fresh") as second:
        said, errors = second.communicate(timeout=PATIENCE_S)

    data = standing.place / "data" / "demo"
    assert (second.returncode, said) == (1, "")
    assert errors == f"Another demo uses {data}; stop it or set DATA_DIR.\n"
    assert len(cases_in(standing.place)) == 1


def test_should_go_on_with_the_cases_of_before_until_it_begins_anew(tmp_path: Path) -> None:
    with a_demo(tmp_path, "--port", "0") as first:
        assert first.said == f"Open {first.address} in a browser; Ctrl-C stops everything.\n"
        share(first)
        before = cases_in(tmp_path)
        status, said, errors = first.end(signal.SIGTERM)
    left = what_is_left(tmp_path / "tmp")
    with a_demo(tmp_path, "--port", "0") as second:
        after, team = cases_in(tmp_path), members_in(tmp_path)
        second.end(signal.SIGHUP)
    with a_demo(tmp_path, "--port", "0", "--fresh") as third:
        anew, new_team = cases_in(tmp_path), members_in(tmp_path)
        third.end()

    assert (status, errors, left) == (0, "", [])
    assert said.startswith("Stopped.")
    assert [case["shares"] for case in before] == [1]
    assert after == before
    assert anew == []
    assert team == new_team == _SAMPLES


def test_should_refuse_a_taken_port_that_was_asked_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with started(tmp_path, "--port", str(port)) as demo:
            said, errors = demo.communicate(timeout=PATIENCE_S)

    assert (demo.returncode, said) == (1, "")
    assert errors.startswith(f"Port {port} ")
    assert len(errors.splitlines()) == 1


def test_should_end_in_order_while_it_starts(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0") as demo:
        while not (tmp_path / "data" / "demo" / ".run.lock").exists():
            assert demo.poll() is None
        demo.send_signal(signal.SIGINT)
        demo.send_signal(signal.SIGTERM)
        _, errors = demo.communicate(timeout=PATIENCE_S)

    assert (demo.returncode, errors) == (0, "")
    assert what_is_left(tmp_path / "tmp") == []


def test_should_say_what_is_wrong_with_a_setting(tmp_path: Path) -> None:
    with started(tmp_path, "CLAIM_MINUTES=soon") as demo:
        _, errors = demo.communicate(timeout=PATIENCE_S)

    assert demo.returncode == 1
    assert errors == "CLAIM_MINUTES: a whole number from 1 to 1440 is needed\n"


def what_is_left(place: Path) -> list[str]:
    """Return the files in *place*, and the processes that still know of it."""
    files = [str(path) for path in place.iterdir()]
    processes = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:  # it ended in between
            continue
        if str(place).encode() in told:
            processes.append(process.name)
    return files + processes


def name_on(demo: Demo, user: str) -> str:
    """Return the name on a phone."""
    with closing(SimulatorClient(demo.address)) as line:
        return str(line.user(user)["displayName"])


def share(demo: Demo) -> None:
    """Let the citizen share a place, and wait for the receipt."""
    with closing(SimulatorClient(demo.address)) as line:
        line.send_location(_CITIZEN, AYUTTHAYA.latitude, AYUTTHAYA.longitude)
        line.wait_for_message(_CITIZEN)


def members_in(place: Path) -> set[tuple[str, str, str]]:
    """Return name, centre and role of everybody in a team."""
    with connect(store_url(place / "data" / "demo"), role="command") as store:
        found = members(store, sorted(PROVINCE_IDS))
    return {(one.name, one.centre, one.role) for one in found}


def cases_in(place: Path) -> list[dict[str, Any]]:
    """List the cases as an operator does."""
    words = ["/usr/bin/env", f"DATA_DIR={place / 'data' / 'demo'}", sys.executable, "-m", "bot"]
    said = subprocess.check_output([*words, "cases", "list", "--json"], text=True)
    return [json.loads(line) for line in said.splitlines()]


def usual_port_taken() -> socket.socket:
    """Listen on the usual port, or find that somebody else does."""
    try:
        return socket.create_server(("127.0.0.1", 8080))
    except OSError:
        return socket.socket()


def listening(pid: int) -> set[tuple[str, int]]:
    """Return the addresses and ports at which a process and all that it started listen."""
    own = sockets_of(family(pid))
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    rows += [row.split() for row in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    places = [row[1].split(":") for row in rows if row[3] == "0A" and row[9] in own]
    return {(in_words(address), int(port, 16)) for address, port in places}


def family(pid: int) -> set[int]:
    """Return a process and its descendants."""
    parents = {
        int(stat.parent.name): int(stat.read_text().rpartition(")")[2].split()[1])
        for stat in Path("/proc").glob("[0-9]*/stat")
    }
    found = {pid}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def sockets_of(pids: set[int]) -> set[str]:
    """Return the inodes of their sockets."""
    links = [os.readlink(one) for pid in pids for one in Path(f"/proc/{pid}/fd").glob("*")]
    return {link[8:-1] for link in links if link.startswith("socket:[")}


def in_words(address: str) -> str:
    """Spell an address of /proc/net/tcp, whose bytes stand in the machine's order."""
    if len(address) > 8:
        return address
    return socket.inet_ntoa(int(address, 16).to_bytes(4, sys.byteorder))
