"""isnad verify: does the archive still hold what it took in?"""

from __future__ import annotations

import argparse

from isnad.archive.verify import verify
from isnad.cli.stored import archive_parser, opened

ABOUT = """\
Check the chain of the log and every byte, text, row and reading that it names. The first broken
link is printed first. Exit status 3 where there is damage.
"""
EXAMPLES = """\
  isnad verify
  isnad verify --head 9c1f…          also prove that the log still holds an entry noted before
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("verify", "[OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("--head", metavar="HASH", default="", help="a head that isnad status printed before")
    return made


def run(argv: list[str]) -> int:
    """One line for each thing that is damaged, or one that all is well."""
    options = make_parser().parse_args(argv)
    with opened(options) as store:
        found = verify(store, head=options.head)
        if not found:
            head = store.head()
            print(f"all is as it was taken in: {head.seq if head else 0} events, head {head.hash if head else 'none'}")
            return 0
    for damage in found:
        print(f"event {damage.seq}: {damage.what}" if damage.seq else damage.what)
    return 3
