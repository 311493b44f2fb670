"""isnad changes: what became known between two days, one JSON line a change."""

from __future__ import annotations

import argparse

from isnad import api
from isnad.cli.choices import iso_day, tell_undated
from isnad.cli.options import counted, parser
from isnad.cli.reading import outcomes
from isnad.cli.sheet import add_json, for_people, one_title
from isnad.cli.stored import add_from_store, stored, with_reports
from isnad.model.codec import change_to_dict, to_json

ABOUT = """\
Read reports and print what those of the days after --from changed, up to the end of --to: new
incidents, figures that moved, answers of counting rules, conflicts that came or went, days and places.
One JSON line a change, with the claims behind it; at a terminal sentences. Days are those of
publication, else of collection.
"""
EXAMPLES = """\
  isnad changes reports/ --from 2025-12-13
  isnad changes reports/ --from 2025-12-13 --to 2025-12-15 > changes.jsonl
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = add_from_store(parser("changes", ABOUT, EXAMPLES))
    told = "the day at whose end the comparison begins (YYYY-MM-DD)"
    made.add_argument("--from", dest="first", type=iso_day, metavar="DATE", required=True, help=told)
    told = "the day at whose end it ends (default: the last there is)"
    made.add_argument("--to", dest="last", type=iso_day, metavar="DATE", default="9999-12-31", help=told)
    return add_json(made)


def run(argv: list[str]) -> int:
    """Prints nothing before all reports are read. Nothing at all where nothing changed."""
    made = make_parser()
    options = with_reports(made, argv)
    if options.last < options.first:
        made.error("--to is before --from")
    if options.store:
        state = stored(options)
        incidents, readings = state.incidents, state.readings
    else:
        readings = api.gather_told(outcomes(options))
        incidents = api.group(readings)
    tell_undated(options, readings)
    lines = []
    for incident, found in counted(
        api.changes_between(incidents, readings, options.first, options.last), options, "incidents"
    ):
        if for_people(options):
            if found:
                lines += [f"{incident.id}  {one_title(incident.title)}", *(f"  {c.note}" for c in found), ""]
            continue
        head = {"incident": incident.id, "title": incident.title}
        lines += [to_json({**head, **change_to_dict(change)}) for change in found]
    if for_people(options) and not lines:
        lines = ["nothing changed"]
    for line in lines:
        print(line)
    return 0
