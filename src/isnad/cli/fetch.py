"""isnad fetch: pages and feeds into the archive."""

from __future__ import annotations

import argparse

from isnad.archive.archive import read_new
from isnad.archive.upkeep import bring_up_to_date
from isnad.cli.sheet import add_json, for_people
from isnad.cli.stored import archive_parser, now, opened, who
from isnad.cli.taking import add_net, add_work, brought, fetcher_of, listed, summary, tell
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
    add_work(made)
    return add_json(made)


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
        read_new(store, now, person, jobs=options.jobs)
        update = brought(bring_up_to_date(store, now, person))
    done = {"asked": visits.asked, "unchanged": visits.unchanged}
    done |= {"new": taken.new, "changed": taken.changed, "known": taken.known, "issues": len(taken.issues)}
    print(summary(done | update) if for_people(options) else to_json(done | update))
    return 0 if visits.unchanged or taken.new or taken.changed or taken.known else 1
