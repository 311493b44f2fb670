"""JSON lines are the contract's, hold to their schema, and read back to the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from isnad import api
from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.formats import FORMATS
from isnad.export.exchange.jsonl import read_jsonl, write_jsonl
from isnad.export.exchange.write import render
from isnad.export.lines import incident_lines
from isnad.model.record import Record

NEEDED = {"xlsx": "openpyxl", "parquet": "pyarrow"}


def test_read_back_it_gives_the_same_bytes(bundle: Bundle) -> None:
    files = write_jsonl(bundle, Options())
    again = read_jsonl(files, bundle.version)
    assert write_jsonl(again, Options()) == files
    assert [r.incident for r in again.records] == [r.incident for r in bundle.records]


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_export_is_the_same_after_it(bundle: Bundle, name: str, language: str) -> None:
    if name in NEEDED:
        pytest.importorskip(NEEDED[name], reason=f"NOT CHECKED: {name} needs isnad[check-exports]")
    again = read_jsonl(write_jsonl(bundle, Options()), bundle.version)
    assert render(FORMATS[name], again, Options(language)) == render(FORMATS[name], bundle, Options(language))


def test_lines_are_those_of_the_contract(examples: Bundle, written: Callable[..., Files]) -> None:
    files = written(examples, "jsonl")
    assert files["incidents.jsonl"].decode().splitlines() == list(incident_lines(examples.records))
    claims = [json.loads(line) for line in files["claims.jsonl"].splitlines()]
    assert {"claim", "report", "kind", "event", "value", "attribution", "stance", "evidence", "rule"} <= claims[
        0
    ].keys()


def test_reports_can_be_read_by_isnad_again(examples: Bundle, written: Callable[..., Files], tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(written(examples, "jsonl")["reports.jsonl"])
    readings, issues = api.read([str(path)])
    assert issues == ()
    assert [c.claim for r in readings for c in r.claims] == [c.claim for r in examples.readings for c in r.claims]


def test_no_line_names_a_file_of_this_machine(examples: Bundle, written: Callable[..., Files]) -> None:
    assert '"source"' not in written(examples, "jsonl")["reports.jsonl"].decode()


@pytest.mark.parametrize("name", ["incident", "claim", "report"])
def test_lines_hold_to_their_schema(bundle: Bundle, written: Callable[..., Files], name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="NOT CHECKED: JSON Schema needs isnad[check-exports]")
    files = written(bundle, "jsonl")
    schema = json.loads(files[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    lines = files[f"{name}s.jsonl"].splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


def test_the_schema_refuses_what_is_wrong(examples: Bundle, written: Callable[..., Files]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="NOT CHECKED: JSON Schema needs isnad[check-exports]")
    files = written(examples, "jsonl")
    validator = jsonschema.Draft202012Validator(json.loads(files["claim.schema.json"]))
    lines = [json.loads(line) for line in files["claims.jsonl"].splitlines()]
    counted = next(line for line in lines if line["kind"] == "casualties")
    assert not validator.is_valid({**counted, "value": {**counted["value"], "low": "three"}})
    assert not validator.is_valid({**counted, "value": {}})
    told = next(line for line in lines if line["kind"] == "mode")
    assert not validator.is_valid({**told, "value": {"low": 3}})
    assert not validator.is_valid({k: v for k, v in counted.items() if k != "evidence"})


def test_a_record_of_other_rules_keeps_them_by_name(record: Record) -> None:
    made = Bundle.of([record], [], "1")
    back = read_jsonl(write_jsonl(made, Options()), "1")
    assert list(back.records[0].rules) == ["range", "acled"]
    assert back.records[0].rules == record.rules
