"""JSON lines: one report a line, read one at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from isnad.ingest.jsonl import read_line
from isnad.ingest.source import Ask, Piece
from isnad.issues import Issue

MAX_LINE = 64_000_000
"""A JSON line longer than this, in bytes, is passed over with an Issue."""


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The reports of a stream of JSON lines."""
    for number, raw in enumerate(_bounded(stream), start=1):
        where = f"{place}:{number}"
        if raw is None:
            yield Issue(code="I-ingest-size", report="", place=where, reason=f"line over {MAX_LINE:,} bytes")
        elif raw.strip():
            line = read_line(raw, where)
            if line.report is None:
                yield from line.issues
            else:
                yield Piece(item=line.report, raw=raw, form="lines", name=line.report.id, issues=line.issues)


def _bounded(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long to be held."""
    while raw := stream.readline(MAX_LINE):
        if len(raw) < MAX_LINE or raw.endswith(b"\n"):
            yield raw
            continue
        while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
            pass
        yield None
