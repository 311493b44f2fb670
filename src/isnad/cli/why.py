"""isnad why: how one claim came about."""

from __future__ import annotations

import argparse
import difflib

from isnad import api
from isnad.cli.explain import explain, summary
from isnad.cli.options import parser
from isnad.cli.reading import outcomes
from isnad.errors import InputError
from isnad.model.codec import to_json

ABOUT = """\
Show how a claim came about: the sentence, the words that carry the value, the rule that read
them and its parts, who says it and how firmly. Without --claim: the claims of the reports,
one a line, with their ids.
"""
EXAMPLES = """\
  isnad why report.txt
  isnad why report.txt --claim 3f9a2c
  isnad why reports/ --claim 3f9a2c --json
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = parser("why", ABOUT, EXAMPLES)
    made.add_argument("--claim", metavar="ID", help="id of the claim; a beginning that no other id has will do")
    made.add_argument("--json", action="store_true", help="print the claim with its derivation as JSON")
    return made


def run(argv: list[str]) -> int:
    """Reads the reports anew: the same input gives the same ids."""
    options = make_parser().parse_args(argv)
    readings, _ = api.gather(outcomes(options))
    if options.claim is None:
        for reading in readings:
            for claim in reading.claims:
                print(to_json(claim) if options.json else summary(claim))
        return 0
    found = api.find_claim(readings, options.claim)
    if found is None:
        ids = [claim.claim for reading in readings for claim in reading.claims]
        near = [i for i in ids if i.startswith(options.claim)] or difflib.get_close_matches(options.claim, ids, 3)
        hint = "did you mean " + ", ".join(near[:5]) if near else "leave --claim out to see them all"
        raise InputError("E-why-claim", f"no single claim {options.claim!r} in these reports", hint)
    reading, claim = found
    print(to_json(claim) if options.json else explain(claim, reading.report))
    return 0
