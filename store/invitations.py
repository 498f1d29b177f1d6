"""Invitation codes: 80 random bits, kept only as a hash, bound to a centre and a role."""

from __future__ import annotations

import hashlib
import secrets

from cases.people import Invitation
from store import keys
from store.codec import Fields
from store.connection import StoreClient
from store.transaction import Write, flat

#: Crockford's alphabet: no I, L, O, U, which people take for other signs.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 16
_GROUP = 4
#: The hash of an invitation, beside how many uses are left.
INVITATION = Fields(Invitation, always=["name"])
_ALIKE = str.maketrans("ILO", "110", " -")


def invite(client: StoreClient, invitation: Invitation, *, uses: int, days: int) -> str:
    """Store an invitation for *days* and *uses*; return its code, which is shown this once."""
    code = draw()
    pipeline = client.pipeline(transaction=True)
    keep(pipeline.execute_command, code, invitation, uses=uses, days=days)
    pipeline.execute()
    return code


def keep(write: Write, code: str, invitation: Invitation, *, uses: int, days: int) -> None:
    """Write an invitation under the hash of its code."""
    fields = {**INVITATION.write(invitation), "uses": uses}
    write("HSET", keys.invitation(digest(code)), *flat(fields))
    write("EXPIRE", keys.invitation(digest(code)), days * 24 * 3600)


def draw() -> str:
    """Draw a code with a digit: letters alone, typed without dashes, are taken for a word."""
    code = ""
    while not any(sign.isdigit() for sign in code):
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(code[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def digest(code: str) -> str:
    """Hash a code as typed: case, dashes, blanks and look-alikes do not matter."""
    typed = code.upper().translate(_ALIKE)
    return hashlib.sha256(typed.encode()).hexdigest()
