"""The layer contracts of pyproject.toml hold, and they name every room of the house."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_contracts_are_kept() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_package_has_its_layer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    named = {part.strip() for layer in contract["layers"] for part in layer.split("|")}
    package = ROOT / "src" / "isnad"
    rooms = {f"isnad.{p.parent.name}" for p in package.glob("*/__init__.py")}
    rooms |= {f"isnad.{p.stem}" for p in package.glob("*.py") if not p.stem.startswith("__")}
    assert rooms - named == set()
