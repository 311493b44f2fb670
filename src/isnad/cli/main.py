"""isnad COMMAND …: finds the command, runs it, turns errors into a message and an exit status.

Exit status: 0 done · 1 nothing could be read · 2 wrong usage · 3 a fault of isnad ·
130 stopped by the user. Nothing heavy is imported before a command is chosen.
"""

from __future__ import annotations

import argparse
import difflib
import errno
import importlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from types import FrameType
from typing import NoReturn, cast

from isnad import __version__
from isnad.engine.collector import relax
from isnad.errors import InputError, IsnadError

COMMANDS = {
    "dossier": "read reports and write a dossier of pages: the main job",
    "export": "write the incidents in the forms that other tools read",
    "incidents": "print the incidents the reports tell of, as JSON lines",
    "changes": "print what became known between two days, as JSON lines",
    "claims": "print every claim with who says it, as JSON lines",
    "why": "show how one claim came about: rule, words, teller",
    "add": "take reports into the archive and bring its incidents up to date",
    "fetch": "ask servers for pages and feeds and take them into the archive",
    "watch": "take in what comes into folders and feeds, round after round",
    "search": "find reports of the archive by words, phrases and fields",
    "list": "list what the archive holds: reports, versions, incidents, decisions, events",
    "show": "show one report of the archive, its custody and its claims",
    "decide": "accept, reject or correct a claim; join or part reports; undo",
    "status": "what the archive holds, what waits, and the head of its log",
    "redact": "erase what reports say and keep the log provable",
    "doctor": "check this machine, the archive and the packs, with advice",
    "verify": "prove that the archive holds what it took in",
    "bundle": "write reports and the log as an evidence bundle (BagIt)",
    "lint": "check a language pack",
}
ABOUT = """\
Many news reports in, one attributed incident record out: what is known, who says it,
and where they disagree. Every figure leads to the sentence it came from.

REPORTS are folders, files (.txt, .html, .jsonl and more: docs/intake.md) or - for JSON lines.
"""
NEXT = """\
start here:
  isnad dossier examples -o out     read the reports in a folder, write out/index.html
  isnad COMMAND --help              the options of a command, with examples
"""


_STATUS = {"E-input-nothing": 1}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the value is the exit status."""
    if argv is None:
        # A polite kill ends like Ctrl-C, so that what is half-written is removed.
        signal.signal(signal.SIGTERM, _stop)
    _set_streams()
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except IsnadError as error:
        _complain(str(error))
        return _STATUS.get(error.code) or (2 if isinstance(error, InputError) else 3)
    except BrokenPipeError:
        # The reader has seen enough (`| head`). Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _complain("stopped")
        return 130
    except Exception as error:
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    if isinstance(error, OSError) and error.errno in _FULL:
        _complain(f"E-output-write: cannot write: {os.strerror(error.errno)}")
        return 2
    _complain(f"E-internal: {type(error).__name__}: {error}")
    if os.environ.get("ISNAD_DEBUG"):
        traceback.print_exc()
    else:
        print("  A fault of isnad. Run again with ISNAD_DEBUG=1 and report what it prints.", file=sys.stderr)
    return 3


def _run(args: list[str]) -> int:
    if args and args[0] in COMMANDS:
        command = cast(Callable[[list[str]], int], importlib.import_module(f"isnad.cli.{args[0]}").run)
        relax()
        status = command(args[1:])
        sys.stdout.flush()
        return status
    parser = build_parser()
    if args and not args[0].startswith("-"):
        near = difflib.get_close_matches(args[0], COMMANDS, 1)
        parser.error(f"no command {args[0]!r}" + (f"; did you mean {near[0]}?" if near else ""))
    parser.parse_args(args)
    parser.print_help()
    return 2


def build_parser() -> argparse.ArgumentParser:
    """The parser of `isnad` itself: help and version; commands parse their own options."""
    rows = "\n".join(f"  {name:<10} {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="isnad",
        usage="isnad COMMAND [OPTIONS] REPORTS…",
        description=ABOUT,
        epilog=f"commands:\n{rows}\n\n{NEXT}",
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=100),
    )
    parser.add_argument("--version", action="version", version=f"isnad {__version__}")
    return parser


def _set_streams() -> None:
    """UTF-8 and plain line ends on every machine, so that the same input gives the same bytes."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _complain(text: str) -> None:
    print(f"isnad: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
