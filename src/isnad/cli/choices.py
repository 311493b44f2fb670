"""Options that say which incidents are wanted, for the commands that print or write them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from isnad import api
from isnad.errors import InputError
from isnad.model.incident import Incident, Reading
from isnad.reconcile.choose import Choice


def add_choices(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The filters: all reports are read and grouped, only incidents that fit are kept."""
    group = made.add_argument_group("which incidents (all reports are read all the same)")
    group.add_argument("--since", type=iso_day, metavar="DATE", help="on or after this day (YYYY-MM-DD)")
    group.add_argument("--until", type=iso_day, metavar="DATE", help="on or before this day (YYYY-MM-DD)")
    group.add_argument("--kind", action="append", default=[], metavar="KIND", help="of this kind (may be repeated)")
    group.add_argument("--place", metavar="NAME", help="at this place, region or country code, in either script")
    group.add_argument(
        "--min-origins",
        type=_count,
        default=0,
        metavar="N",
        help="with a figure that at least N independent origins stand behind",
    )
    group.add_argument(
        "--as-of-day",
        type=iso_day,
        metavar="DATE",
        help="as the reports published (else collected) by the end of this day tell it; others are left out",
    )
    return made


def on_day(
    options: argparse.Namespace, incidents: Sequence[Incident], readings: Sequence[Reading]
) -> tuple[Sequence[Incident], Sequence[Reading]]:
    """What --as-of-day leaves; everything where it is not given."""
    if options.as_of_day is None:
        return incidents, readings
    tell_undated(options, readings)
    return api.as_of_day(incidents, readings, options.as_of_day)


def tell_undated(options: argparse.Namespace, readings: Sequence[Reading]) -> None:
    """Says on standard error how many reports bear no day, where there are any."""
    undated = sum(not (r.report.published or r.report.retrieved) for r in readings)
    if undated and not options.quiet:
        print(f"{undated:,} of {len(readings):,} reports bear no day and are left out (--published)", file=sys.stderr)


def note_undated(options: argparse.Namespace, readings: Sequence[Reading]) -> None:
    """Says on standard error how many reports bear no day of publication, and how one is given."""
    undated = sum(not r.report.published for r in readings)
    if undated and not options.quiet:
        told = f"{undated:,} of {len(readings):,} reports bear no day of publication: 'today' in them stays open"
        print(f"{told}, and charts set them apart (--published DATE, or a column published)", file=sys.stderr)


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


def iso_day(text: str) -> str:
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
