"""isnad list: what the archive holds."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import msgspec

from isnad.archive.decisions import decisions
from isnad.archive.upkeep import state_of
from isnad.cli.listed import listed
from isnad.cli.sheet import add_json, for_people
from isnad.cli.stored import add_as_of, archive_parser, opened, until
from isnad.model.codec import to_json
from isnad.store.base import Store

ABOUT = """\
List what the archive holds: reports (current versions), versions (all), incidents, decisions (with
those undone), waiting (questions left open, decisions that could not be applied) or events (the
log). A table at a terminal; into a file or another program one JSON line each.
"""
EXAMPLES = """\
  isnad list
  isnad list incidents --as-of 2025-12-14
  isnad list decisions
"""
WHAT = ("reports", "versions", "incidents", "decisions", "waiting", "events")


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("list", "[WHAT] [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("what", nargs="?", choices=WHAT, default="reports", metavar="WHAT", help=", ".join(WHAT))
    add_as_of(made)
    return add_json(made)


def run(argv: list[str]) -> int:
    """One line an entry, in a fixed order."""
    options = make_parser().parse_args(argv)
    moment = until(options)
    with opened(options) as store:
        rows = (msgspec.to_builtins(row) for row in _rows(store, options.what, moment))
        for line in listed(options.what, rows) if for_people(options) else map(to_json, rows):
            print(line)
    return 0


def _rows(store: Store, what: str, moment: str) -> Iterator[object]:
    if what == "incidents":
        for i in state_of(store, until=moment).incidents:
            members = [m.id for m in i.members]
            yield {"incident": i.id, "date": i.date.low, "place": i.site.name, "title": i.title, "reports": members}
    elif what == "decisions":
        inforce = {decision.seq for decision in decisions(store, until=moment)}
        for decision in decisions(store, until=moment, undone=True):
            yield {**msgspec.to_builtins(decision), "in_force": decision.seq in inforce}
    elif what == "waiting":
        state = state_of(store, until=moment)
        for decision, reason in (*((d, "undecided") for d in state.waiting), *state.unapplied):
            yield {**msgspec.to_builtins(decision), "waits": reason}
    elif what == "events":
        yield from (event for event in store.events() if not moment or event.at <= moment)
    else:
        every = [k for k in store.reports(every=True) if not moment or k.at <= moment]
        newest = {kept.key: kept.seq for kept in every}
        for kept in every:
            if what == "versions" or newest[kept.key] == kept.seq:
                yield {
                    f: getattr(kept, f) for f in ("id", "version", "outlet", "published", "at", "origin", "raw", "text")
                }
