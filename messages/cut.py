"""Shortening what people wrote: by what they see as one character, never through one."""

from __future__ import annotations

import regex

_CLUSTER = regex.compile(r"\X")
#: Thai needs up to three code points for one; beyond that somebody is piling up marks.
_CODE_POINTS_EACH = 3
_ELLIPSIS = "…"


def cut(text: str, graphemes: int, code_points: int | None = None) -> str:
    """Put *text* on one line of at most *graphemes* clusters and *code_points*, which are three
    for each cluster where nothing else is said."""
    line = " ".join(text.split())
    most = graphemes * _CODE_POINTS_EACH if code_points is None else code_points
    if len(line) <= min(graphemes, most):  # no line has more clusters than code points
        return line
    clusters = clusters_of(line)
    if len(clusters) <= graphemes and len(line) <= most:
        return line
    kept = clusters[: graphemes - 1]
    size = sum(map(len, kept))
    while size > most - len(_ELLIPSIS):
        size -= len(kept.pop())
    return "".join(kept).rstrip() + _ELLIPSIS


def clusters_of(text: str) -> list[str]:
    """Split *text* into what people see as one character each."""
    clusters: list[str] = _CLUSTER.findall(text)
    return clusters
