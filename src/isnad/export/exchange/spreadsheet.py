"""csv and xlsx: the tables for people who open a spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from isnad.export.exchange.bundle import Bundle, Files, Options, optional
from isnad.export.exchange.tables import Column, Row, Table, rows, schema
from isnad.export.exchange.texts import csv_bytes, json_page
from isnad.export.words import load_words

FRICTIONLESS = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "list": "string"}
LIST_JOIN = "; "
MOST_CHARACTERS = 32_767
"""What a cell of XLSX can hold."""
_SHEET_NAME = 31
_WIDEST = 60
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can name; in every entry, so that the bytes tell no hour."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_csv(bundle: Bundle, options: Options) -> Files:
    """One CSV file a table, and datapackage.json (Frictionless) with columns, types, keys and words.

    Column names are the same in every language. A cell that a spreadsheet would run as a formula
    begins with an apostrophe; numbers are never touched.
    """
    files: Files = {}
    found = rows(bundle)
    for table in schema():
        columns = table.light()
        names = [c.name for c in columns]
        lines = ([row[name] for name in names] for row in found[table.name])
        files[f"{table.name}.csv"] = csv_bytes(names, lines, options)
    files["datapackage.json"] = json_page(_package(bundle, options))
    return files


def _package(bundle: Bundle, options: Options) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "isnad",
        "version": bundle.version,
        "resources": [_resource(table, options.tongue) for table in schema()],
    }


def _resource(table: Table, tongue: str) -> dict[str, Any]:
    fields = [
        {
            "name": c.name,
            "type": FRICTIONLESS[c.kind],
            "title": c.words[tongue],
            "description": LIST_JOIN.join(c.words.values()),
        }
        for c in table.light()
    ]
    references = [
        {"fields": [c.name], "reference": {"resource": _dashed(c.ref.split(".")[0]), "fields": [c.ref.split(".")[1]]}}
        for c in table.light()
        if c.ref
    ]
    return {
        "name": _dashed(table.name),
        "path": f"{table.name}.csv",
        "title": table.words[tongue],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": fields,
            "primaryKey": list(table.key),
            "foreignKeys": references,
        },
    }


def _dashed(name: str) -> str:
    """A name of a resource, which may not hold an underscore."""
    return name.replace("_", "-")


def write_xlsx(bundle: Bundle, options: Options) -> Files:
    """One workbook, one sheet a table, headings in the language chosen and sheets in its direction.

    Text is stored as text, with the mark by which a spreadsheet keeps it text when it is edited,
    so no cell is a formula and none is altered. Same arguments and same openpyxl, same bytes.
    """
    openpyxl = optional("openpyxl", "xlsx")
    book = openpyxl.Workbook(write_only=False)
    book.remove(book.active)
    right_to_left = load_words().languages[options.tongue]["dir"] == "rtl"
    found = rows(bundle)
    for table in schema():
        sheet = book.create_sheet(table.words[options.tongue][:_SHEET_NAME])
        sheet.sheet_view.rightToLeft = right_to_left
        sheet.freeze_panes = "B2"
        _fill(sheet, table.light(), found[table.name], options.tongue)
        if found[table.name]:
            sheet.auto_filter.ref = sheet.dimensions
    book.properties.creator = f"isnad {bundle.version}"
    out = io.BytesIO()
    book.save(out)
    return {"isnad.xlsx": _timeless(out.getvalue())}


def _fill(sheet: Any, columns: Sequence[Column], found: Sequence[Row], tongue: str) -> None:
    styles = optional("openpyxl.styles", "xlsx")
    style: dict[bool, Any] = {}
    for n, column in enumerate(columns, 1):
        made = _put(sheet, 1, n, column.words[tongue])
        made.font, made.quotePrefix = styles.Font(bold=True), True
        longest = max([len(column.words[tongue]), *(len(_text(r[column.name])) for r in found[:200])])
        sheet.column_dimensions[made.column_letter].width = min(_WIDEST, longest + 2)
    for number, row in enumerate(found, 2):
        for n, column in enumerate(columns, 1):
            if (value := row[column.name]) is None or value == []:
                continue
            made, is_text = _put(sheet, number, n, value), isinstance(value, str | list)
            if is_text not in style:
                made.alignment = styles.Alignment(vertical="top", wrap_text=True)
                made.quotePrefix = is_text
                style[is_text] = made._style
            else:
                # One style for all cells alike: set by its public names it takes ten times as long.
                made._style = style[is_text]


def _put(sheet: Any, row: int, column: int, value: Any) -> Any:
    made = sheet.cell(row, column)
    if isinstance(value, bool | int | float):
        made.value = value
        return made
    text = _ILLEGAL.sub("\ufffd", _text(value))
    made.value = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
    made.data_type = "s"
    return made


def _text(value: Any) -> str:
    return LIST_JOIN.join(value) if isinstance(value, list) else "" if value is None else str(value)


def _timeless(archive: bytes) -> bytes:
    """The workbook without the hour it was made: entries in a fixed order, at one fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, content)
    return out.getvalue()
