"""isnad status: what the archive holds and what waits."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from isnad.archive.archive import reader_name
from isnad.archive.decisions import decisions
from isnad.archive.upkeep import behind, state_of
from isnad.cli.sheet import add_json, for_people, pairs
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
    return add_json(archive_parser("status", "[OPTIONS]", ABOUT, EXAMPLES))


def run(argv: list[str]) -> int:
    """One JSON object; at a terminal a few lines."""
    options = make_parser().parse_args(argv)
    with opened(options) as store:
        state = state_of(store)
        head = store.head()
        told: dict[str, Any] = {
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
    print(*(pairs(_shown(told)) if for_people(options) else [to_json(told)]), sep="\n")
    return 0


def _shown(told: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    unread = told["unread"] or told["read_by_another_version"]
    later = f"; {unread} to be read: isnad add" if told["unread"] else ""
    later += f"; {unread} read by an earlier version: isnad add --reread" if unread and not told["unread"] else ""
    yield "archive", told["store"]
    yield "reports", f"{told['reports']} in {told['versions']} versions{later}"
    yield "redacted", told["redacted"] or ""
    yield "incidents", f"{told['incidents']}{'; ' + told['behind'] + ': isnad add' if told['behind'] else ''}"
    yield "decisions", f"{told['decisions']} in force"
    yield "open", ", ".join(f"{row['decision']} ({' '.join(row['reports'])})" for row in told["waiting"])
    for row in told["unapplied"]:
        yield "not applied", f"decision {row['decision']} ({row['act']}): {row['reason']}"
    yield "log", f"{told['events']} entries, the last at {told['last'] or '-'}"
    yield "clock", f"set back {told['clock_set_back']} times" if told["clock_set_back"] else ""
    yield "file", told["guard"]
    yield "head", told["head"]
