"""Names made comparable: folding, unit words, foreign letters, consonant skeletons."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from isnad.text.fold import Folding

_HERE = Path(__file__).parent
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[\-/_.'\"`*:]+")
_SPACES = re.compile(r"\s+")


def folding(pack: Path) -> Folding:
    """The folding of a language pack, the same that reports pass through."""
    fold = tomllib.loads(pack.read_text(encoding="utf-8"))["fold"]
    return Folding(fold["replace"], fold.get("drop", "") + fold["trailing"], fold["trailing"])


class Names:
    """Cleans names with the words of words.yaml and one folding."""

    def __init__(self, fold: Folding) -> None:
        words: dict[str, Any] = yaml.safe_load((_HERE / "words.yaml").read_text(encoding="utf-8"))
        self.words = words
        self._fold = fold
        self._letters = frozenset(fold.of(words["letters"]))
        self._respell = str.maketrans(words["respell"])
        self._respell_in = frozenset(words["respell_countries"])
        self.article: str = words["article"]
        self._units = frozenset(fold.of(w) for w in words["unit_words"])
        self._units_behind = frozenset(fold.of(w) for w in words["unit_words_behind"])
        self.place_words = frozenset(fold.of(w) for w in words["place_words"])
        self._arabic = _classes(words["consonants_arabic"])
        self._latin = _classes(words["consonants_latin"])
        self._drop = frozenset(words["skeleton_drop"])
        self._same: dict[str, str] = words["skeleton_same"]

    def first_in(self, key: str, name: str) -> bool:
        """Whether the first word of a folded name is in the word list `key`."""
        first = name.split(" ", 1)[0]
        return any(first == self._fold.of(w) for w in self.words[key])

    def display(self, raw: str) -> str:
        """The name as shown: invisible signs, vowel marks and brackets removed."""
        text = "".join(c for c in raw if unicodedata.category(c) not in ("Cf", "Mn") and c != "\u0640")
        text = _BRACKETS.sub(" ", text)
        return _SPACES.sub(" ", re.split("[\u060c,;\u061b]", text)[0]).strip()

    def folded(self, raw: str, country: str) -> str | None:
        """The folded name, or None when it holds letters that Arabic does not use."""
        text = self._fold.of(self.display(raw))
        if country in self._respell_in:
            text = text.translate(self._respell)
        text = _SPACES.sub(" ", _SIGNS.sub(" ", text)).strip()
        if len(text) < 2 or any(c != " " and not c.isdigit() and c not in self._letters for c in text):
            return None
        return text if any(c in self._letters for c in text) else None

    def bare(self, name: str) -> str | None:
        """The folded name without its unit word, when something is left."""
        words = name.split(" ")
        if len(words) > 1 and words[0] in self._units:
            return " ".join(words[1:])
        if len(words) > 1 and words[-1] in self._units_behind:
            return " ".join(words[:-1])
        return None

    def fits(self, folded: str, latin: list[str]) -> bool:
        """Whether the consonants of the Arabic name are roughly those of one Latin name.

        True when there is no Latin name to compare with.
        """
        arabic = [self._arabic[c] for c in self._without_articles(folded) if c in self._arabic]
        if not latin or len(arabic) < 2:
            return True
        best = 0.0
        for name in latin:
            plain = unicodedata.normalize("NFKD", name).lower()
            plain = re.sub(r"\b(al|el|ad|an|ar|as|at|az|ash|adh|ath)[ -]", "", plain)
            other = [self._latin[c] for c in plain if c in self._latin]
            other = [c for i, c in enumerate(other) if i == 0 or c != other[i - 1]]
            if other:
                best = max(best, 2 * _common(arabic, other) / (len(arabic) + len(other)))
        return best >= 0.6

    def skeleton(self, folded: str) -> str:
        """Consonants that newspapers agree on; the first letter of a word stays."""
        out: list[str] = []
        for word in folded.split(" "):
            kept = ""
            for i, c in enumerate(word):
                if i and c in self._drop:
                    continue
                c = self._same.get(c, c)
                if not kept or kept[-1] != c:
                    kept += c
            out.append(kept)
        return "".join(out)

    def _without_articles(self, folded: str) -> str:
        n = len(self.article)
        return " ".join(w[n:] if w.startswith(self.article) and len(w) > n + 2 else w for w in folded.split(" "))


def _classes(table: dict[str, str]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for label, letters in table.items():
        for c in letters:
            out.setdefault(c, set()).add(label)
    return {c: frozenset(labels) for c, labels in out.items()}


def _common(a: list[frozenset[str]], b: list[frozenset[str]]) -> int:
    """Length of the longest common subsequence, classes matching when they share one."""
    row = [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], (last + 1 if x & y else max(row[j], row[j - 1]))
    return row[-1]
