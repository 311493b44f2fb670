"""Names of groups and people as a language writes them, found by their English names in the lexicons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from isnad.lang.pack import HOME, load_pack, packs
from isnad.lang.read import read_yaml

NAMING = frozenset({"named", "known"})
"""Word classes whose entries name somebody."""
OUTLET = "outlet"
"""The word class whose entries name newspapers, agencies and stations."""
COUNTRY = "country"
"""The word class whose entries name countries by their ISO codes."""


def native_name(english: str) -> str | None:
    """How the first pack that knows the name writes it: the first spelling listed. None where none does."""
    return _names().get(english)


def country_name(code: str) -> tuple[str, str]:
    """A country in English and as the first pack that knows it writes it; the ISO code itself where none does."""
    return _countries().get(code, (code, code))


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    for code in packs():
        article = load_pack(code).lexicon.article
        for path in sorted((HOME / code / "lexicon").glob("*.yaml")):
            if f"class: {COUNTRY}\n" not in path.read_text(encoding="utf-8"):
                continue
            for row in read_yaml(path):
                for word in row["words"] if row.get("class") == COUNTRY else ():
                    if isinstance(word, dict) and word.get("en") and word.get("iso"):
                        written = str(word["w"]).partition("|")[0].strip()
                        out.setdefault(
                            str(word["iso"]), (str(word["en"]), article * bool(word.get("article")) + written)
                        )
    return out


@lru_cache(maxsize=1)
def outlet_spellings() -> tuple[tuple[str, str], ...]:
    """Every spelling of an outlet that a pack knows, with the outlet's English name, in the order of the packs."""
    out: list[tuple[str, str]] = []
    for row in _rows(frozenset({OUTLET})):
        for word in row["words"]:
            if isinstance(word, dict) and word.get("en"):
                out += [(written.strip(), str(word["en"])) for written in str(word["w"]).split("|")]
    return tuple(out)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in _rows(NAMING):
        for word in row["words"]:
            if isinstance(word, dict) and word.get("en"):
                out.setdefault(str(word["en"]), str(word["w"]).partition("|")[0].strip())
    return out


def _rows(classes: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The rows of these word classes, in the order of packs and files."""
    for code in packs():
        for path in sorted((HOME / code / "lexicon").glob("*.yaml")):
            if any(f"class: {kind}\n" in path.read_text(encoding="utf-8") for kind in classes):
                yield from (row for row in read_yaml(path) if row.get("class") in classes)
