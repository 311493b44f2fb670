"""isnad claims: every claim of the reports, one JSON line each."""

from __future__ import annotations

import argparse
import sys

from isnad import api
from isnad.cli.annotate import annotated
from isnad.cli.options import parser
from isnad.cli.reading import outcomes
from isnad.cli.stored import add_from_store, stored, with_reports
from isnad.model.codec import to_json

ABOUT = """\
Read reports and print every claim as one JSON line: what is said, by whom, how firmly,
and the exact words that say it (offsets count code points of the report's text).
Where at most 60 reports are given and half of them tell of one event, claims of reports that
tell of another day or place are told as of that other event ("event": "other:…").
"""
EXAMPLES = """\
  isnad claims report.txt --published 2025-12-14
  isnad claims reports/ > claims.jsonl
  cat reports.jsonl | isnad claims - --quiet
  isnad claims --store isnad.db
  isnad claims report.txt --annotate text
  isnad claims reports/ --annotate html > lit.html
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = add_from_store(parser("claims", ABOUT, EXAMPLES))
    made.add_argument(
        "--annotate",
        choices=("text", "html"),
        metavar="FORM",
        help="show the reports with their claims lit in place: text (for a terminal) or html (one page)",
    )
    return made


def run(argv: list[str]) -> int:
    """Lines of a small run come when it has been read; those of a longer one as reports are read, reports
    without a date of their own last, dated by what they say together."""
    options = with_reports(make_parser(), argv)
    readings = stored(options).readings if options.store else api.settled(outcomes(options))
    if options.annotate == "html":
        print(api.annotated_page(tuple(readings)))
        return 0
    for reading in readings:
        if options.annotate:
            print(*annotated(reading, colour=sys.stdout.isatty()), "", sep="\n")
            continue
        for claim in reading.claims:
            print(to_json(claim))
    return 0
