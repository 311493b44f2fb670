"""The words of conflicts, in English and Arabic, from notes.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from isnad.lang.native import country_name
from isnad.lang.read import read_yaml
from isnad.model.record import Conflict, ConflictValue

Pair = tuple[str, str]
"""A text in English and in Arabic."""


@cache
def notes() -> dict[str, Any]:
    """notes.yaml as it stands."""
    loaded: dict[str, Any] = read_yaml(resources.files(__package__).joinpath("notes.yaml"))
    return loaded


def pair(*path: str, **filled: Pair | str | int) -> Pair:
    """The text at `path`, filled in for each language. Raises KeyError for an unknown path."""
    found: Any = notes()
    for key in path:
        found = found[key]
    out = []
    for n, code in enumerate(notes()["languages"]):
        inner = {k: v[n] if isinstance(v, tuple) else v for k, v in filled.items()}
        out.append(str(found[code]).format(**inner))
    return out[0], out[1]


def named(row: dict[str, Any], key: str) -> Pair:
    """The name of a row of notes.yaml: English under `key`, the other language under its code."""
    return row[key], row[notes()["languages"][1]]


def amount(low: int | None, high: int | None, approx: bool) -> Pair:
    """A figure in words: "at least 12", "about 50", "dozens"; digits are ASCII in both languages."""
    if low is None and high is None:
        return pair("amount", "dozens" if approx else "several")
    if low is None:
        return pair("amount", "at_most", n=high or 0)
    if approx:
        return pair("amount", "about", n=low)
    if high is None:
        return pair("amount", "at_least", n=low)
    return pair("amount", "exact", n=low) if low == high else pair("amount", "between", n=low, m=high)


def people(role: str, nationality: str | None = None) -> Pair:
    """A group of people by role, with the nation's name where it is known."""
    name = pair("people", role) if role in notes()["people"] else (role.replace("_", " "),) * 2
    return pair("with_nation", people=name, nation=country_name(nationality)) if nationality else name


def counted(number: Pair, role: str, nationality: str | None, n: int | None) -> Pair:
    """A figure and whom it counts: "2 soldiers (United States)"; "soldiers, no figure" where `n` is None."""
    if n is None:
        return pair("people_only", amount=number, people=people(role, nationality))
    group = people(role, nationality)
    one = notes()["people"].get(role, {}).get("one")
    if n == 1 and one and number[0] == "1":
        named = (one, group[1])
        group = pair("with_nation", people=named, nation=country_name(nationality)) if nationality else named
        group = (group[0], people(role, nationality)[1])
    return pair("of_people", amount=number, people=group)


def listed(values: Iterable[Pair]) -> Pair:
    """Values joined by commas, each once."""
    kept = list(dict.fromkeys(values))
    return ", ".join(v[0] for v in kept), "\u060c ".join(v[1] for v in kept)


def conflict(about: str, kind: str, values: Sequence[ConflictValue], note: Pair) -> Conflict:
    """A conflict with its note in both languages."""
    return Conflict(about=about, kind=kind, values=tuple(values), note=note[0], note_ar=note[1])


def about_words(about: str) -> Pair:
    """What a conflict is about, in words: an effect, that of one group of people, a fact, or any inside one report."""
    effect, _, role = about.removesuffix(")").partition(" (")
    if role and effect in notes()["topics"]:
        return pair("changes", "named", about=pair("topics", effect), name=people(role))
    head, _, rest = about.partition(": ")
    words = notes()["topics"]
    label = pair("topics", head) if head in words else (head, head)
    return pair("within_one", about=label) if rest else label
