"""isnad doctor: is all well, and if not, what to do."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator

import msgspec

from isnad.archive.doctor import BAD, Check, check_machine, check_store
from isnad.cli.stored import archive_parser, now, opened
from isnad.errors import IsnadError
from isnad.model.codec import to_json
from isnad.store.open import DEFAULT

ABOUT = """\
Check this machine (Python, SQLite, packs, places), the archive (log, clock, seal, what waits) and
its disk, with advice. Exit status 3 where something is bad. isnad verify proves the archive itself.
"""
EXAMPLES = """\
  isnad doctor
  isnad doctor --store /srv/desk/isnad.db --json
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("doctor", "[OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("--json", action="store_true", help="one JSON line a check")
    return made


def run(argv: list[str]) -> int:
    """One line a check."""
    options = make_parser().parse_args(argv)
    worst = 0
    for check in (*check_machine(), *_archive(options)):
        worst = 3 if check.state == BAD else worst
        if options.json:
            print(to_json(msgspec.to_builtins(check)))
        else:
            tail = f"\n{'':<18}{check.advice}" if check.advice else ""
            print(f"{check.state:<7} {check.name:<9} {check.seen}{tail}")
    return worst


def _archive(options: argparse.Namespace) -> Iterator[Check]:
    name = options.store or os.environ.get("ISNAD_STORE") or DEFAULT
    if not options.store and not os.environ.get("ISNAD_STORE") and not os.path.exists(name):
        yield Check(name="archive", state="good", seen="none here", advice="isnad add REPORTS… makes one")
        return
    try:
        with opened(options) as store:
            yield from check_store(store, now())
    except IsnadError as fault:
        yield Check(name="archive", state=BAD, seen=fault.message, advice=fault.hint)
