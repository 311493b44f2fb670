"""A language pack: folding, lexicon, macros and rules, loaded from data and frozen."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from isnad.errors import PackError
from isnad.grammar.pattern import PatternError, compile_pattern
from isnad.grammar.segments import Alphabet
from isnad.lang.lexicon import Clitics, Entry, Lexicon, read_entries
from isnad.lang.paradigm import Paradigm, read_paradigms
from isnad.text.fold import Folding

HOME = Path(__file__).parent
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule: a name, a compiled pattern with named slots, and the attributes its builder reads.

    `stage` is the file it stands in; rules of a stage are tried in the order written.
    """

    name: str
    stage: str
    pattern: re.Pattern[str]
    source: str
    needs: frozenset[str]
    attrs: dict[str, Any]


class LanguagePack:
    """Everything isnad knows of one language. Frozen after loading; shared by all reports."""

    def __init__(
        self,
        *,
        code: str,
        name: str,
        version: str,
        folding: Folding,
        lexicon: Lexicon,
        rules: dict[str, tuple[Rule, ...]],
        settings: dict[str, Any],
        entries: tuple[Entry, ...],
    ) -> None:
        self.code = code
        self.name = name
        self.version = version
        self.folding = folding
        self.lexicon = lexicon
        self.rules = rules
        self.settings = settings
        self.entries = entries

    def stage(self, name: str) -> tuple[Rule, ...]:
        """The rules of one stage, in the order written; empty when the pack has none."""
        return self.rules.get(name, ())


@lru_cache(maxsize=8)
def load_pack(code: str) -> LanguagePack:
    """The pack of a language. Raises PackError when it does not exist or does not load."""
    folder = HOME / code
    if not (folder / "pack.toml").is_file():
        raise PackError("E-pack-unknown", f"no language pack {code!r}", "installed: " + ", ".join(packs()))
    return read_pack(folder)


def packs() -> list[str]:
    """The codes of the packs that are installed."""
    return sorted(p.parent.name for p in HOME.glob("*/pack.toml"))


def read_pack(folder: Path) -> LanguagePack:
    """The pack in a folder: pack.toml, lexicon/*.yaml, rules/*.yaml. Raises PackError."""
    settings = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    fold = settings["fold"]
    folding = Folding(fold["replace"], fold["trailing"] + fold["drop"], fold["trailing"])
    paradigms: dict[str, Paradigm] = read_paradigms(settings["paradigm"])
    entries = tuple(read_entries(folder / "lexicon", folding.of, paradigms))
    alphabet = Alphabet()
    for classes in settings.get("composite", ()):
        alphabet.sign(frozenset(classes.split()))
    clitics = msgspec.convert(settings["clitics"], Clitics)
    lexicon = Lexicon(entries, clitics, alphabet)
    return LanguagePack(
        code=settings["code"],
        name=settings["name"],
        version=settings["version"],
        folding=folding,
        lexicon=lexicon,
        rules=_read_rules(folder / "rules", alphabet),
        settings=settings,
        entries=entries,
    )


def _read_rules(folder: Path, alphabet: Alphabet) -> dict[str, tuple[Rule, ...]]:
    files = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER) or {}
        for path in sorted(folder.glob("*.yaml"))
    }
    shared: dict[str, str] = files.get("macros", {}).get("macros", {})
    out: dict[str, tuple[Rule, ...]] = {}
    for stage, plain in files.items():
        macros = {**shared, **plain.get("macros", {})}
        out[stage] = tuple(_rule(stage, r, alphabet, macros) for r in plain.get("rules", ()))
    return out


def _rule(stage: str, plain: dict[str, Any], alphabet: Alphabet, macros: dict[str, str]) -> Rule:
    name = f"{stage}.{plain['name']}"
    try:
        pattern = compile_pattern(plain["pattern"], alphabet, macros)
    except (PatternError, re.error) as err:
        raise PackError("E-rule-pattern", f"rule {name}: {err}") from err
    needs = frozenset(alphabet.signs(frozenset(plain["needs"].split()))) if "needs" in plain else frozenset()
    attrs = {k: v for k, v in plain.items() if k not in {"name", "pattern", "needs", "examples"}}
    return Rule(name=name, stage=stage, pattern=pattern, source=plain["pattern"], needs=needs, attrs=attrs)
