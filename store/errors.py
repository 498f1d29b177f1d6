"""The meanings of the server's errors, by their first word: which pass by themselves, which an
operator must end, which are bugs of ours. (docs/decisions/0046 has the reasons.)"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from redis import exceptions

#: Whatever a server says no with; the packages above do not know Redis.
StoreError = (exceptions.RedisError, exceptions.RedisClusterException)  # no kind of the first


class NoFreeConnection(exceptions.MaxConnectionsError):
    """Raised when every connection of this process is in use; the store itself may be well."""


class Cure(Enum):
    """The ways in which an error ends."""

    TIME = "time"
    OPERATOR = "operator"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error of the store: its *word* for logs (never its text, which may hold somebody's words),
    its meaning, and what an operator does about it."""

    word: str
    cure: Cure
    says: str
    do: str = ""


_FAIL_OVER = "the store changes its primary", "wait; if it lasts, look at the server's log"
_ANOTHER = "REDIS_URL names a server that another one has replaced", "name the primary"
_MOVED = "REDIS_URL names one node of a cluster", "begin it with redis+cluster://"
_CERTIFICATE = "give the server a certificate of a CA that this machine knows, or set REDIS_CA_FILE"
_PASSWORD = "the store does not take the password", "set user and password in REDIS_URL"

_TIME: dict[str, tuple[str, str]] = {
    "UNBLOCKED": _FAIL_OVER,
    "READONLY": ("this is a replica: it takes no writes", "set REDIS_URL to the primary"),
    "REDIRECT": _ANOTHER,
    "LOADING": ("the store loads its data", "wait"),
    "MASTERDOWN": ("this is a replica without its primary", "set REDIS_URL to the primary"),
    "CLUSTERDOWN": ("the cluster is down", "look at the nodes of the cluster"),
    "TRYAGAIN": ("the cluster moves its slots", "wait"),
    "NOSCRIPT": _FAIL_OVER,
    "NOGROUP": ("the streams' groups are gone", "`worker` makes them; see that no data is missing"),
    "EXECABORT": ("the store refused a transaction", "look at the server's log"),
    "BUSY": ("a script holds the store up", "SCRIPT KILL on the server, if it lasts"),
    "INPROG": _FAIL_OVER,
    "NOGOODSLAVE": _FAIL_OVER,
    "NOGOODPRIMARY": _FAIL_OVER,
    "NOMASTERLINK": _FAIL_OVER,
    "NOQUORUM": _FAIL_OVER,
    "IOERR": _FAIL_OVER,
    "UNKILLABLE": ("a script holds the store up", "wait; else restart the server"),
    # Words of our own: no server sent an error.
    "pool": ("all connections of this process are in use", "lower WORKER_THREADS, SENDER_THREADS"),
    "timeout": ("the store does not answer in time", "look at its disk, network and TLS"),
    "closed": ("the store closed the connection", "look at the server's log; TLS needs rediss://"),
    "cluster": ("no node of the cluster tells of the others", "look at REDIS_URL and the nodes"),
}
_OPERATOR: dict[str, tuple[str, str]] = {
    "OOM": ("memory is full", "raise maxmemory; `outbox parked --let-go` frees some"),
    "MISCONF": ("the store cannot write to its disk", "make room on the server's disk"),
    "NOREPLICAS": ("too few replicas answer", "start them; see min-replicas-to-write"),
    "NOAUTH": _PASSWORD,
    "WRONGPASS": _PASSWORD,
    "NOPERM": ("the store's user may not do what is needed", "give it all commands by ACL (+@all)"),
    "DENIED": ("the server is in protected mode", "give it a password, or bind it to loopback"),
    "MOVED": _MOVED,
    "ASK": _MOVED,
    "MAXCLIENTS": ("the server has no connection left", "raise its maxclients and open files"),
    "NODB": ("the store has no such database", "leave the number out of REDIS_URL"),
    "UNKNOWN": ("the server does not know a command", "run Redis 7.0 or newer, or Valkey"),
    "refused": ("nobody answers at the host and port", "start the store, or look at REDIS_URL"),
    "host": ("the host's name is not known", "look at REDIS_URL and this machine's DNS"),
    "network": ("the host cannot be reached", "look at the network and REDIS_URL"),
    "protocol": ("what answers there is no Redis", "look at REDIS_URL"),
    "socket": ("its socket is not there, or not ours to open", "start the store as this user"),
    "tls": ("TLS does not come about", "look whether the server speaks TLS at this port"),
    "tls_name": ("the certificate is for another name", "name the host as the certificate does"),
    "tls_ca": ("the certificate's CA is not known", _CERTIFICATE),
    "tls_expired": ("the certificate has expired", "renew it on the server"),
    "tls_early": ("the certificate is not valid yet", "set this machine's clock"),
}
_TABLE = {
    **{word: Trouble(word, Cure.TIME, *row) for word, row in _TIME.items()},
    **{word: Trouble(word, Cure.OPERATOR, *row) for word, row in _OPERATOR.items()},
}
#: Errors that begin with ERR have no word of their own. Scripts put the reason of an ACL behind it.
_OF_ERR = {
    "max number of clients": "MAXCLIENTS",
    "AUTH <password> called without any password": "WRONGPASS",
    "invalid password": "WRONGPASS",
    "The user executing the script can't": "NOPERM",
    "ACL failure in script": "NOPERM",
    "DB index is out of range": "NODB",
    "SELECT is not allowed in cluster mode": "NODB",
    "unknown command": "UNKNOWN",
    "Unknown command called from script": "UNKNOWN",
    "Unknown Redis command called from script": "UNKNOWN",
    "Can not execute a": "CLUSTERDOWN",
}
#: An error within the text of another one: a script's in some servers, a transaction's.
_CARRIED = re.compile(r"(?:because of: |@user_script: ?\d+: )-?([A-Z]{3,}) ")
_PIPELINE = " of pipeline caused error: "
_WORD = re.compile(r"[A-Z]{2,}")
_OF_CERTIFICATE = {9: "tls_early", 10: "tls_expired", 62: "tls_name", 64: "tls_name"}
#: Errors without a server's word; the first that is found in the chain of causes names it.
_WITHOUT_A_WORD: tuple[tuple[type[BaseException], str], ...] = (
    (NoFreeConnection, "pool"),
    (ssl.SSLCertVerificationError, "tls_ca"),
    (ssl.SSLError, "tls"),
    (socket.gaierror, "host"),
    (ConnectionRefusedError, "refused"),
    (FileNotFoundError, "socket"),
    (PermissionError, "socket"),
    (TimeoutError, "timeout"),
    (exceptions.TimeoutError, "timeout"),
    (ConnectionError, "closed"),
    (OSError, "network"),
    (exceptions.ConnectionError, "closed"),
    (exceptions.InvalidResponse, "protocol"),
    (exceptions.ClusterError, "cluster"),
    (exceptions.RedisClusterException, "cluster"),
)
#: These kinds may wrap another error, which is more precise.
_MADE_OF_ANOTHER = (
    exceptions.ConnectionError,
    exceptions.TimeoutError,
    exceptions.InvalidResponse,
    exceptions.ClusterError,
    exceptions.RedisClusterException,
)
#: Subclasses of the last kind that never pass by themselves.
_NEVER_PASS = (exceptions.CrossSlotTransactionError, exceptions.InvalidPipelineStack)


def trouble_of(error: BaseException) -> Trouble:
    """Return the trouble of an error of the store. An unknown error is a bug: trying it again would
    never end."""
    word = _said(error)
    if word not in _TABLE and isinstance(error, _MADE_OF_ANOTHER):
        word = _caused(error)
    if word in _TABLE and not isinstance(error, _NEVER_PASS):
        return _TABLE[word]
    return Trouble(word or type(error).__name__, Cure.CODE, "it is a bug", "report it")


def is_transient(error: BaseException) -> bool:
    """Return whether *error* is a passing trouble of the store, and no fault of the request."""
    return trouble_of(error).cure is not Cure.CODE


def _said(error: BaseException) -> str:
    """Return the first word of the server's error; "" if no server sent it."""
    if not isinstance(error, exceptions.RedisError) or not error.args:
        return ""
    text = str(error.args[0]).rpartition(_PIPELINE)[2]
    first, code = text.split(" ", 1)[0], error.status_code
    if code not in (None, "ERR", "EXECABORT"):
        return str(code)
    if carried := _CARRIED.search(text):
        return carried[1]
    of_err = (word for phrase, word in _OF_ERR.items() if code and text.startswith(phrase))
    return next(of_err, code or (first if _WORD.fullmatch(first) else ""))


def _caused(error: BaseException) -> str:
    """Return the word of the cause of an error of the network or of the cluster's client."""
    chain = list(_chain(error))
    for one in chain:
        if (word := _said(one)) in _TABLE:
            return word
        if isinstance(one, ssl.SSLCertVerificationError) and one.verify_code in _OF_CERTIFICATE:
            return _OF_CERTIFICATE[one.verify_code]
    return next(
        word for kind, word in _WITHOUT_A_WORD if any(isinstance(one, kind) for one in chain)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and its causes."""
    seen: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and found not in seen:
        seen.append(found)
        yield found
        found = found.__cause__ or found.__context__
