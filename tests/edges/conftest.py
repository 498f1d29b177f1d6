"""The certificates of a session: to make them takes a tenth of a second."""

from __future__ import annotations

import pytest

from tests.edges.certificates import Certificates, make_certificates


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Make them, or skip the test where this machine has no openssl."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))
