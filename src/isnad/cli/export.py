"""isnad export: reports in, the forms that other tools read out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from isnad import api
from isnad.archive.state import records_of
from isnad.cli.options import counts, parser
from isnad.cli.reading import outcomes
from isnad.cli.stored import add_from_store, stored, with_reports
from isnad.export.exchange.bundle import Options
from isnad.export.exchange.formats import EVERY, FORMATS, chosen, missing
from isnad.export.exchange.write import title
from isnad.export.words import load_words
from isnad.issues import Issue
from isnad.model.record import Record

ABOUT = """\
Read reports and write their incidents in the forms that other tools read: FOLDER/NAME/ for each
format, with NAME.loss.json beside it, which says what the form cannot carry.
isnad export --list prints the names.
"""
EXAMPLES = """\
  isnad export --list
  isnad export reports/ --format csv,geojson -o out
  isnad export reports/ --format xlsx --language ar -o out --overwrite
  isnad export --store isnad.db --format all -o out
"""


class _List(argparse.Action):
    """Prints the formats and ends, as --help does: no reports are needed for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        for name, made in FORMATS.items():
            needs = f" (needs isnad[{made.extra}])" if made.extra else ""
            print(f"{name:<12} {title(name, load_words().default)}{needs}")
        parser.exit()


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = add_from_store(parser("export", ABOUT, EXAMPLES))
    made.add_argument("--list", action=_List, nargs=0, help="print the formats and end")
    told = f"what to write; {EVERY} writes every format that this machine can write"
    made.add_argument("--format", metavar="NAME[,NAME…]", required=True, help=told)
    made.add_argument("-o", "--output", metavar="FOLDER", required=True, help="where to write")
    made.add_argument("--overwrite", action="store_true", help="replace the exports that FOLDER holds")
    languages = tuple(load_words().languages)
    told = f"language of headings, direction of sheets: {' or '.join(languages)}"
    made.add_argument("--language", metavar="CODE", choices=languages, default="", help=told)
    made.add_argument("--bom", action="store_true", help="a byte order mark before CSV, for spreadsheets that need it")
    return made


def run(argv: list[str]) -> int:
    """Prints the files written, one a line. The folder appears whole or not at all."""
    options = with_reports(make_parser(), argv)
    chosen(options.format)
    for away in missing(options.format) if not options.quiet else ():
        print(f"{away.name} is left out: pip install 'isnad[{away.extra}]'", file=sys.stderr)
    api.check_folder(options.output, overwrite=options.overwrite, exports=True)
    records: Sequence[Record]
    issues: Sequence[Issue] = ()
    if options.store:
        readings, records = (state := stored(options)).readings, tuple(records_of(state))
    else:
        readings, issues = api.gather(outcomes(options))
        records = api.reconcile(readings)
    settings = Options(options.language, options.bom)
    files = api.exchange(options.output, records, readings, options.format, settings, overwrite=options.overwrite)
    if not options.quiet:
        print(counts(report=len(readings), incident=len(records), issue=len(issues)), file=sys.stderr)
    for file in files:
        print(file)
    return 0
