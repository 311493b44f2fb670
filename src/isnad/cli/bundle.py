"""isnad bundle: reports and the log as evidence that others can check."""

from __future__ import annotations

import argparse
from pathlib import Path

from isnad.archive.bundle import write_bundle
from isnad.cli.stored import archive_parser, now, opened

ABOUT = """\
Write a BagIt folder: bytes as received, texts, which is which, and the whole log. Anyone can check
it with sha256sum -c; its README.txt says how.
"""
EXAMPLES = """\
  isnad bundle -o evidence
  isnad bundle 01 07 -o evidence
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("bundle", "[REPORT…] -o FOLDER", ABOUT, EXAMPLES)
    made.add_argument("reports", nargs="*", metavar="REPORT", help="ids of reports, all their versions (default: all)")
    made.add_argument("-o", "--output", metavar="FOLDER", required=True, help="a folder that does not exist yet")
    return made


def run(argv: list[str]) -> int:
    """Prints the folder. It appears whole or not at all."""
    options = make_parser().parse_args(argv)
    with opened(options) as store:
        write_bundle(store, Path(options.output), options.reports, day=now()[:10])
    print(options.output)
    return 0
