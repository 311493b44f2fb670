"""A language pack: folding, lexicon, macros and rules, loaded from data and frozen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from ahocorasick_rs import AhoCorasick

from isnad.errors import PackError
from isnad.grammar.match import Rules
from isnad.grammar.pattern import PatternError, slots_of, translate_pattern
from isnad.grammar.segments import Alphabet
from isnad.lang.entries import Entry, read_entries
from isnad.lang.lexicon import Clitics, Lexicon
from isnad.lang.paradigm import Paradigm, read_paradigms
from isnad.lang.read import read_yaml
from isnad.text.fold import Folding

HOME = Path(__file__).parent
WIDE = "beside"
"""Attribute of words that only the kinds around an event know: to all else they stay unknown words."""
NARROW = "narrow"
"""Attribute of phrases that those kinds read word by word."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A rule: a name, a pattern with named slots, and the attributes its builder reads. The pattern is
    compiled when it is first tried: few texts need every rule.

    `stage` is the file it stands in; rules of a stage are tried in the order written.
    """

    name: str
    stage: str
    expression: str
    source: str
    needs: frozenset[str]
    attrs: dict[str, Any]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.expression)

    @cached_property
    def slots(self) -> dict[str, tuple[str, ...]]:
        """The groups of each slot."""
        return slots_of(self.pattern)


class Gate:
    """One pass over a folded text for the words that tell of events.

    A word counts where nothing but clitics is written together with it.
    """

    def __init__(self, strong: Sequence[str], weak: Sequence[str], clitics: Clitics) -> None:
        articles = ["", clitics.article, *clitics.contracted]
        preps = ["", *clitics.prepositions, clitics.future]
        self._before = frozenset(c + p + a for c in ["", *clitics.conjunctions] for p in preps for a in articles)
        self._after = frozenset(["", *clitics.pronouns])
        self._reach = max(len(b) for b in self._before) + 1
        self._words = [*strong, *(w for w in weak if w not in set(strong))]
        self._strong = len(strong)
        self._find = AhoCorasick(self._words)

    def places(self, folded: str) -> list[tuple[int, bool]]:
        """Where such words begin, in order, each with whether it is a strong one; none when no strong one is there."""
        out: list[tuple[int, bool]] = []
        # overlapping, or a word that begins inside another's article hides it
        for n, start, end in self._find.find_matches_as_indexes(folded, overlapping=True):
            if _letters(folded[end : end + 4]) not in self._after:
                continue
            if _letters(folded[max(0, start - self._reach) : start][::-1])[::-1] not in self._before:
                continue
            out.append((start, n < self._strong))
        return sorted(out) if any(strong for _, strong in out) else []


def _letters(text: str) -> str:
    """The letters a text begins with."""
    for n, character in enumerate(text):
        if not character.isalpha():
            return text[:n]
    return text


class LanguagePack:
    """Everything isnad knows of one language. Frozen after loading; shared by all reports.

    `lexicon` holds the words by which events are read; `wide` those and the many more by which is
    read what stands around them. Both share one alphabet.
    """

    def __init__(
        self,
        *,
        code: str,
        name: str,
        version: str,
        folding: Folding,
        lexicon: Lexicon,
        wide: Lexicon,
        rules: dict[str, Rules[Rule]],
        settings: dict[str, Any],
        entries: tuple[Entry, ...],
    ) -> None:
        self.code = code
        self.name = name
        self.version = version
        self.folding = folding
        self.lexicon = lexicon
        self.wide = wide
        self.rules = rules
        self.settings = settings
        self.entries = entries

    def chars(self, *classes: str) -> frozenset[str]:
        """The signs of all segments that have one of the classes: for `Line.holds`."""
        return self.lexicon.alphabet.holding(*classes)

    def bearing(self, attribute: str) -> frozenset[str]:
        """The signs of all segments that have a class of which some word bears an attribute."""
        return self.chars(*self._classes_by_attribute.get(attribute, ()))

    @cached_property
    def _classes_by_attribute(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for entry in self.entries:
            for name in entry.sense.attrs:
                found.setdefault(name, {})[entry.sense.cls] = None
        return {name: tuple(classes) for name, classes in found.items()}

    @cached_property
    def ending_alike(self) -> tuple[str, ...]:
        """The letters that folding turns into the lexicon's `ambiguous_end`; none where the pack names none."""
        letter = self.lexicon.ambiguous_end
        return tuple(a for a, b in self.settings["fold"]["replace"].items() if letter and b == letter)

    @cached_property
    def gate(self) -> Gate:
        """Finds the words without which a report or a sentence tells of no event."""
        plain = self.settings.get("gate", {})
        strong = self.wide.surfaces_of(frozenset(plain.get("strong", ())))
        weak = self.lexicon.surfaces_of(frozenset(plain.get("weak", ())))
        return Gate(strong, weak, msgspec.convert(self.settings["clitics"], Clitics))

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        return re.compile(self.settings["verb"].get("shape", "$^"))

    @cached_property
    def _described(self) -> re.Pattern[str]:
        return re.compile(self.settings["verb"].get("participle", "$^"))

    def is_verb(self, surface: str, *, first: bool = True) -> bool:
        """Whether a folded word that `lexicon` does not hold is a verb: the wider one knows it as such, or it has
        the shape of one. Where it is not `first` in its clause, only with a conjunction written onto it."""
        senses = self.wide.analyse(surface).pieces[-1].senses
        if senses:
            return first and any(sense.pos == "verb" for sense in senses)
        joined = surface[0] in self.settings["clitics"]["conjunctions"]
        if joined and self._shape.fullmatch(surface, 1):
            return True
        return first and self._shape.fullmatch(surface) is not None

    def is_participle(self, surface: str) -> bool:
        """Whether a folded word, without its article, has the shape of a participle. Nouns of place have it, too."""
        return self._described.fullmatch(surface) is not None

    def stage(self, name: str) -> Rules[Rule]:
        """The rules of one stage, in the order written; empty when the pack has none."""
        return self.rules.get(name, Rules())


@lru_cache(maxsize=8)
def load_pack(code: str) -> LanguagePack:
    """The pack of a language. Raises PackError when it does not exist or does not load."""
    folder = HOME / code
    if not (folder / "pack.toml").is_file():
        raise PackError("E-pack-unknown", f"no language pack {code!r}", "installed: " + ", ".join(packs()))
    return read_pack(folder, whole=False)


@lru_cache(maxsize=8)
def pack_settings(code: str) -> tuple[dict[str, Any], Folding]:
    """Tables and folding of an installed pack, for what needs neither its words nor its rules."""
    return _read_settings(HOME / code)


@lru_cache(maxsize=1)
def packs() -> tuple[str, ...]:
    """The codes of the packs that are installed. Looked up once: it is asked for every report."""
    return tuple(sorted(p.parent.name for p in HOME.glob("*/pack.toml")))


def read_pack(folder: Path, *, whole: bool = True) -> LanguagePack:
    """The pack in a folder: pack.toml, other tables (*.toml), lexicon/*.yaml, rules/*.yaml.

    The table of `<name>.toml` is settings["<name>"]. Raises PackError; with `whole`, also for a pattern that
    is no regular expression, which else is found when it is first tried.
    """
    settings, folding = _read_settings(folder)
    paradigms: dict[str, Paradigm] = read_paradigms(settings["paradigm"])
    entries = tuple(read_entries(folder / "lexicon", folding.of, paradigms))
    alphabet = Alphabet()
    for classes in settings.get("composite", ()):
        alphabet.sign(frozenset(classes.split()))
    clitics = msgspec.convert(settings["clitics"], Clitics)
    inherit, articled = settings.get("inherit"), settings.get("articled", ())
    lexicon = Lexicon([e for e in entries if WIDE not in e.sense.attrs], clitics, alphabet, inherit, articled)
    wide = Lexicon([e for e in entries if NARROW not in e.sense.attrs], clitics, alphabet, inherit, articled)
    return LanguagePack(
        code=settings["code"],
        name=settings["name"],
        version=settings["version"],
        folding=folding,
        lexicon=lexicon,
        wide=wide,
        rules=_read_rules(folder / "rules", alphabet, whole=whole),
        settings=settings,
        entries=entries,
    )


def _read_settings(folder: Path) -> tuple[dict[str, Any], Folding]:
    settings = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.toml")):
        if path.name != "pack.toml":
            settings[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
    fold = settings["fold"]
    return settings, Folding(fold["replace"], fold["trailing"] + fold["drop"], fold["trailing"])


def _read_rules(folder: Path, alphabet: Alphabet, *, whole: bool) -> dict[str, Rules[Rule]]:
    files = {path.stem: read_yaml(path) or {} for path in sorted(folder.glob("*.yaml"))}
    shared: dict[str, str] = files.get("macros", {}).get("macros", {})
    out: dict[str, Rules[Rule]] = {}
    for stage, plain in files.items():
        macros = {**shared, **plain.get("macros", {})}
        out[stage] = Rules(_rule(stage, r, alphabet, macros, whole=whole) for r in plain.get("rules", ()))
    return out


def _rule(stage: str, plain: dict[str, Any], alphabet: Alphabet, macros: dict[str, str], *, whole: bool) -> Rule:
    name = f"{stage}.{plain['name']}"
    try:
        expression = translate_pattern(plain["pattern"], alphabet, macros)
        if whole:
            re.compile(expression)
    except (PatternError, re.error) as err:
        raise PackError("E-rule-pattern", f"rule {name}: {err}") from err
    needs = frozenset(alphabet.signs(frozenset(plain["needs"].split()))) if "needs" in plain else frozenset()
    attrs = {k: v for k, v in plain.items() if k not in {"name", "pattern", "needs", "examples"}}
    return Rule(name=name, stage=stage, expression=expression, source=plain["pattern"], needs=needs, attrs=attrs)
