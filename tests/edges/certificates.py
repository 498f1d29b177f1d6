"""Certificates of the edge, made anew for each run: a good one and those that nobody may trust."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests import needs

_CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_HERE, _ELSEWHERE = "IP:127.0.0.1", "DNS:elsewhere.example"


@dataclass(frozen=True, slots=True)
class Certificates:
    """*authority* is what a client has to trust; each context shows another certificate."""

    authority: Path
    good: ssl.SSLContext
    wrong_name: ssl.SSLContext
    unknown_authority: ssl.SSLContext
    expired: ssl.SSLContext


def make_certificates(directory: Path) -> Certificates:
    """Make all of them in *directory*; skip the test where this machine has no openssl."""
    directory.mkdir(parents=True, exist_ok=True)
    known, unknown = _authority(directory, "known"), _authority(directory, "unknown")
    return Certificates(
        authority=known,
        good=_signed(known, "good", _HERE),
        wrong_name=_signed(known, "wrong_name", _ELSEWHERE),
        unknown_authority=_signed(unknown, "unknown_authority", _HERE),
        expired=_signed(known, "expired", _HERE, days=-1),
    )


def _authority(directory: Path, name: str) -> Path:
    certificate = directory / f"{name}-ca.crt"
    _openssl(
        "req", "-x509", *_CURVE, "-days", "2", "-subj", f"/CN={name}",
        "-addext", "keyUsage=critical,keyCertSign",
        "-keyout", certificate.with_suffix(".key"), "-out", certificate,
    )  # fmt: skip
    return certificate


def _signed(authority: Path, name: str, alternative: str, *, days: int = 2) -> ssl.SSLContext:
    certificate = authority.parent / f"{name}.crt"
    key, request = certificate.with_suffix(".key"), certificate.with_suffix(".csr")
    _openssl(
        "req", *_CURVE, "-subj", f"/CN={name}", "-addext", f"subjectAltName={alternative}",
        "-keyout", key, "-out", request,
    )  # fmt: skip
    _openssl(
        "x509", "-req", "-in", request, "-days", str(days), "-copy_extensions", "copy",
        "-CA", authority, "-CAkey", authority.with_suffix(".key"), "-CAcreateserial",
        "-out", certificate,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def _openssl(*words: str | Path) -> None:
    subprocess.run([needs.command("openssl"), *words], check=True, capture_output=True)
