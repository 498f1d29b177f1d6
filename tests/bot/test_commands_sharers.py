"""The operator looks at false reports, and lifts them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from store import keys
from tests.builders import a_context, a_line_id, a_share
from tests.handling import Handling


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


def run(store_url: str, data_dir: Path, *words: str) -> Result:
    settings = {"REDIS_URL": store_url, "DATA_DIR": str(data_dir)}
    return CliRunner().invoke(cli, ["sharers", *words], env=settings)


def blame(handling: Handling, who: int, times: int) -> int:
    """Count false reports of somebody who shared; give their number."""
    handling.do(a_share(who))
    person = handling.person(who).id
    for _ in range(times):
        unit = handling.unit()
        unit.limits.add_false_report(person, days=180)
        unit.commit([])
    return person


def test_should_list_false_reports_by_number_only(
    handling: Handling, store_url: str, tmp_path: Path
) -> None:
    few, many = blame(handling, 1, 1), blame(handling, 2, 3)
    handling.do(a_share(3))

    listed = run(store_url, tmp_path, "list")

    rows = [line.split() for line in listed.stdout.splitlines() if "180" in line]
    found = [[word for word in row if word.isdigit()] for row in rows]
    assert found == [[str(many), "3", "1", "180"], [str(few), "1", "1", "180"]]
    assert a_line_id(1) not in listed.stdout
    assert listed.exit_code == 0


def test_should_lift(handling: Handling, store_url: str, tmp_path: Path) -> None:
    person = blame(handling, 1, 2)

    lifted = run(store_url, tmp_path, "lift", str(person))
    again = run(store_url, tmp_path, "lift", str(person))

    assert (lifted.exit_code, again.exit_code) == (0, 1)
    assert f"Of sharer {person} no false report" in again.stderr
    assert not handling.client.exists(keys.false_reports(person))


def test_should_list_nobody_in_an_empty_store(store_url: str, tmp_path: Path) -> None:
    assert run(store_url, tmp_path, "list").exit_code == 0
