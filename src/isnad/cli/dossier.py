"""isnad dossier: reports in, a folder of pages out."""

from __future__ import annotations

import argparse
import sys

from isnad import api
from isnad.archive.state import with_desk
from isnad.cli.choices import add_choices, choice_of, note_undated, on_day
from isnad.cli.options import counted, counts, parser
from isnad.cli.reading import outcomes
from isnad.cli.stored import add_from_store, note_silent, stored, with_reports
from isnad.issues import Issue
from isnad.model.codec import to_json

ABOUT = """\
Read reports and write a dossier: pages that open from the disk, without network or server.
FOLDER/index.html lists the incidents; each has a page with its toll, its conflicts and the
reports with their claims lit. Beside them lie claims.jsonl, incidents.jsonl and issues.jsonl.
"""
EXAMPLES = """\
  isnad dossier reports/ -o out
  isnad dossier reports/ -o out --published 2025-12-14 --overwrite
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = add_from_store(add_choices(parser("dossier", ABOUT, EXAMPLES)))
    made.add_argument("-o", "--output", metavar="FOLDER", required=True, help="where to write the dossier")
    made.add_argument("--overwrite", action="store_true", help="replace the dossier that FOLDER holds")
    made.add_argument("--json", action="store_true", help="print a summary as one JSON object")
    return made


def run(argv: list[str]) -> int:
    """Prints the path of the page to open. The folder appears whole or not at all."""
    options = with_reports(make_parser(), argv)
    api.check_folder(options.output, overwrite=options.overwrite)
    if options.store:
        state = stored(options)
        incidents, readings = on_day(options, state.incidents, state.readings)
        issues: tuple[Issue, ...] = ()
        run = with_desk(state, api.records(incidents, readings))
    else:
        whole, issues = api.gather(outcomes(options))
        incidents, readings = on_day(options, api.group(whole), whole)
        run = api.records(incidents, readings)
    records = tuple(api.choose(counted(run, options, "incidents"), choice_of(options)))
    page = api.export(options.output, records, readings, issues, overwrite=options.overwrite)
    claims = sum(len(reading.claims) for reading in readings)
    if options.json:
        told = {"reports": len(readings), "claims": claims, "incidents": len(records), "issues": len(issues)}
        print(to_json({"page": str(page), **told}))
        return 0
    if not options.quiet:
        shown = counts(report=len(readings), claim=claims, incident=len(records), issue=len(issues))
        print(shown, file=sys.stderr)
        note_undated(options, readings)
        note_silent(options, readings)
    print(page)
    return 0
