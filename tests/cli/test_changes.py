"""What was known on a day and what became known between two, on the examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isnad.cli import changes, incidents
from isnad.cli.main import main

EXAMPLES = str(Path(__file__).parent.parent.parent / "examples")
OPTIONS = (EXAMPLES, "--jobs", "1")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_was_known_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert incidents.run([*OPTIONS, "--quiet"]) == 0
    whole = {row["incident"]: row for row in lines(capsys)}
    assert incidents.run([*OPTIONS, "--quiet", "--as-of-day", "2025-12-15"]) == 0
    known = lines(capsys)
    assert known
    for row in known:
        days = [r["published"][:10] for r in row["reports"]]
        assert max(days) <= "2025-12-15"
        later = [d for d in whole[row["incident"]]["history"]["days"] if d["day"] <= "2025-12-15"]
        assert row["history"]["days"] == later
        assert [t for t in row["toll"] if t["role"] == "person" and not t["nationality"]] == later[-1]["toll"]
    assert incidents.run([*OPTIONS, "--quiet", "--as-of-day", "1999-01-01"]) == 0
    assert lines(capsys) == []


def test_changes_are_what_the_history_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert incidents.run([*OPTIONS, "--quiet"]) == 0
    states = {(row["incident"], d["day"]): d["changes"] for row in lines(capsys) for d in row["history"]["days"]}
    assert changes.run([*OPTIONS, "--quiet", "--from", "2025-12-15", "--to", "2025-12-16"]) == 0
    found = lines(capsys)
    assert found
    shown = [
        {k: v for k, v in row.items() if k not in ("incident", "title")}
        for row in found
        if row["about"] != "incident" and not row["about"].startswith("rule: ")
    ]
    assert shown == [c for (_, day), told in sorted(states.items()) if day == "2025-12-16" for c in told]


def test_nothing_changes_within_a_day_and_new_incidents_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.run([*OPTIONS, "--quiet", "--from", "2025-12-16", "--to", "2025-12-16"]) == 0
    assert lines(capsys) == []
    assert changes.run([*OPTIONS, "--quiet", "--from", "1999-01-01"]) == 0
    assert {(row["about"], row["kind"]) for row in lines(capsys)} == {("incident", "first")}


def test_reports_without_a_day_are_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.run([*OPTIONS, "--from", "2025-12-16"]) == 0
    assert "bear no day and are left out" in capsys.readouterr().err
    assert changes.run([*OPTIONS, "--from", "2025-12-16", "--published", "2025-12-14"]) == 0
    assert "bear no day" not in capsys.readouterr().err


@pytest.mark.parametrize("args", [["--from", "2025-13-01"], ["--from", "2025-12-16", "--to", "2025-12-15"], []])
def test_wrong_days_are_told(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["changes", EXAMPLES, *args])
    assert "--from" in capsys.readouterr().err
