"""Names of groups and people as a language writes them, found by their English names in the lexicons."""

from __future__ import annotations

from functools import lru_cache

from isnad.lang.pack import HOME, packs
from isnad.lang.read import read_yaml

NAMING = frozenset({"named", "known"})
"""Word classes whose entries name somebody."""


def native_name(english: str) -> str | None:
    """How the first pack that knows the name writes it: the first spelling listed. None where none does."""
    return _names().get(english)


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
