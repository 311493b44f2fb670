"""isnad incidents: what the reports tell of, one JSON line an incident."""

from __future__ import annotations

import argparse

from isnad import api
from isnad.cli.options import outcomes, parser
from isnad.model.codec import record_to_dict, to_json

ABOUT = """\
Read reports, put those that tell of one event together, and print one JSON line an incident:
date, place, toll, who repeats whom, and every point on which the reports differ.
"""
EXAMPLES = """\
  isnad incidents reports/
  isnad incidents reports/ more.jsonl --published 2025-12-14 > incidents.jsonl
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    return parser("incidents", ABOUT, EXAMPLES)


def run(argv: list[str]) -> int:
    """Prints nothing before all reports are read and reconciled."""
    options = make_parser().parse_args(argv)
    readings, _ = api.gather(outcomes(options))
    for line in [to_json(record_to_dict(record)) for record in api.reconcile(readings)]:
        print(line)
    return 0
