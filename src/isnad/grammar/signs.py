"""Tokens that are no words: what digits and signs mean, whatever the language."""

from __future__ import annotations

from isnad.grammar.numbers import digits_value
from isnad.grammar.segments import Sense

SIGNS = {
    ",": "comma",
    '"': "quote",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    ":": "colon",
    "-": "dash",
    ".": "stop",
    "!": "stop",
    "?": "stop",
    ";": "stop",
    "%": "percent",
    "/": "slash",
}
_SENSES = {cls: (Sense(cls, pos="sign"),) for cls in (*SIGNS.values(), "sign")}


def read_sign(token: str) -> tuple[Sense, ...]:
    """The sense of a token of digits or of a sign; none of digits that are no plain number."""
    if not token[0].isdecimal():
        return _SENSES[SIGNS.get(token[0], "sign")]
    value = digits_value(token)
    if value is None:
        return ()
    year = _calendar(value) if len(token) == 4 else ""
    return (Sense("num", {"v": value, "kind": "digits", "year": year, "s": token}, "num"),)


def _calendar(value: float) -> str:
    """Which class of year four digits may be: `year`, `hyear` (Hijri) or none."""
    return "year" if 1900 <= value <= 2100 else "hyear" if 1300 <= value <= 1500 else ""
