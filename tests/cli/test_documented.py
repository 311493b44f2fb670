"""What is not documented is not there: commands, options, issue codes, error codes."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from isnad.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
CODE = re.compile(r'"([EI]-(?:[a-z]+-)*[a-z]+)"')


def test_the_help_in_the_docs_is_the_help() -> None:
    spec = importlib.util.spec_from_file_location("write_cli_docs", ROOT / "tools" / "write_cli_docs.py")
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    assert writer.rewrite(PAGE) == PAGE, "run: python tools/write_cli_docs.py"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_docs_and_readme(command: str) -> None:
    assert f"<!-- help: {command} -->" in PAGE
    assert f"`isnad {command} " in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_code_is_documented_and_every_documented_code_exists() -> None:
    used = {c for path in (ROOT / "src").rglob("*.py") for c in CODE.findall(path.read_text(encoding="utf-8"))}
    used |= {"E-internal", "E-output-write"}
    documented = set(re.findall(r"`([EI]-[a-z-]+)`", PAGE))
    assert used - documented == set()
    assert documented - used == set()
