"""What commands say to a person at a terminal. Into a file or another program goes JSON, one object a line."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from isnad.export.facts import EVERYBODY
from isnad.export.words import load_words
from isnad.model.record import TollRow

_WIDEST = 44
"""Columns of a terminal that a cell may take; the last cell of a row is never cut."""


def add_json(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The option --json."""
    told = "JSON at a terminal too; into a file or another program it always is"
    made.add_argument("--json", action="store_true", help=told)
    return made


def for_people(options: argparse.Namespace) -> bool:
    """Whether a person reads it: standard output is a terminal and --json was not given."""
    return not options.json and sys.stdout.isatty()


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines of columns that stand under one another, with a head; one that says so where there are no rows."""
    cells = [[_cell(value, cut=n < len(row) - 1) for n, value in enumerate(row)] for row in rows]
    if not cells:
        yield "none"
        return
    every = [list(head), *cells]
    widths = [max(_width(row[n]) for row in every) for n in range(len(head))]
    for row in every:
        yield "  ".join(_padded(text, width) for text, width in zip(row, widths, strict=True)).rstrip()


def pairs(rows: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Lines of a name and what it is; those without a value are left out."""
    for name, value in rows:
        if value not in (None, ""):
            yield f"{name:<11} {_cell(value, cut=False)}"


def one_title(title: Mapping[str, str | None]) -> str:
    """A title in the language of the commands, else in another."""
    return title.get(load_words().default) or next((text for text in title.values() if text), "")


def figures(toll: Sequence[TollRow]) -> str:
    """The toll of everybody in a few words: "killed 12-21, wounded 52"."""
    rows = [row for row in toll if row.role == EVERYBODY and row.nationality is None]
    return ", ".join(f"{row.effect} {_figure(row)}" for row in rows)


def _figure(row: TollRow) -> str:
    if row.low is None and row.high is None:
        return "some"
    if row.high is None:
        return f"{row.low} or more"
    about = "about " if row.approx else ""
    return about + (str(row.high) if row.low in (None, row.high) else f"{row.low}-{row.high}")


def _cell(value: object, *, cut: bool) -> str:
    text = "".join(c if c.isprintable() else " " for c in str("-" if value in (None, "") else value))
    return text if not cut or len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    return sum(not unicodedata.combining(c) for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
