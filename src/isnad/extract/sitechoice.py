"""Whether a place phrase is where an event took place: a weighted sum of features.

The weights are data of the pack (sites.weights.yaml), fitted by eval/fit_sites.py to annotated reports; a weight
belongs to the name of a feature (`sitefeatures`), never to a word. What a rule ties to an event speaks for a
phrase, and is one of the features.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isnad.extract.parsed import Sentence
from isnad.extract.sitefeatures import Known, again
from isnad.extract.sites import Phrase
from isnad.extract.siteties import Tie
from isnad.extract.weights import Weights
from isnad.grammar.match import Line

FILE = "sites.weights.yaml"
"""Where a pack has its weights; without them only rules place events."""


@dataclass(slots=True)
class Candidate:
    """A place phrase, what a rule ties it to, and what speaks for it and against it by itself."""

    sentence: Sentence
    line: Line
    phrase: Phrase
    tie: Tie | None
    known: Known
    features: list[str]


def choose(candidates: Iterable[Candidate], weights: Weights | None) -> list[Candidate]:
    """Those that are the place of an event, in the order of the text: each judged in the light of those before it."""
    if weights is None:
        return [one for one in candidates if one.tie is not None]
    before: list[Known] = []
    out: list[Candidate] = []
    for one in candidates:
        if weights.score([*one.features, *again(one.known, before)]) >= weights.threshold:
            before.append(one.known)
            out.append(one)
    return out
