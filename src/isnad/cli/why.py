"""isnad why: how one claim came about, or what a figure stands on."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence

from isnad import api
from isnad.cli.explain import explain, summary
from isnad.cli.figure import tell
from isnad.cli.options import parser
from isnad.cli.reading import outcomes
from isnad.cli.stored import add_from_store, stored, with_reports
from isnad.errors import InputError
from isnad.model.codec import to_json
from isnad.model.incident import Reading
from isnad.reconcile.standing import standing

ABOUT = """\
Show how a claim came about: the sentence, the words that carry the value, the rule that read
them and its parts, who says it and how firmly. Without --claim: the claims of the reports,
one a line, with their ids.
With --figure: what a figure of an incident stands on, the origins behind it, why several reports
are one origin, their sentences, and what would be left without each of them.
"""
EXAMPLES = """\
  isnad why report.txt
  isnad why report.txt --claim 3f9a2c
  isnad why reports/ --claim 3f9a2c --json
  isnad why reports/ --figure killed
  isnad why reports/ --figure killed:soldier --incident inc-1f0c
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = add_from_store(parser("why", ABOUT, EXAMPLES))
    made.add_argument("--claim", metavar="ID", help="id of the claim; a beginning that no other id has will do")
    told = "what a figure stands on: killed, wounded, arrested, …, or one role's, as in killed:soldier"
    made.add_argument("--figure", metavar="EFFECT", help=told)
    made.add_argument("--incident", metavar="ID", default="", help="with --figure: of the incidents whose id begins so")
    made.add_argument("--json", action="store_true", help="print the claim with its derivation, or the figure, as JSON")
    return made


def run(argv: list[str]) -> int:
    """Reads the reports anew: the same input gives the same ids."""
    options = with_reports(make_parser(), argv)
    readings = stored(options).readings if options.store else api.gather(outcomes(options))[0]
    if options.figure is not None:
        return _figure(options, readings)
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


def _figure(options: argparse.Namespace, readings: Sequence[Reading]) -> int:
    records = [r for r in api.reconcile(readings) if r.incident.id.startswith(options.incident)]
    by_id = {reading.report.id: reading for reading in readings}
    found = [(r, row) for r in records for row in standing(r, by_id, options.figure)]
    if not found:
        known = sorted({f"{t.effect}:{t.role}" for r in records for t in r.toll})
        hint = ("these have one: " + ", ".join(known)) if known else "no incident of that id: see isnad incidents"
        raise InputError("E-why-figure", f"no figure {options.figure!r} in these incidents", hint)
    shown = (to_json(row) if options.json else tell(row, r.incident, by_id) for r, row in found)
    print(*shown, sep="\n" if options.json else "\n\n")
    return 0
