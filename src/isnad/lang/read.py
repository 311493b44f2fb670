"""How YAML files of ours are read: with the compiled reader where there is one, ten times as fast."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path | Traversable) -> Any:
    """What a UTF-8 YAML file holds; None for an empty one."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
