"""isnad redact: bytes that must be forgotten, without breaking the log."""

from __future__ import annotations

import argparse

from isnad.archive.archive import read_new
from isnad.archive.redact import redact
from isnad.archive.upkeep import bring_up_to_date
from isnad.cli.stored import add_who, archive_parser, moment, now, opened, who
from isnad.model.codec import to_json

ABOUT = """\
Erase what reports say: bytes, texts, readings, search terms, in all their versions. The log keeps
their digests and says who erased them, when and why; isnad verify proves it as before. With --words
a version with these words struck out takes their place. This cannot be undone, and backups and
bundles made before still hold the bytes.
"""
EXAMPLES = """\
  isnad redact 07 --reason "the witness asked for it"
  isnad redact 07 --words "the name" --reason "protects a witness"
  isnad redact --before 2020-01-01 --reason "kept for five years"
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("redact", "[REPORT…] --reason TEXT [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("reports", nargs="*", metavar="REPORT", help="ids of reports, all their versions")
    made.add_argument("--words", metavar="TEXT", action="append", default=[], help="strike out only this (repeatable)")
    made.add_argument("--before", metavar="DATE", default="", help="all reports taken in before that day, UTC")
    made.add_argument("--reason", metavar="TEXT", required=True, help="why, for the log; name nobody here")
    add_who(made)
    return made


def run(argv: list[str]) -> int:
    """Prints what was erased and which bytes had to stay because other reports share them."""
    options = make_parser().parse_args(argv)
    before = moment(options.before, "T00:00:00Z")
    person = who(options)
    with opened(options) as store:
        told = {"reason": options.reason, "words": options.words, "before": before}
        done = redact(store, options.reports, now, person, **told)
        read_new(store, now, person)
        bring_up_to_date(store, now, person, again=True)
        store.compact()
    print(to_json(done))
    return 0
