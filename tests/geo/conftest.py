import os
from pathlib import Path

import pytest

from geo.centres import Centres, load_centres
from geo.whereabouts import Locator

CENTRES_FILE = Path(__file__).parents[2] / "config" / "centres.csv"


@pytest.fixture(scope="session")
def centres() -> Centres:
    return load_centres(CENTRES_FILE)


@pytest.fixture(scope="session")
def boundaries() -> Path:
    """Only where the operator's file is: it may not be passed on with the project."""
    if "BOUNDARIES_FILE" not in os.environ:
        pytest.skip("BOUNDARIES_FILE names no file of province boundaries")
    return Path(os.environ["BOUNDARIES_FILE"])


@pytest.fixture(scope="session")
def locator(centres: Centres) -> Locator:
    return Locator(centres, None)


@pytest.fixture(scope="session")
def bounded_locator(centres: Centres, boundaries: Path) -> Locator:
    return Locator(centres, boundaries)
