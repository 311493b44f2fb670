"""The filters and --previous on the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isnad.cli import incidents
from isnad.cli.main import main

EXAMPLES = str(Path(__file__).parent.parent.parent / "examples")


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, object]]:
    assert incidents.run([EXAMPLES, "--quiet", "--jobs", "1", *args]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_filters_keep_lines_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(capsys)
    kept = printed(capsys, "--since", "2025-12-13", "--until", "2025-12-13", "--min-origins", "2")
    assert 0 < len(kept) < len(whole)
    assert all(line in whole for line in kept)


def test_previous_names_what_an_incident_was_called(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(capsys)
    former = [dict(row, incident="inc-old" + str(n)) for n, row in enumerate(whole)]
    file = tmp_path / "before.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in former), encoding="utf-8")
    again = printed(capsys, "--previous", str(file))
    assert [row["previous"] for row in again] == [[row["incident"]] for row in former]


@pytest.mark.parametrize("text", ["", "[]\n", '{"incident": "x"}\n', "not json\n"])
def test_a_file_that_holds_no_incidents_is_an_error(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "before.jsonl"
    file.write_text(text, encoding="utf-8")
    status = main(["incidents", EXAMPLES, "--quiet", "--jobs", "1", "--previous", str(file)])
    assert (status == 0) == (text == "")
    assert ("E-input-previous" in capsys.readouterr().err) == (text != "")


@pytest.mark.parametrize("args", [["--since", "2025-13-01"], ["--until", "20251201"], ["--min-origins", "0"]])
def test_a_wrong_filter_is_told(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        incidents.make_parser().parse_args([EXAMPLES, *args])
    assert args[0] in capsys.readouterr().err
