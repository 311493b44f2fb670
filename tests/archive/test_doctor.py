"""The doctor sees what is wrong and says what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from isnad.archive.archive import take_in
from isnad.archive.doctor import BAD, check_machine, check_store
from isnad.archive.intake import receive
from isnad.cli.main import main
from isnad.store.open import open_store

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def test_this_machine_is_well() -> None:
    assert [check for check in check_machine() if check.state == BAD] == []


def test_what_waits_and_what_is_wrong_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(str(tmp_path / "a.db"), tool="t")
    take_in(store, receive([str(EXAMPLES)]), lambda: "2026-01-02T00:00:00Z", "me")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]
    found = {check.name: check for check in check_store(store, "2025-12-31T00:00:00Z")}
    assert {name for name, check in found.items() if check.state == BAD} == {"clock", "disk"}
    assert found["unread"].advice.startswith("isnad add")
    assert "not grouped" in found["incidents"].seen
    assert all(check.advice for check in found.values() if check.state != "good")
    store.close()


def test_the_command_ends_with_status_3_where_something_is_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(tmp_path / "a.db")
    assert main(["add", str(EXAMPLES), "--store", place, "--quiet"]) == 0
    assert main(["doctor", "--store", place, "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"state"' in line]
    assert {"python", "sqlite", "archive", "seal", "disk", "incidents"} <= {row["name"] for row in rows}
    raw = bytearray(Path(place).read_bytes())
    raw[len(raw) // 2] ^= 8
    Path(place).write_bytes(raw)
    assert main(["doctor", "--store", place]) == 3
    assert "not as it was sealed" in capsys.readouterr().out
    Path(place).write_bytes(b"no database at all" * 100)
    assert main(["doctor", "--store", place]) == 3
