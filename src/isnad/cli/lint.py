"""isnad lint: what is wrong with a language pack."""

from __future__ import annotations

import argparse
from pathlib import Path

from isnad.cli.options import Help, issue_line
from isnad.errors import InputError
from isnad.lang.lint import lint_pack
from isnad.lang.pack import HOME, packs
from isnad.model.codec import to_json

ABOUT = """\
Check the words and rules of a language pack: entries that can never match, doubles, patterns
that name what does not exist. One line a finding; exit status 3 when there is any.
"""
EXAMPLES = """\
examples:
  isnad lint                all packs installed
  isnad lint CODE
  isnad lint ./my-pack      a folder that holds pack.toml
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = argparse.ArgumentParser(
        prog="isnad lint",
        usage="isnad lint [PACK…] [OPTIONS]",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=Help,
    )
    made.add_argument("packs", nargs="*", metavar="PACK", help="code of a pack, or a folder that holds pack.toml")
    made.add_argument("--json", action="store_true", help="print each finding as a JSON line")
    made.add_argument("--quiet", action="store_true", help="only the exit status")
    return made


def run(argv: list[str]) -> int:
    """Findings go to standard output: they are the result."""
    options = make_parser().parse_args(argv)
    found = 0
    for name in options.packs or packs():
        for issue in lint_pack(_folder(name)):
            found += 1
            if not options.quiet:
                print(to_json(issue) if options.json else issue_line(issue))
    return 3 if found else 0


def _folder(name: str) -> Path:
    for folder in (HOME / name, Path(name)):
        if (folder / "pack.toml").is_file():
            return folder
    raise InputError("E-pack-unknown", f"no language pack {name!r}", "installed: " + ", ".join(packs()))
