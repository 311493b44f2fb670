"""Countries a report speaks of: names and nationality adjectives, weighed over the whole text."""

from __future__ import annotations

from isnad.extract.parsed import ParsedReport
from isnad.grammar.segments import Seg

NAME = 1.0
ADJECTIVE = 0.5
HEADING = 2.0
"""How much a country's name, an adjective, and either of them in a title counts."""


def named_country(seg: Seg) -> str | None:
    """The ISO alpha-3 code of the country a segment names, if it names one.

    Some names are countries only with the article, others only without it; a name that is
    as often another word does not count here.
    """
    for sense in seg.senses:
        if sense.cls == "country" and not sense.attrs.get("weak"):
            if bool(sense.attrs.get("article")) == seg.definite or " " in sense.lemma:
                return str(sense.attrs["iso"])
    return None


def nation_of(seg: Seg) -> str | None:
    """The ISO alpha-3 code of a nationality adjective, unless it is as often another word."""
    for sense in seg.senses:
        if sense.cls == "nation" and not sense.attrs.get("weak"):
            return str(sense.attrs["nat"])
    return None


def country_weights(parsed: ParsedReport) -> dict[str, float]:
    """Shares of the countries named in a report, by ISO alpha-3 code, adding up to 1.

    Names weigh more than adjectives, the title more than the text. Empty when no country
    is named. Sorted by weight, then by code.
    """
    counted: dict[str, float] = {}
    lexicon = parsed.pack.lexicon
    signs = frozenset(lexicon.alphabet.signs(frozenset({"country", "nation"})))
    for sentence in parsed.sentences:
        line = sentence.base
        if signs.isdisjoint(line.signs):
            continue
        factor = HEADING if sentence.heading and sentence.index == 0 else 1.0
        for seg in line.segs:
            if seg.sig not in signs:
                continue
            adjective = nation_of(seg)
            code = named_country(seg) if adjective is None else adjective
            if code is not None:
                weight = NAME if adjective is None else ADJECTIVE
                counted[code] = counted.get(code, 0.0) + weight * factor
    total = sum(counted.values())
    return {k: v / total for k, v in sorted(counted.items(), key=lambda t: (-t[1], t[0]))}
