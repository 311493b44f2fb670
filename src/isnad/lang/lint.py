"""The pack linter: entries that can never match, or that say nothing new, fail the build.

Each finding is an Issue with a code, the file and the entry.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

from isnad.issues import Issue
from isnad.lang.pack import LanguagePack, read_pack
from isnad.lang.read import read_yaml


def lint_pack(folder: Path) -> list[Issue]:
    """Everything wrong with a pack's words and rules, in file order. Raises PackError when it
    does not load at all."""
    pack = read_pack(folder)
    out = _lint_entries(pack)
    for path in sorted((folder / "lexicon").glob("*.yaml")):
        out += _lint_file(path)
    for path in sorted((folder / "rules").glob("*.yaml")):
        out += _lint_rules(path)
    return out


def _lint_entries(pack: LanguagePack) -> list[Issue]:
    out: list[Issue] = []
    for entry in pack.entries:
        place = f"{entry.file}: {entry.sense.cls}: {entry.surface}"
        if not entry.surface:
            out.append(_issue("E-lexicon-empty", place, "the entry folds to nothing"))
            continue
        for character in entry.surface:
            problem = _strange(character)
            if problem:
                out.append(_issue("E-lexicon-letter", place, problem))
                break
        if pack.folding.of(entry.surface) != entry.surface:
            out.append(_issue("E-lexicon-fold", place, "folding changes the folded entry: it can never match"))
    return out


def _strange(character: str) -> str:
    """Why a character of a folded entry can never stand in folded text, or ""."""
    name = unicodedata.name(character, "")
    category = unicodedata.category(character)
    if 0xFB50 <= ord(character) <= 0xFDFF or 0xFE70 <= ord(character) <= 0xFEFC:
        return f"presentation form {name}: never in folded text"
    if category in {"Mn", "Cf", "Cc", "Co"}:
        return f"sign U+{ord(character):04X} is dropped by folding: never in folded text"
    if category == "Nd" and not character.isascii():
        return f"digit {name}: folded text has ASCII digits"
    return ""


def _lint_file(path: Path) -> list[Issue]:
    """The same spelling twice in one list."""
    out: list[Issue] = []
    for group in read_yaml(path) or ():
        words = [word["w"] if isinstance(word, dict) else word for word in group["words"]]
        for word, times in sorted(Counter(str(w) for w in words).items()):
            if times > 1:
                out.append(_issue("E-lexicon-twice", f"{path.name}: {group['class']}: {word}", f"stands {times} times"))
        if not isinstance(group["class"], str):
            out.append(_issue("E-lexicon-class", f"{path.name}: {group['class']}", "a class is a word: quote it"))
    return out


def _lint_rules(path: Path) -> list[Issue]:
    plain = read_yaml(path) or {}
    names = Counter(rule["name"] for rule in plain.get("rules", ()))
    return [
        _issue("E-rule-twice", f"{path.name}: {name}", f"the name stands {times} times")
        for name, times in sorted(names.items())
        if times > 1
    ]


def _issue(code: str, place: str, reason: str) -> Issue:
    return Issue(code=code, report="", place=place, reason=reason, hint="correct the entry")
