"""Reports read, with progress and issues, for the commands that take REPORTS."""

from __future__ import annotations

import argparse
import collections
import sys
import time
from collections.abc import Iterable, Iterator

from isnad import api
from isnad.cli.options import clear, issue_line
from isnad.pipeline import Outcome

COMMON = {"I-extract-nothing"}
"""Codes that say nothing went wrong: counted at the end instead of one line each."""


def outcomes(options: argparse.Namespace) -> Iterator[Outcome]:
    """The outcomes of the named reports, with progress and issues on standard error.

    Raises InputError at the end when there was no report at all.
    """
    run = api.iter_outcomes(options.reports, published=options.published, jobs=options.jobs)
    return run if options.quiet else _told(run, progress=options.progress or sys.stderr.isatty())


def _told(run: Iterable[Outcome], *, progress: bool) -> Iterator[Outcome]:
    counted: collections.Counter[str] = collections.Counter()
    reports = claims = 0
    shown = 0.0
    for outcome in run:
        for issue in outcome.issues:
            counted[issue.code] += 1
            if issue.code not in COMMON:
                clear(progress)
                print(issue_line(issue), file=sys.stderr)
        if outcome.reading is not None:
            reports += 1
            claims += len(outcome.reading.claims)
        if progress and (now := time.monotonic()) - shown > 0.1:
            shown = now
            print(f"\rreports {reports:,} · claims {claims:,}", end="", file=sys.stderr, flush=True)
        yield outcome
    clear(progress)
    for code in sorted(COMMON & set(counted)):
        print(f"{code}: {counted[code]:,} of {reports:,} reports tell of no event", file=sys.stderr)
