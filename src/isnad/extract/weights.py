"""Weights of named features, fitted by a command of eval/ and shipped as data of a pack."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from isnad.lang.pack import HOME
from isnad.lang.read import read_yaml


class Weights(msgspec.Struct, frozen=True):
    """A bias, a threshold on the sum, and the weight of each feature."""

    bias: float
    threshold: float
    weights: dict[str, float]

    def score(self, found: Iterable[str]) -> float:
        """The sum of the weights of what was found, in the order given, bias included."""
        return self.bias + sum(self.weights.get(name, 0.0) for name in found)


@lru_cache(maxsize=16)
def weights_of(code: str, file: str) -> Weights | None:
    """The weights that a language has in a file of its pack, or None where it has none."""
    path = HOME / code / file
    if not path.is_file():
        return None
    return msgspec.convert(read_yaml(path), Weights)
