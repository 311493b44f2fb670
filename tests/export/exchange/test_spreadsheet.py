"""CSV and workbooks: safe cells, direction, the same bytes, and nothing altered in a workbook."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isnad.export.exchange import spreadsheet
from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.spreadsheet import write_csv, write_xlsx
from isnad.export.exchange.tables import rows, schema
from isnad.export.exchange.texts import cell

FORMULA = '=cmd|"/C calc"!A0'
Written = Callable[..., Files]


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_csv_holds_every_light_cell(bundle: Bundle, written: Written) -> None:
    files = written(bundle, "csv")
    found = rows(bundle)
    for made in schema():
        names = [c.name for c in made.light()]
        assert table(files[f"{made.name}.csv"]) == [{n: cell(r[n]) for n in names} for r in found[made.name]]


def test_no_csv_cell_begins_like_a_formula(edges: Bundle, written: Written) -> None:
    found = [
        value
        for name, content in written(edges, "csv").items()
        if name.endswith(".csv")
        for r in table(content)
        for value in r.values()
    ]
    assert f"'{FORMULA}" in found
    for value in found:
        assert value[:1] not in "=+@\t\r\n" or value == "" or value[0].isdigit()
        assert not value.startswith("-") or float(value) < 0


def test_a_byte_order_mark_only_when_asked(edges: Bundle) -> None:
    marked = write_csv(edges, Options(bom=True))
    plain = write_csv(edges, Options())
    assert marked["toll.csv"] == b"\xef\xbb\xbf" + plain["toll.csv"]
    assert marked["datapackage.json"] == plain["datapackage.json"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_description_holds_for_the_frictionless_tools(
    bundle: Bundle, written: Written, language: str, tmp_path: Path
) -> None:
    frictionless = pytest.importorskip("frictionless", reason="NOT CHECKED: data package needs isnad[check-exports]")
    for name, content in written(bundle, "csv", language).items():
        (tmp_path / name).write_bytes(content)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "rowNumber", "type", "message"])
    assert report.stats["tasks"] == len(schema())


def book(content: bytes) -> Any:
    openpyxl = pytest.importorskip("openpyxl", reason="NOT CHECKED: workbooks need isnad[check-exports]")
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(("language", "right_to_left"), [("en", False), ("ar", True)])
def test_sheets_run_in_the_direction_of_the_language(
    edges: Bundle, written: Written, language: str, right_to_left: bool
) -> None:
    pytest.importorskip("openpyxl", reason="NOT CHECKED: workbooks need isnad[check-exports]")
    made = book(written(edges, "xlsx", language)["isnad.xlsx"])
    assert made.sheetnames == [t.words[language] for t in schema()]
    for sheet, shape in zip(made, schema(), strict=True):
        assert bool(sheet.sheet_view.rightToLeft) is right_to_left
        assert [c.value for c in sheet[1]] == [c.words[language] for c in shape.light()]


def test_a_workbook_holds_every_value_and_no_formula(bundle: Bundle, written: Written) -> None:
    pytest.importorskip("openpyxl", reason="NOT CHECKED: workbooks need isnad[check-exports]")
    made = book(written(bundle, "xlsx")["isnad.xlsx"])
    found = rows(bundle)
    for sheet, shape in zip(made, schema(), strict=True):
        lines = [list(row) for row in sheet.iter_rows(min_row=2)]
        assert len(lines) == len(found[shape.name])
        for cells, row in zip(lines, found[shape.name], strict=True):
            for one, column in zip(cells, shape.light(), strict=True):
                assert one.data_type != "f"
                value = row[column.name]
                wanted = "; ".join(value) if isinstance(value, list) else value
                wanted = wanted.replace("\r\n", "\n") if isinstance(wanted, str) else wanted
                assert one.value == (None if wanted == "" else wanted), (shape.name, column.name)
                assert one.quotePrefix is isinstance(value, str | list) or not wanted


def test_a_workbook_tells_no_hour(edges: Bundle, written: Written) -> None:
    pytest.importorskip("openpyxl", reason="NOT CHECKED: workbooks need isnad[check-exports]")
    content = written(edges, "xlsx")["isnad.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert core.count("1980-01-01T00:00:00Z") == 2
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_what_is_too_long_for_a_cell_is_cut_visibly(edges: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openpyxl", reason="NOT CHECKED: workbooks need isnad[check-exports]")
    monkeypatch.setattr(spreadsheet, "MOST_CHARACTERS", 10)
    made = book(write_xlsx(edges, Options())["isnad.xlsx"])
    texts = [c.value for row in made["Claims"].iter_rows(min_row=2) for c in row if isinstance(c.value, str)]
    assert max(map(len, texts)) == 10
    assert f"{FORMULA[:9]}…" in texts
