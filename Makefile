# Cheer to Share: `make help` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
SECONDS ?= 120
SEED ?= 1
MINUTES ?= 10
SHARES ?= 500
# Each process of the tests starts servers of its own, and waits for them: four fill two cores.
PYTEST := $(BIN)/python -m pytest --numprocesses 4 --dist worksteal
# The packages whose tests need no server; to collect the others takes longer than their few such tests.
UNIT := tests/bot tests/tools tests/web tests/line tests/messages tests/cases tests/config \
	tests/geo tests/simulator tests/test_house.py
SOURCES := bot tools web line messages handlers store cases geo config simulator tests
# `python -m pip` and no script of its own: the first line of a script holds no path of any length.
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r
# The tests start hundreds of processes; without the compiled files each would compile the project.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo run test servers unit check lint types imports cover typed faults edges attacks bench menus words messages pictures requirements debian clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | column -t -s '|'

demo: .venv/runs  ## open phones in a browser and try the main job on them
	$(BIN)/python -m bot demo

run: .venv/runs  ## run the service on this machine (needs LINE's secrets, see README)
	$(BIN)/python -m bot run

test: .venv/tests  ## all tests
	$(PYTEST)

servers: .venv/tests  ## all tests, those of handlers and pages on Redis as well as on Valkey
	$(PYTEST) --every-server

unit: .venv/tests  ## the packages whose tests need no server; they should take under 20 seconds
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal -q -m "not slow and not server" $(UNIT)

check: lint types imports test  ## what CI runs: lint, types, imports, tests

lint: .venv/checks
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types: .venv/checks
	$(BIN)/mypy

imports: .venv/checks
	$(BIN)/lint-imports

cover: .venv/checks  ## all tests, with the branches that they leave out (half as long again)
	$(PYTEST) --cov --cov-report=term:skip-covered

typed: .venv/tests  ## how well typed words are understood and personal data masked, on the corpora
	$(BIN)/python -m tests.typed

faults: .venv/tests  ## kill everything at random, SECONDS on each server, by SEED
	$(BIN)/python -m tests.faults --seconds $(SECONDS) --seed $(SEED)

attacks: .venv/tests  ## attack the web, LINE's webhooks beside it, and print the table (some minutes)
	$(BIN)/python -m tests.attacks

edges: .venv/tests  ## every fault between us and LINE; LINE away for MINUTES while SHARES come in
	$(BIN)/python -m tests.edges --minutes $(MINUTES) --shares $(SHARES)

bench: .venv/benches  ## measure against the peers, as ratios in one run
	$(BIN)/python -m tests.bench

menus: .venv/tests  ## draw the pictures of the rich menus anew
	$(BIN)/python -m tools.richmenu.drawing

words: .venv/runs  ## bring the words of other languages in step with the code
	$(BIN)/python -m tools.words

messages: .venv/runs  ## write docs/messages.md anew: all that a citizen can be told
	$(BIN)/python -m bot messages > docs/messages.md

pictures: .venv/tests  ## photograph the newcomer's path and the report anew for the README
	$(BIN)/python -m tests.journeys.pictures
	$(BIN)/python -m tests.journeys.report_pictures
	$(BIN)/python -m tests.journeys.english_pictures

# With the extras: for pip `coverage==1` does not pin `coverage[toml]`, and a new release would break it.
requirements: .venv/checks  ## pin anew what the requirements*.in name, with hashes
	for name in requirements-pip requirements requirements-test requirements-dev requirements-bench; do \
	  UV_NO_CONFIG=1 $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	    --no-strip-extras --upgrade -q $$name.in -o $$name.txt --custom-compile-command "make requirements"; done

debian:  ## install what tests need of Debian's packages (as root): redis-server, chromium, …
	apt-get update -qq && apt-get install -y -qq --no-install-recommends \
	  redis-server openssl chromium fonts-thai-tlwg libfribidi0 curl

clean:  ## delete the virtual environment and what tools leave behind
	rm -rf .venv .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A stamp for each set of requirements: installed once, and again when its pins change.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# Python brings an old pip along, and up to 3.11 an old setuptools that nothing here needs.
.venv/pip: .venv/bin/python requirements-pip.txt
	$(INSTALL) requirements-pip.txt
	$(BIN)/python -m pip uninstall -q --yes setuptools 2>/dev/null
	touch $@

.venv/runs: .venv/pip requirements.txt
	$(INSTALL) requirements.txt
	touch $@

.venv/tests: .venv/runs requirements-test.txt
	$(INSTALL) requirements-test.txt
	touch $@

.venv/checks: .venv/tests requirements-dev.txt
	$(INSTALL) requirements-dev.txt
	touch $@

.venv/benches: .venv/tests requirements-bench.txt
	$(INSTALL) requirements-bench.txt
	touch $@
