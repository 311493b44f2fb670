"""What the commands that take in share: options of the net, lists of addresses, what to print."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping

from isnad import __version__
from isnad.archive.fetching import REVISIT, Fetcher
from isnad.archive.upkeep import Update
from isnad.cli.options import clear, issue_line, jobs, shown
from isnad.cli.stored import add_who, now
from isnad.engine.local import usual_jobs
from isnad.errors import InputError
from isnad.ingest.readers.opml import feeds as feeds_of
from isnad.ingest.source import MAX_MARKUP, Refused
from isnad.issues import Issue
from isnad.store.base import Store
from isnad.web.client import Client, Limits
from isnad.web.visitor import Manners, Visitor


def add_work(made: argparse.ArgumentParser, published: str = "") -> None:
    """Options of every command that takes in: --jobs, --quiet, --who; with words for it, --published."""
    if published:
        made.add_argument("--published", metavar="DATE", help=published)
    made.add_argument("--jobs", type=jobs, default=usual_jobs(), metavar="N", help="processes to read with")
    made.add_argument("--quiet", action="store_true", help="no issues, only errors")
    add_who(made)


def brought(update: Update) -> dict[str, int]:
    """What bringing up to date came to, for the line that is printed; decisions that were not applied are told."""
    for decision, reason in update.unapplied:
        print(f"decision {decision.seq} ({decision.act}) was not applied: {reason}", file=sys.stderr)
    return {"incidents": update.incidents, "reconciled": update.reconciled}


def summary(done: Mapping[str, int]) -> str:
    """What taking in came to, for a person."""
    asked = f"{done['asked']:,} asked, {done['unchanged']:,} unchanged; " if "asked" in done else ""
    taken = f"{done['new']:,} new, {done['changed']:,} changed, {done['known']:,} known already"
    taken += f", {done['issues']:,} issues" if done["issues"] else ""
    return f"{asked}{taken}; {done['incidents']:,} incidents, {done['reconciled']:,} of them worked out again"


def add_net(made: argparse.ArgumentParser) -> None:
    """Options of what asks servers."""
    net = made.add_argument_group("how servers are asked (robots.txt is always obeyed)")
    told = "a list of feeds: OPML, or one address a line (may be repeated)"
    net.add_argument("--feeds", metavar="FILE", action="append", default=[], help=told)
    net.add_argument("--entries", action="store_true", help="take what feeds say; do not fetch the pages they lead to")
    told = f"hours after which a page that a feed still lists is asked again (default: {REVISIT:g})"
    net.add_argument("--revisit", metavar="HOURS", type=_number(0, 100_000), default=REVISIT, help=told)
    told = "this host may be asked although it is private or at an odd port: HOST or HOST:PORT (may be repeated)"
    net.add_argument("--allow-host", metavar="HOST", action="append", default=[], help=told)
    told = "seconds between two questions to a host (default: 1; robots.txt may ask for more)"
    net.add_argument("--delay", metavar="SECONDS", type=_number(0, 3_600), default=1.0, help=told)
    told = "seconds in all for one answer (default: 60)"
    net.add_argument("--timeout", metavar="SECONDS", type=_number(0.1, 3_600), default=60.0, help=told)
    told = "megabytes of one answer, unpacked (default: 16)"
    net.add_argument("--max-size", metavar="MB", type=_number(0.001, 512), default=16.0, help=told)


def fetcher_of(options: argparse.Namespace, store: Store, person: str, stop: threading.Event | None = None) -> Fetcher:
    """A fetcher as those options want it; `stop` cuts its waiting short and ends it between two addresses."""
    wait = min(20.0, options.timeout)
    limits = Limits(connect=min(10.0, wait), wait=wait, whole=options.timeout, size=int(options.max_size * 1_000_000))
    client = Client(agent=f"isnad/{__version__} (news archive)", allow=options.allow_host, limits=limits)
    stop = stop or threading.Event()
    visitor = Visitor(client, Manners(pause=options.delay), sleep=stop.wait)
    return Fetcher(
        store, visitor, now, person, pages=not options.entries, revisit=options.revisit, stopping=stop.is_set
    )


def listed(files: Iterable[str]) -> list[str]:
    """The addresses of the lists. Raises InputError for what is none."""
    found: list[str] = []
    for name in files:
        try:
            with open(name, "rb") as stream:
                raw = stream.read(MAX_MARKUP)
            if b"<opml" in raw[:2_048].lower():
                found += feeds_of(raw)
            else:
                rows = (row.strip() for row in raw.decode("utf-8-sig").splitlines())
                found += [row for row in rows if row and not row.startswith("#")]
        except OSError as fault:
            raise InputError("E-input-missing", f"there is no list {name}: {fault.strerror}") from fault
        except (Refused, UnicodeDecodeError) as fault:
            raise InputError(
                "E-input-list", f"{name} is no list of feeds: {fault}", "OPML, or an address a line"
            ) from fault
    return found


def tell(issues: Iterable[Issue], options: argparse.Namespace) -> None:
    """Issues on standard error, unless --quiet."""
    if not options.quiet:
        for issue in issues:
            clear(shown(options))
            print(issue_line(issue), file=sys.stderr)


_AT_ONCE = 0.5
"""Seconds within which several signals are one: a service manager may send it to the group as well."""


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM or Ctrl-C sets; a second signal ends at once. Handlers are put back at the end."""
    stop = threading.Event()
    told = 0.0

    def first(*_: object) -> None:
        nonlocal told
        if stop.is_set() and time.monotonic() - told > _AT_ONCE:
            raise KeyboardInterrupt
        told = told or time.monotonic()
        stop.set()

    before = {number: signal.signal(number, first) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _number(low: float, high: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number from {low:g} to {high:g}")
        return value

    return number
