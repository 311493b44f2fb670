"""isnad decide: what people decide, kept for good and applied after every run."""

from __future__ import annotations

import argparse

from isnad.archive.decisions import ACTS
from isnad.archive.upkeep import bring_up_to_date
from isnad.cli.deciding import Wish, carry_out, value_of, wishes_in
from isnad.cli.sheet import add_json, for_people
from isnad.cli.stored import add_who, archive_parser, now, opened, who
from isnad.cli.taking import brought
from isnad.model.codec import to_json

ABOUT = """\
Decide on a claim (accept, reject, correct), on two reports or incidents (same, different, unsure),
on a value of an incident (choose), or undo a decision by its number. Nothing is ever deleted: a
later decision on the same thing counts, and all of them stay in the log. The beginning of a claim's
id will do where no other claim begins so.
"""
EXAMPLES = """\
  isnad decide reject 3f2a9c… --reason "a misreading: these are last year's dead"
  isnad decide correct 3f2a9c… --value '{"low": 3, "high": 3}' --reason "the headline says three"
  isnad decide same 01 07 --reason "one event"
  isnad decide choose inc-1f0c --value '{"killed": 3}' --reason "the ministry's list of names"
  isnad decide --from decisions.jsonl
  isnad decide undo 42 --reason "on second thoughts"
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("decide", "ACT ID… --reason TEXT [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("act", nargs="?", choices=ACTS, metavar="ACT", help=", ".join(ACTS))
    made.add_argument("targets", nargs="*", metavar="ID", help="a claim; two reports or incidents; a decision's number")
    made.add_argument("--value", metavar="JSON", help="fields of the value, for correct and choose")
    made.add_argument("--reason", metavar="TEXT", help="why")
    told = "decisions that were noted on a page of a dossier, one JSON line each: all of them or none"
    made.add_argument("--from", dest="file", metavar="FILE", help=told)
    add_who(made)
    return add_json(made)


def run(argv: list[str]) -> int:
    """Prints the number of each decision, by which it can be undone."""
    parser = make_parser()
    options = parser.parse_args(argv)
    if options.file and (options.act or options.value or options.reason):
        parser.error("--from brings acts, values and reasons along")
    if not options.file and not (options.act and options.targets and options.reason):
        parser.error("the following arguments are required: ACT, ID and --reason, or --from FILE")
    if options.file:
        wishes = wishes_in(options.file)
    else:
        value = value_of(options.value)
        wishes = [Wish(act=options.act, targets=tuple(options.targets), reason=options.reason, value=value)]
    with opened(options) as store:
        person = who(options)
        made = list(carry_out(store, wishes, person))
        brought(bring_up_to_date(store, now, person))
    for wish, event in zip(wishes, made, strict=True):
        said = f"decision {event.seq}: {wish.shown}"
        print(said if for_people(options) else to_json({"decision": event.seq, "at": event.at, "who": event.who}))
    if for_people(options):
        again = f" --store {options.store}" if options.store else ""
        print(f"to take one back: isnad decide undo {made[-1].seq} --reason TEXT{again}")
    return 0
