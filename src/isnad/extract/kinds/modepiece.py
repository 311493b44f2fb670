"""A part of a mode while it is read, and the mode in plain English."""

from __future__ import annotations

from dataclasses import dataclass, field

UNCOUNTED = frozenset({"aircraft", "artillery", "explosives"})
ARTILLERY = {"artillery": "gun", "rocket": "rocket"}
"""Adjectives that say with what somebody was shelled, so that it is not said twice."""
LADEN = frozenset(
    {"car", "car bomb", "vehicle", "truck", "bus", "minibus", "motorcycle", "tanker", "tractor", "trailer"}
    | {"auto-rickshaw", "armoured vehicle", "train", "locomotive", "boat"}
)
"""What carries a bomb, so that a bombing is named by it."""
ORDER = (
    "crash",
    "collision",
    "rollover",
    "derailment",
    "sinking",
    "collapse",
    "stampede",
    "fire",
    "bombing",
    "explosion",
    "shooting",
    "stabbing",
    "ramming",
    "ambush",
    "drone strike",
    "air strike",
    "shelling",
)


@dataclass(slots=True)
class Piece:
    """A part of a mode: segment range, what it says, and whether it stands alone."""

    first: int
    last: int
    rule: str
    solo: bool
    acts: list[str] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    suicide: bool = False
    definite: bool = False
    clause: bool = False
    plural: bool = False
    raid: bool = False
    apart: bool = False
    arms: bool = False
    once: bool = False


def act_of(piece: Piece) -> str:
    """The act that names a piece: the one told of first in ORDER, with suicide where it belongs."""
    for act in ORDER:
        if act in piece.acts:
            return "suicide bombing" if piece.suicide and act in ("bombing", "explosion") else act
    if piece.suicide:
        return "suicide attack"
    return piece.acts[0] if piece.acts else "attack"


def summary(piece: Piece) -> str:
    """The mode in plain English, put together from the words of the lexicon."""
    act = act_of(piece)
    device = (piece.words.get("device") or piece.words.get("weapon") or [""])[0]
    cars = [*piece.words.get("car", ()), *piece.words.get("car2", ())]
    if act == "crash":
        kinds = piece.words.get("what2") or piece.words.get("what") or ["aircraft"]
        down = "shooting down" in piece.words.get("head", ())
        return f"{'shooting down' if down else 'crash'} of {_a(kinds[0])}"
    if act in ("collision", "rollover", "road accident", "derailment") and cars:
        named = " and ".join(_a(c) for c in cars)
        if act == "collision" and len(cars) == 1:
            return f"collision involving {named}"
        return f"{act} of {named}" if act != "road accident" else f"road accident involving {named}"
    if piece.suicide:
        if device in LADEN:
            return f"suicide {device.removesuffix(' bomb')} bombing"
        return f"{act} with {_a(device)}" if device else act
    if device in LADEN:
        return f"{device.removesuffix(' bomb')} bomb"
    if act in ("bombing", "explosion") and device:
        return f"explosion of {_a(device)}"
    size = [word for word in (*piece.words.get("size", ()), *piece.words.get("adj", ())) if not act.startswith(word)][
        :1
    ]
    if device == ARTILLERY.get(size[0] if size else ""):
        device = ""
    return " ".join([*size, act]) + (f" with {_a(device)}" if device else "")


def _a(noun: str) -> str:
    if noun in UNCOUNTED:
        return noun
    return ("an " if noun[0] in "aeiou" else "a ") + noun
