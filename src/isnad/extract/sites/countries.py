"""Countries a report speaks of: names and nationality adjectives, weighed over the whole text."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from isnad.extract.parsed import ParsedReport
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack

NAME = 1.0
ADJECTIVE = 0.5
HEADING = 2.0
"""How much a country's name, an adjective, and either of them in a title counts."""


def named_country(seg: Seg, expected: bool = False) -> str | None:
    """The ISO alpha-3 code of the country a segment names, if it names one.

    Some names are countries only with the article, others only without it; a name that is
    as often another word counts only where a place is `expected`.
    """
    for sense in seg.senses:
        if sense.cls == "country" and _is_name(sense, seg.definite, expected):
            return str(sense.attrs["iso"])
    return None


def country_weights(parsed: ParsedReport) -> dict[str, float]:
    """Shares of the countries named in a report, by ISO alpha-3 code, adding up to 1.

    Names weigh more than adjectives, the title more than the text. Empty when no country
    is named. Sorted by weight, then by code. Reads the text once, whatever its sentences.
    """
    counted: dict[str, float] = {}
    title = parsed.sentences[0].end if parsed.sentences and parsed.sentences[0].heading else 0
    for at, code, weight in _counter(parsed.pack).found(parsed.folded.text):
        counted[code] = counted.get(code, 0.0) + weight * (HEADING if at < title else 1.0)
    total = sum(counted.values())
    return {k: v / total for k, v in sorted(counted.items(), key=lambda t: (-t[1], t[0]))}


class _Surface(msgspec.Struct, frozen=True):
    """What a surface stands for without and with the article: (code, weight), or None."""

    bare: tuple[str, float] | None
    definite: tuple[str, float] | None


class _Counter:
    """Finds country words in a folded text in one pass, clitics before them allowed for."""

    def __init__(self, pack: LanguagePack) -> None:
        senses: dict[str, list[Sense]] = {}
        for entry in pack.entries:
            if entry.sense.cls in ("country", "nation") and not entry.sense.attrs.get("weak"):
                senses.setdefault(entry.surface, []).append(entry.sense)
        surfaces = sorted(senses)
        self._what = [_Surface(_counts(senses[s], False), _counts(senses[s], True)) for s in surfaces]
        self._machine = AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest)
        clitics = pack.settings["clitics"]
        heads = ["", *clitics["conjunctions"]]
        self._bare = frozenset(c + p for c in heads for p in ("", *clitics["prepositions"]))
        article = clitics["article"]
        self._definite = frozenset(
            {c + p + article for c in heads for p in ("", *clitics["prepositions"])}
            | {c + written for c in heads for written in clitics["contracted"]}
        )

    def found(self, text: str) -> list[tuple[int, str, float]]:
        """(place, code, weight) of every country word, in the order of the text."""
        out: list[tuple[int, str, float]] = []
        for which, start, end in self._machine.find_matches_as_indexes(text):
            if end < len(text) and text[end].isalpha():
                continue
            first = start
            while first and text[first - 1].isalpha():
                first -= 1
            before = text[first:start]
            if before in self._bare:
                hit = self._what[which].bare
            else:
                hit = self._what[which].definite if before in self._definite else None
            if hit is not None:
                out.append((start, *hit))
        return out


@lru_cache(maxsize=8)
def _counter(pack: LanguagePack) -> _Counter:
    return _Counter(pack)


def _counts(senses: list[Sense], definite: bool) -> tuple[str, float] | None:
    """The first meaning that counts; an adjective is read before a name it looks like."""
    for sense in senses:
        if sense.cls == "nation":
            return str(sense.attrs["nat"]), ADJECTIVE
    for sense in senses:
        if _is_name(sense, definite):
            return str(sense.attrs["iso"]), NAME
    return None


def _is_name(sense: Sense, definite: bool, weak: bool = False) -> bool:
    if sense.attrs.get("weak") and not weak:
        return False
    return bool(sense.attrs.get("article")) == definite or " " in sense.lemma
