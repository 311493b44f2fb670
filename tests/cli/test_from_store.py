"""Commands for reports read the archive too, and give the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isnad.cli.main import main

EXAMPLES = str(Path(__file__).parent.parent.parent / "examples")


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    made = str(tmp_path / "a.db")
    assert main(["add", EXAMPLES, "--store", made, "--quiet"]) == 0
    capsys.readouterr()
    return made


def said(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    assert main([*args]) == 0
    return capsys.readouterr().out.splitlines()


def test_claims_and_why(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    stored = said(capsys, "claims", "--store", place)
    plain = said(capsys, "claims", EXAMPLES, "--quiet")
    assert len(stored) > 50
    ids = {json.loads(line)["claim"] for line in stored}
    assert ids == {json.loads(line)["claim"] for line in plain}
    one = json.loads(stored[0])["claim"]
    assert any(one in line for line in said(capsys, "why", "--store", place, "--claim", one))
    before = said(capsys, "claims", "--store", place, "--as-of", "2000-01-01")
    assert before == []


def test_exports(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "export", "--store", place, "--format", "geojson", "-o", str(tmp_path / "one"))
    said(capsys, "export", EXAMPLES, "--format", "geojson", "-o", str(tmp_path / "two"), "--quiet")
    one, two = ((tmp_path / n / "geojson" / "incidents.geojson").read_bytes() for n in ("one", "two"))
    assert len(json.loads(one)["features"]) == len(json.loads(two)["features"]) > 1


@pytest.mark.parametrize("command", ["claims", "why", "export --format csv -o x", "incidents", "dossier -o x"])
def test_reports_or_an_archive(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for given in ([], ["reports", "--store", "a.db"]):
        with pytest.raises(SystemExit) as end:
            main([*command.split(), *given])
        assert end.value.code == 2
        assert "--store" in capsys.readouterr().err
