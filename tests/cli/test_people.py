"""What a person at a terminal reads, and decisions that a page of a dossier wrote."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from isnad.cli.main import main
from isnad.cli.sheet import table

EXAMPLES = str(Path(__file__).parent.parent.parent / "examples")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("archive") / "a.db")
    assert main(["add", EXAMPLES, "--store", made, "--quiet"]) == 0
    return made


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> pytest.CaptureFixture[str]:
    seen = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("isnad.cli.sheet.sys", seen)
    return capsys


def test_columns_stand_under_one_another_whatever_the_script() -> None:
    rows = list(table(("a", "b"), [("\u0642\u064f\u062a\u0644", "x"), ("long", None)]))
    assert rows == ["a     b", "\u0642\u064f\u062a\u0644   x", "long  -"]
    assert list(table(("a",), [])) == ["none"]


@pytest.mark.parametrize(
    "command", ["status", "list", "list incidents", "list decisions", "list events", "incidents", "show 01"]
)
def test_a_terminal_gets_lines_to_read_and_json_on_request(
    command: str, place: str, terminal: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "--store", place]) == 0
    out = terminal.readouterr().out
    assert out.strip()
    assert '{"' not in out
    assert main([*command.split(), "--store", place, "--json"]) == 0
    assert [json.loads(line) for line in terminal.readouterr().out.splitlines()] or command == "list decisions"


def claims_of(place: str, capsys: pytest.CaptureFixture[str], report: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["show", report, "--store", place]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["claims"]
    return found


def test_decisions_of_a_file_are_all_taken_or_none(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = [c for c in claims_of(place, capsys, "01") if c["kind"] == "casualties"]
    wishes = [
        {"act": "accept", "targets": [counted[0]["claim"]], "reason": "seen"},
        {"act": "correct", "targets": [counted[1]["claim"]], "reason": "misread", "value": {"low": 1, "high": 1}},
    ]
    file = tmp_path / "decisions.jsonl"

    def decide(*rows: object) -> int:
        file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return main(["decide", "--from", str(file), "--store", place])

    bad = {"act": "correct", "targets": [counted[0]["claim"]], "reason": "x", "value": {"lowest": 1}}
    for wrong, told in (
        (bad, "E-decide-value"),
        ({"act": "reject", "targets": ["nothing"], "reason": "x"}, "E-decide-targets"),
        ({"act": "reject", "targets": [counted[0]["claim"]], "reason": " "}, "E-decide-reason"),
        ({"act": "same", "targets": ["01"], "reason": "x"}, "E-decide-targets"),
        ({"reason": "x"}, "E-decide-file"),
    ):
        assert decide(*wishes, wrong) == 2
        assert told in capsys.readouterr().err
    assert main(["list", "decisions", "--store", place]) == 0
    assert capsys.readouterr().out == ""
    assert decide(*wishes) == 0
    made = [json.loads(line)["decision"] for line in capsys.readouterr().out.splitlines()]
    assert len(made) == 2
    assert main(["decide", "undo", str(made[1]), "--reason", "no", "--store", place]) == 0
    capsys.readouterr()
    assert main(["list", "decisions", "--store", place]) == 0
    assert [json.loads(line)["in_force"] for line in capsys.readouterr().out.splitlines()] == [True, False, False]


def test_the_beginning_of_an_id_will_do(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    claim = str(claims_of(place, capsys, "02")[0]["claim"])
    assert main(["decide", "accept", claim[:9] + "…", "--reason", "seen", "--store", place]) == 0
    assert main(["list", "decisions", "--store", place]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["targets"] == [claim]
