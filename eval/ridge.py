"""Logistic regression with a ridge on sets of named features: what every command that fits weights uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isnad.extract.weights import Weights

Example = tuple[bool, frozenset[str]]
"""Whether the answer is yes, and the features found."""
STEPS = 30
SLACK = 1e-4
LEAST = 0.005
"""Weights nearer to nothing than this are left out of what is shipped."""


def fit(data: Sequence[Example], *, seen_often: int, ridge: float, threshold: float = 0.0) -> Weights:
    """The weights of features seen at least `seen_often` times, fitted until they stand still (Newton's method).

    Minimises the negative log-likelihood plus half of `ridge` times the sum of squares; the bias is free. The same
    data give the same weights to the third decimal that is kept.
    """
    counts = Counter(name for _, found in data for name in found)
    names = sorted(name for name, n in counts.items() if n >= seen_often)
    matrix, wanted = _matrix(data, names), np.array([float(yes) for yes, _ in data])
    penalty = np.full(len(names) + 1, ridge)
    penalty[-1] = 1e-6
    weights = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chances - wanted) + penalty * weights
        curve = (matrix.T * (chances * (1 - chances))) @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < SLACK:
            break
    kept = {name: round(float(x), 3) for name, x in zip(names, weights[:-1], strict=True) if abs(x) >= LEAST}
    return Weights(round(float(weights[-1]), 3), threshold, kept)


def _matrix(data: Sequence[Example], names: list[str]) -> NDArray[np.float64]:
    index = {name: i for i, name in enumerate(names)}
    out = np.zeros((len(data), len(names) + 1))
    out[:, -1] = 1
    for n, (_, found) in enumerate(data):
        for name in found:
            if name in index:
                out[n, index[name]] = 1
    return out
