"""isnad watch: folders and feeds, round after round."""

from __future__ import annotations

import argparse
import re
import time

import msgspec

from isnad.archive.watching import Watch, rounds
from isnad.cli.stored import archive_parser, now, opened, who
from isnad.cli.taking import add_net, add_work, fetcher_of, listed, stopped_by_signals, tell
from isnad.model.codec import to_json

ABOUT = """\
Take in what comes, round after round: files put into folders, and feeds with the pages they lead to;
then read it and bring the incidents up to date. A JSON line says what came of each round. SIGTERM or
Ctrl-C ends it cleanly: what was begun is finished, and the next run goes on from there.
"""
EXAMPLES = """\
  isnad watch inbox/ --feeds feeds.opml --every 10m
  isnad watch --feeds feeds.opml --once          one round, for cron
"""
_UNITS = {"s": 1, "m": 60, "h": 3_600}


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("watch", "[FOLDER…] [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("folders", nargs="*", metavar="FOLDER", help="folders whose files are taken in")
    when = made.add_mutually_exclusive_group()
    when.add_argument("--once", action="store_true", help="one round only")
    told = "from the beginning of one round to the next: 90s, 10m, 2h (default: 10m)"
    when.add_argument("--every", metavar="TIME", type=_seconds, default=600.0, help=told)
    add_net(made)
    add_work(made, "day of publication of files that do not bring their own")
    return made


def run(argv: list[str]) -> int:
    """Prints one JSON line a round; status 0 when a signal ended it. A second signal ends at once."""
    parser = make_parser()
    options = parser.parse_args(argv)
    feeds, person = listed(options.feeds), who(options)
    if not options.folders and not feeds:
        parser.error("the following arguments are required: FOLDER, or --feeds")
    with stopped_by_signals() as stop, opened(options, make=True) as store:
        watch = Watch(
            store,
            now,
            person,
            folders=options.folders,
            feeds=feeds,
            fetcher=lambda: fetcher_of(options, store, person, stop),
            published=options.published,
            jobs=options.jobs,
            wall=time.time,
            stopping=stop.is_set,
        )
        for came in rounds(watch, stop, 0.0 if options.once else options.every):
            tell(came.issues, options)
            plain = msgspec.to_builtins(came) | {"at": now(), "issues": len(came.issues)}
            print(to_json(plain), flush=True)
    return 0


def _seconds(text: str) -> float:
    found = re.fullmatch(r"([0-9]{1,6})([smh]?)", text)
    if not found or not int(found[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is not a time: write 90s, 10m or 2h")
    return float(int(found[1]) * _UNITS[found[2] or "s"])
