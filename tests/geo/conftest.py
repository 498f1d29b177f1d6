from pathlib import Path

import pytest

from geo.centres import Centres
from geo.centres_file import load_centres
from geo.whereabouts import Locator
from tests import needs

CENTRES_FILE = Path(__file__).parents[2] / "config" / "centres.csv"


@pytest.fixture(scope="session")
def centres() -> Centres:
    return load_centres(CENTRES_FILE)


@pytest.fixture(scope="session")
def boundaries() -> Path:
    return needs.boundaries()


@pytest.fixture(scope="session")
def locator(centres: Centres) -> Locator:
    return Locator(centres, None)


@pytest.fixture(scope="session")
def bounded_locator(centres: Centres, boundaries: Path) -> Locator:
    return Locator(centres, boundaries)
