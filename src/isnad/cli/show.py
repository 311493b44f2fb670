"""isnad show: one report of the archive."""

from __future__ import annotations

import argparse
import sys

import msgspec

from isnad.archive.archive import report_of
from isnad.cli.annotate import annotated
from isnad.cli.sheet import add_json, for_people, pairs
from isnad.cli.stored import archive_parser, opened
from isnad.errors import InputError
from isnad.model.codec import claim_from_dict, to_json
from isnad.model.incident import Reading
from isnad.store.chain import digest

ABOUT = """\
Show one report: where its bytes came from, when, their digests, what was done with it since, its
text and its claims. With --raw its bytes as received, with --text only its text.
"""
EXAMPLES = """\
  isnad show 01
  isnad show 01 --version 1 --raw > as-received.html
"""


def make_parser() -> argparse.ArgumentParser:
    """The options of this command."""
    made = archive_parser("show", "REPORT [OPTIONS]", ABOUT, EXAMPLES)
    made.add_argument("report", metavar="REPORT", help="its id (isnad list)")
    made.add_argument("--version", type=int, metavar="N", help="that version (default: the current one)")
    form = made.add_mutually_exclusive_group()
    form.add_argument("--raw", action="store_true", help="write the bytes as received, checked against their digest")
    form.add_argument("--text", action="store_true", help="print the text only")
    return add_json(made)


def run(argv: list[str]) -> int:
    """One JSON object, unless --raw or --text is given; at a terminal the text with its claims lit."""
    options = make_parser().parse_args(argv)
    with opened(options) as store:
        kept = store.report(options.report, options.version)
        if kept is None:
            raise InputError("E-store-report", f"there is no report {options.report}", "isnad list")
        report = report_of(store, kept)
        if options.raw:
            raw = store.blob(kept.raw)
            if raw is None or digest(raw) != kept.raw:
                raise InputError("E-store-damaged", f"the bytes of {kept.id} are gone or altered", "isnad verify")
            sys.stdout.buffer.write(raw)
            return 0
        if options.text:
            print(report.text)
            return 0
        events = [e for e in store.events() if e.kind in ("add", "read") and e.plain()["id"] == kept.id]
        read = [r for r in store.readings(every=True) if (r.id, r.version) == (kept.id, kept.version)]
    claims = msgspec.json.decode(read[-1].data)["claims"] if read else []
    custody = {f: getattr(kept, f) for f in ("version", "current", "at", "origin", "raw", "extractor", "key")}
    if for_people(options):
        where = f"{kept.origin} (version {kept.version})"
        rows = [("report", kept.id), ("outlet", report.outlet), ("published", report.published), ("taken in", kept.at)]
        rows += [("from", where), ("bytes", kept.raw), ("text", kept.text)]
        reading = Reading(report=report, claims=tuple(claim_from_dict(c) for c in claims))
        print(*pairs(rows), "", *annotated(reading, colour=True), sep="\n")
        return 0
    told = {"id": kept.id, "custody": {**custody, "text": kept.text}, "report": msgspec.to_builtins(report)}
    print(to_json({**told, "events": [{"seq": e.seq, "at": e.at, "kind": e.kind} for e in events], "claims": claims}))
    return 0
