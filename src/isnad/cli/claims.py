"""isnad claims: every claim of the reports, one JSON line each."""

from __future__ import annotations

import argparse

from isnad import api
from isnad.cli.options import outcomes, parser
from isnad.model.codec import to_json

ABOUT = """\
Read reports and print every claim as one JSON line: what is said, by whom, how firmly,
and the exact words that say it (offsets count code points of the report's text).
"""
EXAMPLES = """\
  isnad claims report.txt --published 2025-12-14
  isnad claims reports/ > claims.jsonl
  cat reports.jsonl | isnad claims - --quiet
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    return parser("claims", ABOUT, EXAMPLES)


def run(argv: list[str]) -> int:
    """Lines are printed as reports are read, each line whole; reports without a date of their own
    come last, dated by what they say together."""
    options = make_parser().parse_args(argv)
    for reading in api.settled(outcomes(options)):
        for claim in reading.claims:
            print(to_json(claim))
    return 0
