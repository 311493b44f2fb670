"""Options, progress and issue lines that the commands share."""

from __future__ import annotations

import argparse
import collections
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from isnad import api
from isnad.engine.local import usual_jobs
from isnad.issues import Issue
from isnad.pipeline import Outcome

_T = TypeVar("_T")
COMMON = {"I-extract-nothing"}
"""Codes that say nothing went wrong: counted at the end instead of one line each."""


class Help(argparse.RawDescriptionHelpFormatter):
    """The same help on every Python and every terminal, so that docs/cli.md can hold it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=100)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(action.option_strings)} {action.metavar}"


def parser(command: str, about: str, examples: str) -> argparse.ArgumentParser:
    """A parser with the reports and the options every reading command has."""
    made = argparse.ArgumentParser(
        prog=f"isnad {command}",
        usage=f"isnad {command} REPORTS… [OPTIONS]",
        description=about,
        epilog=f"examples:\n{examples}",
        formatter_class=Help,
    )
    made.add_argument(
        "reports",
        nargs="+",
        metavar="REPORTS",
        help="folders, files (texts, pages, tables, feeds, web archives, chats), or - for JSON lines",
    )
    made.add_argument(
        "--published",
        metavar="DATE",
        help="day of publication (YYYY-MM-DD) of every report that does not bring its own",
    )
    made.add_argument(
        "--jobs",
        type=_jobs,
        default=usual_jobs(),
        metavar="N",
        help="processes to read with; the output is the same (default: 2 where there are two cores)",
    )
    made.add_argument("--quiet", action="store_true", help="neither progress nor issues, only errors")
    made.add_argument("--progress", action="store_true", help="show progress even where it is not a terminal")
    return made


def outcomes(options: argparse.Namespace) -> Iterator[Outcome]:
    """The outcomes of the named reports, with progress and issues on standard error.

    Raises InputError at the end when there was no report at all.
    """
    run = api.iter_outcomes(options.reports, published=options.published, jobs=options.jobs)
    return run if options.quiet else _told(run, progress=options.progress or sys.stderr.isatty())


def counted(run: Iterable[_T], options: argparse.Namespace, what: str) -> Iterator[_T]:
    """What `run` gives, with a count on standard error where progress is shown."""
    progress = not options.quiet and (options.progress or sys.stderr.isatty())
    shown = 0.0
    for number, item in enumerate(run, start=1):
        if progress and (now := time.monotonic()) - shown > 0.1:
            shown = now
            print(f"\r{what} {number:,}", end="", file=sys.stderr, flush=True)
        yield item
    _clear(progress)


def issue_line(issue: Issue) -> str:
    """One line: code, where, why, what to do. Line ends and control characters are shown, not obeyed."""
    where = " ".join(dict.fromkeys(part for part in (issue.report, issue.place) if part))
    hint = f" ({issue.hint})" if issue.hint else ""
    line = f"{issue.code} {where}: {issue.reason}{hint}"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)


def _told(run: Iterable[Outcome], *, progress: bool) -> Iterator[Outcome]:
    counted: collections.Counter[str] = collections.Counter()
    reports = claims = 0
    shown = 0.0
    for outcome in run:
        for issue in outcome.issues:
            counted[issue.code] += 1
            if issue.code not in COMMON:
                _clear(progress)
                print(issue_line(issue), file=sys.stderr)
        if outcome.reading is not None:
            reports += 1
            claims += len(outcome.reading.claims)
        if progress and (now := time.monotonic()) - shown > 0.1:
            shown = now
            print(f"\rreports {reports:,} · claims {claims:,}", end="", file=sys.stderr, flush=True)
        yield outcome
    _clear(progress)
    for code in sorted(COMMON & set(counted)):
        print(f"{code}: {counted[code]:,} of {reports:,} reports tell of no event", file=sys.stderr)


def _clear(progress: bool) -> None:
    if progress:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 256")
    return int(text)
