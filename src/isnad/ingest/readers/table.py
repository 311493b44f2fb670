"""CSV and its kin: comma, semicolon, tab or bar, by the header. A row may hold line ends in quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from isnad.ingest.decode import decode
from isnad.ingest.readers.columns import pieces_of, plan_of
from isnad.ingest.source import Ask, Piece, Refused, whole
from isnad.issues import Issue

_SEPARATORS = ",;\t|"
_FIELD = 64_000_000
"""Characters of one cell; a table with a longer one is read up to it."""


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The rows that hold a text."""
    raw = whole(stream)
    decoded = decode(raw)
    if decoded is None:
        raise Refused("not text")
    if decoded.note:
        yield Issue(code="I-ingest-charset", report="", place=place, reason=decoded.note)
    text = decoded.text.lstrip("\ufeff")
    first = text.partition("\n")[0]
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own line
        separator, text = first[4], text.partition("\n")[2]
    else:
        separator = max(_SEPARATORS, key=lambda char: (first.count(char), -_SEPARATORS.index(char)))
    csv.field_size_limit(_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        header = next(rows, [])
        plan = plan_of(header, place, ask)
        if isinstance(plan, Issue):
            yield plan
            return
        yield from pieces_of(plan, ((number, row) for number, row in enumerate(rows, start=2)), raw, "table", place)
    except csv.Error as fault:
        raise Refused(f"row {rows.line_num}: {fault}") from fault
