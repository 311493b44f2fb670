"""Options, progress and issue lines that the commands share."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from isnad.engine.local import usual_jobs
from isnad.issues import Issue

_T = TypeVar("_T")


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
        type=jobs,
        default=usual_jobs(),
        metavar="N",
        help="processes to read with; the output is the same (default: 2 where there are two cores)",
    )
    made.add_argument("--quiet", action="store_true", help="neither progress nor issues, only errors")
    made.add_argument("--progress", action="store_true", help="show progress even where it is not a terminal")
    return made


def counted(run: Iterable[_T], options: argparse.Namespace, what: str) -> Iterator[_T]:
    """What `run` gives, with a count on standard error where progress is shown."""
    count = counter(options, what)
    for number, item in enumerate(run, start=1):
        count(number)
        yield item
    clear(shown(options))


def counter(options: argparse.Namespace, what: str) -> Callable[[int], None]:
    """Shows a number on standard error, where progress is shown, at most ten times a second."""
    progress, last = shown(options), 0.0

    def count(number: int) -> None:
        nonlocal last
        if progress and (now := time.monotonic()) - last > 0.1:
            last = now
            print(f"\r{what} {number:,}", end="", file=sys.stderr, flush=True)

    return count


def shown(options: argparse.Namespace) -> bool:
    """Whether progress is."""
    return not options.quiet and (getattr(options, "progress", False) or sys.stderr.isatty())


def issue_line(issue: Issue) -> str:
    """One line: code, where, why, what to do. Line ends and control characters are shown, not obeyed."""
    where = " ".join(dict.fromkeys(part for part in (issue.report, issue.place) if part))
    hint = f" ({issue.hint})" if issue.hint else ""
    line = f"{issue.code} {where}: {issue.reason}{hint}"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)


def counts(**numbers: int) -> str:
    """Numbers with their nouns: "1 report, 2 incidents"."""
    return ", ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for noun, n in numbers.items())


def clear(progress: bool) -> None:
    """Takes the line of progress away, where there is one."""
    if progress:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def jobs(text: str) -> int:
    """The number that --jobs takes."""
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 256")
    return int(text)
