"""Lexicon files to entries: every surface of every word, folded, with its sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from isnad.errors import PackError
from isnad.grammar.segments import Sense
from isnad.lang.paradigm import Paradigm, inflect
from isnad.lang.read import read_yaml

_RESERVED = frozenset({"w", "class", "paradigm", "pos"})
FOLDED_END = "folded_end"
"""Attribute of forms whose last letter folding makes another: they look like words with a pronoun."""


class Entry(msgspec.Struct, frozen=True):
    """One surface of a lexicon and its sense, for the linter and the index."""

    surface: str
    sense: Sense
    file: str


def read_entries(folder: Path, fold: Callable[[str], str], paradigms: Mapping[str, Paradigm]) -> list[Entry]:
    """Every surface of every lexicon file, in file order. Raises PackError with file and entry."""
    out: list[Entry] = []
    for path in sorted(folder.glob("*.yaml")):
        for group in read_yaml(path) or ():
            try:
                out += _group_entries(group, path.name, fold, paradigms)
            except (KeyError, TypeError, AttributeError) as err:
                raise PackError("E-lexicon-entry", f"{path.name}: {err} in {group.get('class')}") from err
    return out


def _group_entries(
    group: dict[str, Any], file: str, fold: Callable[[str], str], paradigms: Mapping[str, Paradigm]
) -> Iterable[Entry]:
    common = {k: v for k, v in group.items() if k not in _RESERVED and k != "words"}
    for word in group["words"]:
        given = word if isinstance(word, dict) else {"w": word}
        paradigm = given.get("paradigm", group.get("paradigm"))
        attrs = {**common, **{k: v for k, v in given.items() if k not in _RESERVED}}
        pos = given.get("pos", group.get("pos"))
        if paradigm:
            forms = inflect(given["w"], paradigm, paradigms)
            pos = pos or paradigms[paradigm].pos
        else:
            forms = [(part.strip(), "") for part in given["w"].split("|")]
        lemma = forms[0][0]
        for surface, number in forms:
            full = {**attrs, "number": number} if number and "number" not in attrs else attrs
            folded = fold(surface).strip()
            if folded[-1:] != surface.strip()[-1:]:
                full = {**full, FOLDED_END: True}
            yield Entry(folded, Sense(group["class"], full, pos or "noun", lemma), file)
