"""Secrets of ours that can be guessed: too short, or made of what everybody tries first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.doctor.findings import Finding, warning
from config.settings import Settings

#: 128 random bits in hex: nobody tries so many out, not even at home against a link that was sent.
SHORTEST = 32
#: Of 32 random hex digits fewer are different once in a million times.
_FEWEST_DIFFERENT = 7
_GUESSED = re.compile(
    r"cheer-?to-?share|change-?(it|me|this)?|pass-?word|pass-?phrase|example|default|placeholder"
    r"|insecure|secret|metrics|access|token|random|string|development|production|testing|test"
    r"|please|letmein|super|your|very|this|here|must|long|key|qwerty(uiop)?|asdfgh(jkl)?|zxcvbn(m)?"
    r"|[\W_]+"
)
_DO = "set a random one of at least 32 characters, such as `openssl rand -hex 32` prints"


def of_secrets(settings: Settings) -> Iterator[Finding]:
    """Judge the secrets that an operator thinks up; LINE makes its own."""
    given = {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_OLD": settings.secret_key_old,
        "METRICS_TOKEN": settings.metrics_token,
    }
    for name, secret in given.items():
        if secret and (why := weakness(secret)):
            yield warning(name, why, _DO)


def weakness(secret: str) -> str:
    """Say why *secret* can be guessed, without a sign of it; nothing where it cannot."""
    if len(secret) < SHORTEST:
        return f"is shorter than {SHORTEST} characters: so few can be found by trying"
    if len(set(secret)) < _FEWEST_DIFFERENT or _period(secret) <= len(secret) // 2:
        return "repeats a few characters: it can be guessed"
    if _steps(secret) > len(secret) // 2:
        return "is a row of characters that follow each other: it can be guessed"
    if len(_GUESSED.sub("", secret.casefold())) < SHORTEST // 2:
        return "is made of words that everybody tries first"
    return ""


def _period(secret: str) -> int:
    """Return after how many characters it begins anew; its whole length where it never does."""
    return next(
        (shift for shift in range(1, len(secret)) if secret.startswith(secret[shift:])), len(secret)
    )


def _steps(secret: str) -> int:
    """Count the characters that are the neighbours of the one before, as in abc or 321."""
    return sum(abs(ord(one) - ord(next_)) == 1 for one, next_ in pairwise(secret))
