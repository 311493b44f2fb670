"""What the grammar works on: senses of words, and segments of a sentence that carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

EMPTY: Mapping[str, Any] = {}
SILENT = "silent"
"""Attribute of senses that one reader alone asks for: to patterns a word with no other stays an unknown word."""
UNKNOWN = "word"


class Sense:
    """One meaning of a surface: its class, its attributes, and the entry it came from."""

    __slots__ = ("attrs", "cls", "lemma", "pos")

    def __init__(self, cls: str, attrs: Mapping[str, Any] = EMPTY, pos: str = "word", lemma: str = "") -> None:
        self.cls = cls
        self.attrs = attrs
        self.pos = pos
        self.lemma = lemma

    def __repr__(self) -> str:
        return f"Sense({self.cls}, {dict(self.attrs)})"


def classes_of(senses: Sequence[Sense]) -> frozenset[str]:
    """The classes for which a word's sign stands."""
    classes = frozenset(s.cls for s in senses)
    return classes | {UNKNOWN} if all(SILENT in s.attrs for s in senses) else classes


class Seg(msgspec.Struct, eq=False, gc=False):
    """A piece of a folded sentence [start, end): a word, a clitic, a sign, or what a rule built.

    `sig` is one character that stands for the set of its classes, so that a sentence is
    a string and a rule a regular expression. `definite` tells that an article was split
    off inside the segment; `pronoun` that a possessive or object pronoun was.
    `parts` are the segments a rule joined, `rule` its name.
    """

    start: int
    end: int
    sig: str
    senses: tuple[Sense, ...]
    definite: bool = False
    pronoun: str = ""
    parts: tuple[Seg, ...] = ()
    rule: str = ""

    def sense(self, cls: str) -> Sense | None:
        """The first sense of class `cls`, if any."""
        for sense in self.senses:
            if sense.cls == cls:
                return sense
        return None

    def has(self, *classes: str) -> bool:
        for sense in self.senses:  # noqa: SIM110 - any() costs three times as much, and this is called most of all
            if sense.cls in classes:
                return True
        return False

    def attr(self, name: str, cls: str | None = None) -> Any:
        """The first value of attribute `name` among the senses (of class `cls`, when given)."""
        for sense in self.senses:
            if (cls is None or sense.cls == cls) and name in sense.attrs:
                return sense.attrs[name]
        return None

    def __repr__(self) -> str:
        return f"Seg({self.start}-{self.end} {'/'.join(s.cls for s in self.senses)})"


class Alphabet:
    """One character for each set of classes; closed when the pack is loaded.

    Which characters is of no meaning, since signs never stand in one string with text: a long row of the basic
    plane, so that strings of signs stay small.
    """

    FIRST = 0x3400
    LAST = 0xD7FF

    def __init__(self) -> None:
        self._of: dict[frozenset[str], str] = {}
        self._by_class: dict[str, list[str]] = {}
        self._holding: dict[tuple[str, ...], frozenset[str]] = {}

    def sign(self, classes: frozenset[str]) -> str:
        """The character of a set of classes, made on first use."""
        found = self._of.get(classes)
        if found is None:
            code = self.FIRST + len(self._of)
            if code > self.LAST:
                raise ValueError("too many sets of classes for one alphabet")
            found = self._of[classes] = chr(code)
            self._holding.clear()
            for cls in classes:
                self._by_class.setdefault(cls, []).append(found)
        return found

    def signs(self, wanted: frozenset[str]) -> str:
        """All characters whose set holds one of the `wanted` classes, in order."""
        return "".join(sorted({c for cls in wanted for c in self._by_class.get(cls, ())}))

    def holding(self, *classes: str) -> frozenset[str]:
        """The same as a set, remembered: for asking a line whether it has any of the classes."""
        found = self._holding.get(classes)
        if found is None:
            found = self._holding[classes] = frozenset(self.signs(frozenset(classes)))
        return found

    def classes(self) -> frozenset[str]:
        return frozenset(self._by_class)

    def __len__(self) -> int:
        return len(self._of)
