"""Options that say which incidents are wanted, for the commands that print or write them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from isnad.errors import InputError
from isnad.reconcile.choose import Choice


def add_choices(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The filters: all reports are read and grouped, only incidents that fit are kept."""
    group = made.add_argument_group("which incidents (all reports are read all the same)")
    group.add_argument("--since", type=_day, metavar="DATE", help="on or after this day (YYYY-MM-DD)")
    group.add_argument("--until", type=_day, metavar="DATE", help="on or before this day (YYYY-MM-DD)")
    group.add_argument("--kind", action="append", default=[], metavar="KIND", help="of this kind (may be repeated)")
    group.add_argument("--place", metavar="NAME", help="at this place, region or country code, in either script")
    group.add_argument(
        "--min-origins",
        type=_count,
        default=0,
        metavar="N",
        help="with a figure that at least N independent origins stand behind",
    )
    return made


def choice_of(options: argparse.Namespace) -> Choice:
    """What the options of add_choices ask for."""
    return Choice(
        since=options.since,
        until=options.until,
        kinds=tuple(options.kind),
        place=options.place,
        min_origins=options.min_origins,
    )


def former(path: str) -> Mapping[str, list[str]]:
    """The covering reports of each incident of an earlier incidents.jsonl. Raises InputError."""
    out: dict[str, list[str]] = {}
    try:
        with Path(path).open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                out[str(row["incident"])] = [str(r["id"]) for r in row["reports"] if r["role"] == "covers"]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        hint = "give a file that isnad incidents wrote"
        raise InputError("E-input-previous", f"{path}: no incidents to compare with", hint) from fault
    return out


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = None
    if day != text:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write YYYY-MM-DD")
    return text


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)
