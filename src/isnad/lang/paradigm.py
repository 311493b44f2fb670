"""Inflected surfaces from one dictionary form, by suffix tables that the pack holds as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec


class Paradigm(msgspec.Struct, frozen=True):
    """A table of [suffix, grammatical number] applied to a stem.

    `strip` is cut from the dictionary form first; `prefix` pairs [old, new] add forms whose
    first letter changes (the persons of an imperfect verb). `plural` are the suffixes that
    plurals named after a bar may take besides none.
    """

    forms: tuple[tuple[str, str], ...]
    strip: str = ""
    prefix: tuple[tuple[str, str], ...] = ()
    pos: str = "noun"
    other: str = ""
    plural: tuple[str, ...] = ()

    def surfaces(self, word: str) -> Iterator[tuple[str, str]]:
        """(surface, number) of every form of `word`."""
        stem = word.removesuffix(self.strip) if self.strip else word
        heads = [stem] + [new + stem[len(old) :] for old, new in self.prefix if stem.startswith(old)]
        for head in heads:
            for suffix, number in self.forms:
                yield head + suffix, number


def read_paradigms(plain: Mapping[str, Mapping[str, Any]]) -> dict[str, Paradigm]:
    """The paradigms of a pack's [paradigm.*] tables."""
    return {name: msgspec.convert(table, Paradigm) for name, table in plain.items()}


def inflect(word: str, name: str, paradigms: Mapping[str, Paradigm]) -> list[tuple[str, str]]:
    """Every (surface, number) of an entry such as "sg | pl | pl" or "perfect / imperfect".

    The part before the first bar is inflected; parts after it are plurals as they stand. A
    slash separates stems that follow different tables (`other` names the table of what
    comes after the slash). A trailing "+" picks the table `<name>+`. A form after a bar that is
    no plural names its number behind a colon ("… | two men:dual").
    """
    head, *plurals = [part.strip() for part in word.split("|")]
    first, *others = [part.strip() for part in head.split("/")]
    table = name
    if first.endswith("+"):
        first, table = first[:-1].strip(), name.removesuffix("+") + "+"
    chosen = _table_for(first, table, paradigms)
    out = list(chosen.surfaces(first))
    for stem in others:
        out += paradigms[chosen.other].surfaces(stem)
    for form, _, number in (plural.partition(":") for plural in plurals if plural):
        out.append((form.strip(), number.strip() or "pl"))
        if not number:
            out += [(form.strip() + suffix, "pl") for suffix in chosen.plural]
    return list(dict.fromkeys(out))


def _table_for(word: str, name: str, paradigms: Mapping[str, Paradigm]) -> Paradigm:
    """The most specific table: `<name>:<ending>` when the word has that ending."""
    best: Sequence[str] = sorted(
        (key for key in paradigms if key.startswith(name + ":") and word.endswith(key.split(":", 1)[1])),
        key=len,
    )
    return paradigms[best[-1]] if best else paradigms[name]
