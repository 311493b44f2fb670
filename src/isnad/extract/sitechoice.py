"""Whether a place phrase that no rule ties to an event is where one took place: a weighted sum of features.

The weights are data of the pack (sites.weights.yaml), fitted by eval/fit_sites.py to our own annotated
reports; a weight belongs to the name of a feature (`sitefeatures`), never to a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from isnad.extract.parsed import Sentence
from isnad.extract.sitefeatures import Known, again
from isnad.extract.sites import Phrase
from isnad.grammar.match import Line
from isnad.lang.pack import HOME
from isnad.lang.read import read_yaml


class Weights(msgspec.Struct, frozen=True):
    """A bias, a threshold on the sum, and the weight of each feature."""

    bias: float
    threshold: float
    weights: dict[str, float]

    def score(self, found: list[str]) -> float:
        """The sum of the weights of what was found, bias included."""
        return self.bias + sum(self.weights.get(name, 0.0) for name in found)


@lru_cache(maxsize=8)
def weights_of(code: str) -> Weights | None:
    """The weights of a language, or None where a pack has none: then only rules place events."""
    path = HOME / code / "sites.weights.yaml"
    if not path.is_file():
        return None
    return msgspec.convert(read_yaml(path), Weights)


@dataclass(slots=True)
class Candidate:
    """A place phrase, what speaks for it by itself, whether a rule settles what it is (ties it to an event, or to
    one that is only planned), and whether it was taken."""

    sentence: Sentence
    line: Line
    phrase: Phrase
    known: Known
    features: list[str]
    settled: bool
    taken: bool


def choose(candidates: Iterable[Candidate], weights: Weights) -> list[Candidate]:
    """Those that no rule settles and that still are the place of one. What a rule ties and then drops,
    since it says nothing new, is not taken up again."""
    before: list[Known] = []
    out: list[Candidate] = []
    for one in candidates:
        if one.taken:
            before.append(one.known)
        elif not one.settled and weights.score([*one.features, *again(one.known, before)]) >= weights.threshold:
            before.append(one.known)
            out.append(one)
    return out
