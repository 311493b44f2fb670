"""Findings about a report that do not stop a run."""

from __future__ import annotations

import msgspec


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be read, where, why, and what to do about it."""

    code: str
    report: str
    place: str
    reason: str
    hint: str = ""
