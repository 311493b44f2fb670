"""The archive as commands open it: its name, its moment, who asks."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from isnad import __version__
from isnad.archive.state import State
from isnad.archive.upkeep import state_of
from isnad.cli.options import Help
from isnad.errors import InputError
from isnad.model.incident import Reading
from isnad.store.base import Store
from isnad.store.open import DEFAULT, open_store

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def archive_parser(command: str, usage: str, about: str, examples: str) -> argparse.ArgumentParser:
    """A parser with --store."""
    made = argparse.ArgumentParser(
        prog=f"isnad {command}",
        usage=f"isnad {command} {usage}",
        description=about,
        epilog=f"examples:\n{examples}",
        formatter_class=Help,
    )
    add_store(made)
    return made


def add_store(made: argparse.ArgumentParser) -> None:
    """The option --store."""
    told = "the archive: a file, or postgresql://… (default: ISNAD_STORE, else isnad.db in this folder)"
    made.add_argument("--store", metavar="PLACE", help=told)


def add_from_store(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Lets a command for REPORTS read the archive instead: --store and --as-of."""
    made.add_argument("--store", metavar="PLACE", help="the archive instead of REPORTS: a file, or postgresql://…")
    add_as_of(made)
    for action in made._actions:
        if action.dest == "reports":
            action.nargs, action.required = "*", False
    return made


def with_reports(made: argparse.ArgumentParser, argv: list[str]) -> argparse.Namespace:
    """The options, with either REPORTS or --store."""
    options = made.parse_args(argv)
    if bool(options.reports) == bool(options.store):
        made.error("the following arguments are required: REPORTS, or --store PLACE (not both)")
    if options.as_of and not options.store:
        made.error("--as-of is for --store")
    return options


def add_as_of(made: argparse.ArgumentParser) -> None:
    """The option --as-of."""
    told = "as known at that moment: a day (its end, UTC) or YYYY-MM-DDTHH:MM:SSZ"
    made.add_argument("--as-of", metavar="MOMENT", default="", help=told)


def add_who(made: argparse.ArgumentParser) -> None:
    """The option --who."""
    made.add_argument("--who", metavar="NAME", help="who acts, for the log (default: ISNAD_WHO, else the user's name)")


@contextlib.contextmanager
def opened(options: argparse.Namespace, *, make: bool = False) -> Iterator[Store]:
    """The archive of --store. Only commands that take in make one; for others it must be there."""
    name = options.store or os.environ.get("ISNAD_STORE") or DEFAULT
    if not make and "://" not in name and not os.path.exists(name):
        raise InputError("E-store-missing", f"there is no archive {name}", "isnad add REPORTS… makes one")
    store = open_store(name, tool=f"isnad/{__version__}")
    try:
        yield store
    finally:
        store.close()


def stored(options: argparse.Namespace) -> State:
    """The archive's readings and incidents, as of --as-of."""
    with opened(options) as store:
        return state_of(store, until=until(options))


def note_silent(options: argparse.Namespace, readings: Sequence[Reading]) -> None:
    """Says on standard error how many reports of the archive are left out since no claim was read in them."""
    if options.store and not options.as_of and not options.as_of_day:
        with opened(options) as store:
            silent = len(store.reports()) - len(readings)
        if silent > 0:
            print(f"{silent:,} more tell of no event, or are in a language not read: isnad list", file=sys.stderr)


def until(options: argparse.Namespace) -> str:
    """The moment of --as-of as the log writes moments; "" for now."""
    return moment(options.as_of, "T23:59:59Z")


def moment(text: str, of_day: str) -> str:
    """A moment as the log writes it; `of_day` is what a bare day stands for; "" stays empty."""
    if _DAY.fullmatch(text):
        text += of_day
    if text and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
        raise InputError("E-input-date", f"{text!r} is not a moment", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ")
    return text


def now() -> str:
    """The moment, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def who(options: argparse.Namespace) -> str:
    """The name that the log gets."""
    return options.who or os.environ.get("ISNAD_WHO") or getpass.getuser()
