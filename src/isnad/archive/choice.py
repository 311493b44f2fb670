"""The values that a desk may choose for an incident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from isnad.errors import InputError
from isnad.model.values import EFFECTS

COUNTS = (*EFFECTS, "arrested")
"""Facts whose chosen value is a number or a range; `date`, `place` and `kind` are words."""


def choice(value: Mapping[str, Any]) -> dict[str, Any]:
    """A chosen value in its one form: {"killed": {"low": 3, "high": 3}, "date": "2025-12-13", …}.

    A number may be given bare. Raises InputError for a fact that cannot be chosen or a value that
    does not fit it.
    """
    out: dict[str, Any] = {}
    for fact, told in sorted(value.items()):
        if fact in COUNTS:
            out[fact] = _count(fact, told)
        elif fact in ("date", "place", "kind") and isinstance(told, str) and told.strip():
            out[fact] = _day(told) if fact == "date" else told
        else:
            hint = f"facts: {', '.join(COUNTS)} with a number or low and high; date, place, kind with words"
            raise InputError("E-decide-value", f"{fact!r} cannot be chosen as {told!r}", hint)
    return out


def _count(fact: str, told: object) -> dict[str, int | None]:
    both: tuple[Any, Any] = (told.get("low"), told.get("high")) if isinstance(told, dict) else (told, told)
    low, high = both
    fits = all(n is None or (isinstance(n, int) and not isinstance(n, bool) and n >= 0) for n in (low, high))
    if not fits or (low is None and high is None) or (low is not None and high is not None and low > high):
        raise InputError("E-decide-value", f"{told!r} is no number of {fact}", 'write 3, or {"low": 2, "high": 4}')
    return {"low": low, "high": high}


def _day(told: str) -> str:
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError as fault:
        raise InputError("E-decide-value", f"{told!r} is not a day", "write YYYY-MM-DD") from fault
