"""A store behind TLS: by a private CA, and why it does not come about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Settings, SettingsError
from store.connection import connect
from store.errors import StoreError, trouble_of
from tests.edges.certificates import make_certificates
from tests.servers import Cluster, Server, make_certificate, run_cluster, run_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Debian's server: the wheel's has no TLS."""
    with run_server("redis", tmp_path_factory.mktemp("tls"), fsync="no", tls=True) as running:
        yield running


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with run_cluster(tmp_path_factory.mktemp("cluster"), kind="redis", tls=True) as running:
        yield running


def address(server: Server) -> str:
    """Return the url as an operator writes it, without redis-py's options."""
    return server.url.split("?")[0]


def word(url: str) -> str:
    try:
        with connect(url, role="command") as client:
            return str(client.ping())
    except StoreError as error:
        return trouble_of(error).word


def read(url: str, ca_file: Path) -> Settings:
    env = {"REDIS_URL": url, "REDIS_CA_FILE": str(ca_file)}
    return Settings.from_env(env, needs_line=False)


@pytest.mark.parametrize("path", ["", "/0", "/0?socket_keepalive=yes"])
def test_should_know_the_server_by_the_private_ca(server: Server, path: str) -> None:
    assert server.certificate is not None
    url = address(server).removesuffix("/0") + path

    assert word(url) == "tls_ca"
    assert word(read(url, server.certificate).redis_url) == "True"


@pytest.mark.slow
def test_should_know_a_cluster_by_the_private_ca(cluster: Cluster) -> None:
    certificate = cluster.nodes[0].certificate
    assert certificate is not None
    ports = ",".join(f"127.0.0.1:{node.port}" for node in cluster.nodes)
    url = f"rediss+cluster://{ports}"

    assert word(url) == "tls_ca"
    assert word(read(url, certificate).redis_url) == "True"


def test_should_find_a_ca_file_from_every_folder(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server.certificate is not None
    monkeypatch.chdir(server.certificate.parent)
    settings = read(address(server), Path(server.certificate.name))
    monkeypatch.chdir(tmp_path)

    assert word(settings.redis_url) == "True"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("good", "True"),
        ("wrong_name", "tls_name"),
        ("expired", "tls_expired"),
        ("unknown_authority", "tls_ca"),
    ],
)
def test_should_say_what_is_wrong_with_a_certificate(
    tmp_path: Path, name: str, expected: str
) -> None:
    made = make_certificates(tmp_path / "made")
    certificate = tmp_path / "made" / f"{name}.crt"
    with run_server("redis", tmp_path, fsync="no", tls=True) as server:
        files = {"tls-cert-file": certificate, "tls-key-file": certificate.with_suffix(".key")}
        with server.client() as admin:
            admin.config_set(*(str(word) for pair in files.items() for word in pair))

        assert word(read(address(server), made.authority).redis_url) == expected


def test_should_say_that_one_side_alone_speaks_tls(server: Server, tmp_path: Path) -> None:
    assert word(address(server).replace("rediss", "redis")) == "closed"
    with run_server("valkey", tmp_path, fsync="no") as plain:  # it may wait for the line's end
        assert word(plain.url.replace("redis", "rediss")) in ("tls", "timeout")


def test_should_refuse_a_ca_file_that_cannot_be_used(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificate")

    for ca_file in (empty, tmp_path / "nowhere"):
        with pytest.raises(SettingsError, match="REDIS_CA_FILE: "):
            read("rediss://h", ca_file)


@pytest.mark.parametrize("url", ["redis://secret@h", "redis+cluster://secret@h", "unix:///secret"])
def test_should_refuse_a_ca_file_without_tls(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="REDIS_URL must begin with rediss://") as refused:
        read(url, make_certificate(tmp_path))

    assert "secret" not in str(refused.value)
