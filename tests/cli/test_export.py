"""isnad export: names, folders, messages and statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isnad.cli.main import main
from isnad.export.exchange.formats import FORMATS

EXAMPLES = str(Path(__file__).parents[2] / "examples")


def test_the_list_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "--list"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown] == list(FORMATS)
    assert next(line for line in shown if line.startswith("xlsx")).endswith("(needs isnad[xlsx])")


def test_files_are_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["export", EXAMPLES, "--format", "geojson,ged", "-o", str(out)]) == 0
    told = capsys.readouterr()
    files = [Path(line) for line in told.out.splitlines()]
    assert all(f.is_file() for f in files)
    assert {f.relative_to(out).parts[0] for f in files} == {"geojson", "ged"}
    assert "12 reports, " in told.err
    assert json.loads((out / "geojson" / "incidents.geojson").read_text(encoding="utf-8"))["features"]


def test_language_and_mark(tmp_path: Path) -> None:
    args = ["export", EXAMPLES, "--quiet", "--format", "csv,markdown", "-o", str(tmp_path / "out")]
    assert main([*args, "--language", "ar", "--bom"]) == 0
    assert (tmp_path / "out" / "csv" / "toll.csv").read_bytes().startswith(b"\xef\xbb\xbfrow,")
    assert "القتلى" in (tmp_path / "out" / "markdown" / "incidents.md").read_text(encoding="utf-8")


def test_an_unknown_format_ends_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "no-such-folder"), "--format", "xls", "-o", str(tmp_path / "out")]) == 2
    assert "E-export-format: no export is called 'xls'" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["--format", "-o"])
def test_what_is_needed(missing: str, tmp_path: Path) -> None:
    args = ["--format", "csv", "-o", str(tmp_path / "out")]
    at = args.index(missing)
    with pytest.raises(SystemExit) as ended:
        main(["export", EXAMPLES, *args[:at], *args[at + 2 :]])
    assert ended.value.code == 2


def test_a_set_of_exports_is_replaced_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["export", EXAMPLES, "--quiet", "--format", "geojson", "-o", str(tmp_path / "out")]
    assert main(args) == 0
    assert main(args) == 2
    assert "E-export-exists" in capsys.readouterr().err
    assert main([*args, "--overwrite"]) == 0


def test_exports_are_not_read_as_reports(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قتل خمسة أشخاص في غرق قارب قبالة طرطوس الجمعة.\n", encoding="utf-8")
    args = ["export", str(tmp_path), "--quiet", "--format", "jsonl", "--overwrite", "-o", str(tmp_path / "out")]
    assert main(args) == 0
    first = (tmp_path / "out" / "jsonl" / "claims.jsonl").read_bytes()
    assert main(args) == 0
    assert (tmp_path / "out" / "jsonl" / "claims.jsonl").read_bytes() == first
