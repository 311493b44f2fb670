"""The words of a text, folded, each with its place in the text as stored.

Folding here serves comparison only (copies, rare words): marks and tatweel are dropped,
letter variants that Unicode decomposes become one, digits of every system become ASCII,
and `words.yaml` adds what Unicode does not say. Offsets are those of the stored text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import msgspec

from isnad.lang.read import read_yaml

_WORD = re.compile(r"[^\W_][\w]*")
SILENT = "_"
"""What marks and tatweel fold to."""


class Words(msgspec.Struct, frozen=True):
    """Parallel tuples: folded words and their half-open places, in code points."""

    text: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]


class _Data(msgspec.Struct, frozen=True):
    fold: dict[str, str]
    prefixes: tuple[str, ...]
    short_prefixes: tuple[str, ...]


@cache
def _data() -> _Data:
    """words.yaml as it stands."""
    raw = read_yaml(resources.files(__package__).joinpath("words.yaml"))
    return msgspec.convert(raw, _Data)


@cache
def _prefixes() -> tuple[tuple[str, int], ...]:
    """Folded prefixes and how many letters must be left."""
    data = _data()
    return tuple((p.translate(_TABLE), 3) for p in data.prefixes) + tuple(
        (p.translate(_TABLE), 4) for p in data.short_prefixes
    )


class _Table(dict[int, str]):
    """One code point to one code point, so that places stay true; filled as letters come."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        if kind[0] == "M" or kind == "Lm":
            out = SILENT
        elif kind == "Nd":
            out = str(unicodedata.decimal(sign))
        elif kind[0] == "L":
            base = unicodedata.normalize("NFKD", sign)[0].casefold()[0]
            out = _data().fold.get(base, base)
        else:
            out = " "
        self[code] = out
        return out


_TABLE = _Table()


def folded(sign: str) -> str:
    """One sign as it is compared: `SILENT` for what a word is read without, a blank for what parts words."""
    return sign.translate(_TABLE)


def is_letter(sign: str) -> bool:
    """Whether a folded sign stands in words."""
    return bool(_WORD.match(sign))


def words(text: str) -> Words:
    """Every run of letters and digits of `text`, folded. An empty text has no words."""
    folded = text.translate(_TABLE)
    out: list[str] = []
    start: list[int] = []
    end: list[int] = []
    for m in _WORD.finditer(folded):
        word = m.group()
        out.append(word.replace(SILENT, "") if SILENT in word else word)
        start.append(m.start())
        end.append(m.end())
    return Words(tuple(out), tuple(start), tuple(end))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`word` (folded) without what is written together with it; never under three letters."""
    for prefix, least in _prefixes():
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            return word[len(prefix) :]
    return word
