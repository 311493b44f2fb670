"""English words for countries, read from data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "nations.yaml"


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {str(k): str(v) for k, v in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items()}


def nation_adjective(code: str) -> str:
    """The English adjective of an ISO 3166 alpha-3 code; the code itself where none is known."""
    return _adjectives().get(code, code)
