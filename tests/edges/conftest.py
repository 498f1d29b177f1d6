"""The certificates of a session, and an end to what hangs."""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Iterator

import pytest

from tests.edges.certificates import Certificates, make_certificates

#: Far longer than any of these tests takes, even where much else runs.
_HANGS_S = 300.0


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Make them, or skip the test where this machine has no openssl."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(autouse=True)
def _end_of_what_hangs() -> Iterator[None]:
    """Say where every thread stands and end the process, where a service does not stop."""
    assert sys.__stderr__ is not None
    faulthandler.dump_traceback_later(_HANGS_S, exit=True, file=sys.__stderr__)
    yield
    faulthandler.cancel_dump_traceback_later()
