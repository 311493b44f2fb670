"""isnad search: reports of the archive by their words."""

from __future__ import annotations

import argparse
import sys

from isnad.archive.search import Fields, Hit, search
from isnad.cli.stored import archive_parser, opened
from isnad.model.codec import to_json

ABOUT = """\
Find reports by words, however they are spelt (hamza, vowel marks, joined particles and common
endings do not matter), by phrases in double quotes, and by fields. Newest first.
"""
EXAMPLES = """\
  isnad search 'market "car bomb"' --since 2025-12-01
  isnad search --kind casualties --place Homs --json
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("search", "[WORDS…] [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("words", nargs="*", metavar="WORDS", help="all of them must be in the report")
    for name, told in (
        ("outlet", "part of the outlet's name"),
        ("since", "published on that day or later"),
        ("until", "published on that day or earlier"),
        ("kind", "tells a claim of that kind (docs/claim-kinds.md)"),
        ("place", "tells of that place"),
    ):
        made.add_argument(f"--{name}", metavar=name.upper(), default="", help=told)
    made.add_argument("--limit", type=int, default=20, metavar="N", help="no more than that many (default: 20)")
    made.add_argument("--json", action="store_true", help="one JSON line a report, with the places of the words")
    return made


def run(argv: list[str]) -> int:
    """Status 1 where nothing was found."""
    options = make_parser().parse_args(argv)
    given = {name: getattr(options, name) for name in Fields.__struct_fields__}
    found = 0
    with opened(options) as store:
        for hit in search(store, " ".join(options.words), Fields(**given), limit=options.limit):
            found += 1
            print(_json(hit) if options.json else _line(hit))
    if not found:
        print("nothing found", file=sys.stderr)
    return 0 if found else 1


def _json(hit: Hit) -> str:
    kept = hit.kept
    told = {"id": kept.id, "version": kept.version, "outlet": kept.outlet, "published": kept.published}
    return to_json({**told, "snippet": hit.snippet, "start": hit.start, "spans": hit.spans})


def _line(hit: Hit) -> str:
    on, off = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("[", "]")
    shown, at = "", 0
    for start, end in hit.lit:
        if start >= at:
            shown += hit.snippet[at:start] + on + hit.snippet[start:end] + off
            at = end
    shown = " ".join((shown + hit.snippet[at:]).split())
    return "  ".join([hit.kept.id, hit.kept.published or "-", hit.kept.outlet or "-", shown])
