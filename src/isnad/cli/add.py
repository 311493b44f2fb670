"""isnad add: reports into the archive."""

from __future__ import annotations

import argparse
import sys

from isnad.archive.archive import read_new, take_in
from isnad.archive.intake import receive
from isnad.archive.upkeep import bring_up_to_date
from isnad.cli.options import clear, counted, counter, shown
from isnad.cli.sheet import add_json, for_people
from isnad.cli.stored import archive_parser, now, opened, who
from isnad.cli.taking import add_work, brought, summary, tell
from isnad.errors import InputError
from isnad.model.codec import to_json

ABOUT = """\
Take reports into the archive: bytes as received, the text, and an entry in its log; then read
what is new and bring the incidents up to date. What is there already changes nothing; a page
that changed becomes a new version. A run that was interrupted goes on with the next one.
"""
EXAMPLES = """\
  isnad add reports/ more.jsonl archive.zip
  isnad add table.csv --map text=body --map published=date
  isnad add --reread                 read everything again with this version and say what changed
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("add", "[REPORTS…] [OPTIONS]", ABOUT, EXAMPLES)
    told = "folders, files (docs/intake.md), or - for JSON lines; none: only go on where a run stopped"
    made.add_argument("reports", nargs="*", metavar="REPORTS", help=told)
    made.add_argument("--map", metavar="FIELD=COLUMN", action="append", default=[], help="which column is which field")
    made.add_argument("--reread", action="store_true", help="read all reports again; print claims that changed")
    told = "group all reports again, not only what is near a new one"
    made.add_argument("--regroup", action="store_true", help=told)
    add_work(made, "day of publication of reports that do not bring their own")
    made.add_argument("--progress", action="store_true", help="show progress even where it is not a terminal")
    return add_json(made)


def run(argv: list[str]) -> int:
    """Prints one JSON line with what came of it. Status 1 where nothing could be read."""
    options = make_parser().parse_args(argv)
    pairs = [pair.partition("=") for pair in options.map]
    if bad := [field for field, sign, column in pairs if not (field and sign and column)]:
        raise InputError("E-input-map", f"--map {bad[0]} is not FIELD=COLUMN")
    columns = {field: column for field, _, column in pairs}
    person = who(options)
    with opened(options, make=True) as store:
        incoming = receive(options.reports, published=options.published, columns=columns, stdin=sys.stdin.buffer)
        incoming = counted(incoming, options, "taken in")
        taken = take_in(store, incoming, now, person, tell=lambda issue: tell([issue], options))
        count = counter(options, "read")
        changes = read_new(store, now, person, jobs=options.jobs, again=options.reread, count=count)
        clear(shown(options))
        for change in changes:
            print(change)
        update = brought(bring_up_to_date(store, now, person, again=options.regroup or options.reread))
    done = {"new": taken.new, "changed": taken.changed, "known": taken.known, "issues": taken.told}
    print(summary(done | update) if for_people(options) else to_json(done | update))
    return 1 if options.reports and not (taken.new or taken.changed or taken.known) else 0
