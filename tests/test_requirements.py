"""What is installed for what: everything that is imported is pinned where its users look for it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests import needs
from tests.test_house import ROOMS

PRODUCT = (*ROOMS, "simulator")
#: Peers that `make bench` alone installs, and a module that only mypy sees.
ELSEWHERE = {"rq", "celery", "_typeshed"}


def pins(name: str) -> set[str]:
    """Return the distributions that a file of requirements pins."""
    return set(re.findall(r"^([a-z0-9.-]+)(?:\[\S+\])?==", Path(name).read_text("utf-8"), re.M))


def imported(room: str) -> Iterator[str]:
    """Yield the top names of all modules from elsewhere that a room's files import."""
    for path in Path(room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            if isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def distributions(rooms: tuple[str, ...]) -> set[str]:
    """Return the distributions that the rooms' files need."""
    names = {name for room in rooms for name in imported(room)}
    known = packages_distributions()
    from_elsewhere = names - sys.stdlib_module_names - {*PRODUCT, "tests"} - ELSEWHERE
    found = {known.get(name, [name])[0] for name in from_elsewhere}
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def installed_by(target: str) -> list[str]:
    """Return the files that a target of the Makefile installs on a fresh machine, in order."""
    words = [needs.command("make"), "--always-make", "--dry-run", target]
    told = subprocess.run(words, capture_output=True, check=True, text=True).stdout
    return re.findall(r"--require-hashes -r (\S+)", told)


def test_should_pin_for_the_service_what_its_rooms_import() -> None:
    assert distributions(PRODUCT) - pins("requirements.txt") == set()


def test_should_pin_for_the_tests_what_they_import() -> None:
    assert distributions(("tests",)) - pins("requirements-test.txt") == set()


def test_should_bring_nothing_of_the_tests_to_production() -> None:
    tools = {"pytest", "pytest-xdist", "hypothesis", "playwright", "openpyxl", "pip"}

    assert tools & pins("requirements.txt") == set()
    assert pins("requirements.txt") < pins("requirements-test.txt") < pins("requirements-dev.txt")


_RUNS = ["requirements-pip.txt", "requirements.txt"]
_TESTS = [*_RUNS, "requirements-test.txt"]


@pytest.mark.parametrize(
    ("target", "files"),
    [
        ("demo", _RUNS),
        ("run", _RUNS),
        ("messages", _RUNS),
        ("test", _TESTS),
        ("unit", _TESTS),
        ("faults", _TESTS),
        ("menus", _TESTS),
        ("pictures", _TESTS),
        ("check", [*_TESTS, "requirements-dev.txt"]),
        ("cover", [*_TESTS, "requirements-dev.txt"]),
        ("bench", [*_TESTS, "requirements-bench.txt"]),
    ],
)
def test_should_install_what_a_command_needs_on_a_fresh_machine(
    target: str, files: list[str]
) -> None:
    assert installed_by(target) == files


@pytest.mark.parametrize("path", sorted(Path().glob("requirements*.txt")), ids=str)
def test_should_pin_every_version_with_hashes(path: Path) -> None:
    text = re.sub(r"^ *#.*\n", "", path.read_text("utf-8"), flags=re.M).replace("\\\n", "")

    assert [
        one for one in text.splitlines() if not re.match(r"\S+==\S+ .*--hash=sha256:", one)
    ] == []


def test_should_run_in_ci_the_readmes_commands_and_all_of_check_with_the_tests_first() -> None:
    told = re.findall(r"^(?:fresh )?make ([a-z ]+)", Path(".ci/run").read_text("utf-8"), re.M)
    check = re.search(r"^check: ([a-z ]+?) *##", Path("Makefile").read_text("utf-8"), re.M)

    first, *others = [words.split() for words in told if words.strip() != "debian"]
    assert (first, others[0]) == (["test"], ["demo"])
    assert check is not None
    assert sorted(first + others[1]) == sorted(check[1].split())
