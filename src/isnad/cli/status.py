"""isnad status: what the archive holds and what waits."""

from __future__ import annotations

import argparse

from isnad.archive.archive import reader_name
from isnad.archive.decisions import decisions
from isnad.archive.upkeep import behind, state_of
from isnad.cli.stored import archive_parser, opened
from isnad.model.codec import to_json

ABOUT = """\
What the archive holds, what waits to be read, which decisions could not be applied, and the head
of the log. Note the head elsewhere: isnad verify --head proves later that nothing was cut off.
"""
EXAMPLES = """\
  isnad status
  isnad status --store postgresql://desk@localhost/isnad
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    return archive_parser("status", "[OPTIONS]", ABOUT, EXAMPLES)


def run(argv: list[str]) -> int:
    """One JSON object."""
    options = make_parser().parse_args(argv)
    with opened(options) as store:
        state = state_of(store)
        head = store.head()
        told = {
            "store": store.place,
            "reports": len(store.reports()),
            "versions": len(store.reports(every=True)),
            "unread": len(store.unread("")),
            "read_by_another_version": len(store.unread(reader_name())),
            "incidents": len(state.incidents),
            "behind": behind(store),
            "redacted": sum(not kept.report for kept in store.reports(every=True)),
            "decisions": len(decisions(store)),
            "waiting": [{"decision": d.seq, "reports": d.targets, "reason": d.reason} for d in state.waiting],
            "unapplied": [{"decision": d.seq, "act": d.act, "reason": reason} for d, reason in state.unapplied],
            "events": head.seq if head else 0,
            "last": head.at if head else None,
            "guard": store.sealed(),
            "clock_set_back": sum(1 for _ in store.events(kind="clock")),
            "head": head.hash if head else None,
        }
    print(to_json(told))
    return 0
