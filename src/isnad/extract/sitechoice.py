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


SURE = 1.0
"""How far above the threshold a place that a rule ties to an event must lie to set the scene for other claims."""


@dataclass(slots=True)
class Candidate:
    """A place phrase, what a rule ties it to, and what speaks for it and against it by itself. `sure`: it was
    chosen, and by far."""

    sentence: Sentence
    line: Line
    phrase: Phrase
    tie: Tie | None
    known: Known
    features: list[str]
    sure: bool = True


def choose(candidates: Iterable[Candidate], weights: Weights | None) -> list[Candidate]:
    """Those that are the place of an event, in the order of the text: each judged in the light of those before it."""
    if weights is None:
        return [one for one in candidates if one.tie is not None]
    before: list[Known] = []
    out: list[Candidate] = []
    for one in candidates:
        above = weights.score([*one.features, *again(one.known, before)]) - weights.threshold
        if above >= 0.0 or _named_so(one):
            one.sure = above >= SURE or _named_so(one)
            before.append(one.known)
            out.append(one)
    return out


def _named_so(one: Candidate) -> bool:
    """Whether a heading calls the event after the place: that counts as its place wherever it is said again."""
    return one.tie is not None and one.sentence.heading and one.tie.rule == "event_site.name"
