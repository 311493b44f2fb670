"""isnad incidents: what the reports tell of, one JSON line an incident."""

from __future__ import annotations

import argparse

import msgspec

from isnad import api
from isnad.archive.state import with_desk
from isnad.cli.choices import add_choices, choice_of, former, on_day
from isnad.cli.listed import incident_table
from isnad.cli.options import counted, parser
from isnad.cli.reading import outcomes
from isnad.cli.sheet import add_json, for_people
from isnad.cli.stored import add_from_store, stored, with_reports
from isnad.model.codec import record_to_dict, to_json

ABOUT = """\
Read reports, put those that tell of one event together, and print one JSON line an incident:
date, place, toll, who repeats whom, and every point on which the reports differ. At a terminal a table.
"""
EXAMPLES = """\
  isnad incidents reports/
  isnad incidents reports/ more.jsonl --published 2025-12-14 > incidents.jsonl
  isnad incidents reports/ --since 2025-12-10 --place Homs --min-origins 2
  isnad incidents reports/ --as-of-day 2025-12-14      what was known at the end of that day
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = add_from_store(add_choices(parser("incidents", ABOUT, EXAMPLES)))
    told = "incidents of an earlier run: each line then has previous, the ids its reports stood under"
    made.add_argument("--previous", metavar="FILE", help=told)
    return add_json(made)


def run(argv: list[str]) -> int:
    """Prints nothing before all reports are read and reconciled."""
    options = with_reports(make_parser(), argv)
    before = former(options.previous) if options.previous else None
    if options.store:
        state = stored(options)
        incidents, readings = on_day(options, state.incidents, state.readings)
        run = with_desk(state, api.records(incidents, readings))
    else:
        told = api.gather_told(outcomes(options))
        incidents, readings = on_day(options, api.group(told), told)
        run = api.records(incidents, readings)
    tied = api.links_by_incident(incidents, readings)
    known = api.former_ids(incidents, before) if before is not None else {}
    lines: list[str] = []
    if for_people(options):
        chosen = api.choose(counted(run, options, "incidents"), choice_of(options))
        print(*incident_table(chosen), sep="\n")
        return 0
    for record in api.choose(counted(run, options, "incidents"), choice_of(options)):
        row = record_to_dict(record)
        if record.incident.id in tied:
            row["links"] = [msgspec.to_builtins(link) for link in tied[record.incident.id]]
        if before is not None:
            row["previous"] = list(known.get(record.incident.id, ()))
        lines.append(to_json(row))
    for line in lines:
        print(line)
    return 0
