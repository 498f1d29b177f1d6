"""The word of a session's forms, masked anew for each answer.

Pages with it are compressed, and the length of what is compressed tells of a secret that stays the
same beside what a stranger chose (BREACH). A masked word is another one in every answer."""

from __future__ import annotations

import hmac
import secrets


def mask(word: str) -> str:
    """Return *word* under a random pad, with the pad before it."""
    plain = word.encode()
    pad = secrets.token_bytes(len(plain))
    return (pad + _xor(pad, plain)).hex()


def is_masked(given: str, word: str) -> bool:
    """Return whether *given* is *word* under any mask; takes as long whatever differs."""
    plain = word.encode()
    try:
        raw = bytes.fromhex(given)
    except ValueError:
        return False
    if len(raw) != 2 * len(plain):
        return False
    pad, hidden = raw[: len(plain)], raw[len(plain) :]
    return hmac.compare_digest(_xor(pad, hidden), plain)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
