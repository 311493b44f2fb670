"""isnad fetch: pages and feeds into the archive."""

from __future__ import annotations

import argparse
import sys

from isnad.archive.archive import read_new
from isnad.archive.upkeep import bring_up_to_date
from isnad.cli.stored import add_who, archive_parser, now, opened, who
from isnad.cli.taking import add_net, fetcher_of, listed, tell
from isnad.engine.local import usual_jobs
from isnad.model.codec import to_json

ABOUT = """\
Ask servers for pages and feeds and take them into the archive, then read what is new and bring the
incidents up to date. Servers are asked only for what changed since; a page that changed becomes a
new version beside the old one. Private addresses are refused unless named by --allow-host.
"""
EXAMPLES = """\
  isnad fetch https://news.example/2024/3/10/story
  isnad fetch https://news.example/rss --revisit 24
  isnad fetch --feeds feeds.opml
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("fetch", "[ADDRESS…] [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("addresses", nargs="*", metavar="ADDRESS", help="pages and feeds, http or https")
    add_net(made)
    made.add_argument("--jobs", type=int, default=usual_jobs(), metavar="N", help="processes to read with")
    made.add_argument("--quiet", action="store_true", help="no issues, only errors")
    add_who(made)
    return made


def run(argv: list[str]) -> int:
    """Prints one JSON line with what came of it. Status 1 where no address answered."""
    parser = make_parser()
    options = parser.parse_args(argv)
    addresses = [*options.addresses, *listed(options.feeds)]
    if not addresses:
        parser.error("the following arguments are required: ADDRESS, or --feeds")
    person = who(options)
    with opened(options, make=True) as store:
        visits = fetcher_of(options, store, person).fetch(addresses)
        taken = visits.taken
        tell(taken.issues, options)
        read_new(store, now, person, jobs=max(1, options.jobs))
        update = bring_up_to_date(store, now, person)
        for decision, reason in update.unapplied:
            print(f"decision {decision.seq} ({decision.act}) was not applied: {reason}", file=sys.stderr)
    done = {"asked": visits.asked, "unchanged": visits.unchanged}
    done |= {"new": taken.new, "changed": taken.changed, "known": taken.known, "issues": len(taken.issues)}
    print(to_json({**done, "incidents": update.incidents, "reconciled": update.reconciled}))
    return 0 if visits.unchanged or taken.new or taken.changed or taken.known else 1
