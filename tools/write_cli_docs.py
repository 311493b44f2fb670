"""Write the help of every command into docs/cli.md, between its markers. A test compares.

python tools/write_cli_docs.py
"""

from __future__ import annotations

import argparse
import importlib
import re
from pathlib import Path

from isnad.cli.main import COMMANDS, build_parser

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
BLOCK = re.compile(r"(<!-- help: (?P<name>[\w ]+) -->\n```text\n).*?(```\n)", re.S)


def rewrite(page: str) -> str:
    """The page with each marked block holding the help of the command it names."""
    return BLOCK.sub(lambda found: found[1] + help_of(found["name"]) + found[3], page)


def help_of(name: str) -> str:
    """What `isnad NAME --help` prints."""
    command = name.removeprefix("isnad").strip()
    parser = importlib.import_module(f"isnad.cli.{command}").make_parser() if command in COMMANDS else build_parser()
    assert isinstance(parser, argparse.ArgumentParser)
    return parser.format_help()


if __name__ == "__main__":
    PAGE.write_text(rewrite(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
