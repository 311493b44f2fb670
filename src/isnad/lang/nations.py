"""English words for countries, read from data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from isnad.lang.read import read_yaml

_FILE = Path(__file__).parent / "nations.yaml"


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {str(k): str(v) for k, v in read_yaml(_FILE).items()}


def nation_adjective(code: str) -> str:
    """The English adjective of an ISO 3166 alpha-3 code; the code itself where none is known."""
    return _adjectives().get(code, code)
