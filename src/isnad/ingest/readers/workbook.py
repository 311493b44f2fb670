"""XLSX: the sheet that has the columns asked for, else the first one. Cells as last saved: no
formula is worked out, nothing linked is opened."""

from __future__ import annotations

import importlib.util
import io
import logging
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from isnad.ingest.readers.columns import MAX_COLUMNS, Plan, pieces_of, plan_of
from isnad.ingest.readers.zipped import checked
from isnad.ingest.source import Ask, Piece, Refused, refused, whole
from isnad.issues import Issue

MAX_ROWS = 1_100_000
"""More than a sheet can have; a file that says otherwise is read up to there."""
_BLANK = 1_000
"""A sheet is over after so many empty rows."""


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The rows of one sheet that hold a text."""
    if not all(importlib.util.find_spec(name) for name in ("openpyxl", "defusedxml")):
        yield refused(place, "reading workbooks needs openpyxl and defusedxml", "pip install 'isnad[xlsx]'")
        return
    raw = whole(stream)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            checked(archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as fault:
        raise Refused(f"damaged workbook: {fault}") from fault
    book = _opened(raw)
    plan: Plan | Issue | None = None
    try:
        for sheet in book.worksheets:
            rows = _rows(sheet)
            header = next(rows, (0, ()))[1]
            one = plan_of(["" if cell is None else str(cell) for cell in header], place, ask)
            plan = plan if isinstance(plan, Issue) and isinstance(one, Issue) else one
            if isinstance(plan, Plan):
                yield from pieces_of(plan, rows, raw, "workbook", place)
                return
    except Refused:
        raise
    except Exception as fault:
        raise Refused(f"damaged workbook: {type(fault).__name__}") from fault
    finally:
        book.close()
    yield plan if isinstance(plan, Issue) else refused(place, "a workbook without sheets")


def _opened(raw: bytes) -> Any:
    import openpyxl  # an extra; slow to load

    logging.getLogger("openpyxl").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except Exception as fault:
        raise Refused(f"damaged workbook: {type(fault).__name__}") from fault


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[object]]]:
    """Numbered rows, from the first one that is not empty on."""
    blank = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # A width that is asked for is filled up in every row: ask for none where the sheet says a bearable one.
        wide = sheet.max_column is None or sheet.max_column > MAX_COLUMNS
        rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS if wide else None, values_only=True)
        for number, row in enumerate(rows, start=1):
            if any(cell is not None for cell in row):
                blank = 0
                yield number, row
            elif (blank := blank + 1) > _BLANK:
                return
