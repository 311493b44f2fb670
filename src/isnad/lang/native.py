"""Names of groups and people as a language writes them, found by their English names in the lexicons."""

from __future__ import annotations

from functools import lru_cache

from isnad.lang.pack import HOME, load_pack, packs
from isnad.lang.read import read_yaml

NAMING = frozenset({"named", "known"})
"""Word classes whose entries name somebody."""
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
def _names() -> dict[str, str]:
    out: dict[str, str] = {}
    for code in packs():
        for path in sorted((HOME / code / "lexicon").glob("*.yaml")):
            if not any(f"class: {kind}\n" in path.read_text(encoding="utf-8") for kind in NAMING):
                continue
            for row in read_yaml(path):
                for word in row["words"] if row.get("class") in NAMING else ():
                    if isinstance(word, dict) and word.get("en"):
                        out.setdefault(str(word["en"]), str(word["w"]).partition("|")[0].strip())
    return out
