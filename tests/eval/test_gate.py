"""The gate fails when a figure falls, never lowers a floor by itself, and says when it checked nothing."""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

EVAL = Path(__file__).parent.parent.parent / "eval"


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    sys.path.insert(0, str(EVAL))
    try:
        spec = importlib.util.spec_from_file_location("gate", EVAL / "gate.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(EVAL))
    return module


def measured(gate: ModuleType, **figures: float) -> Any:
    return gate.Measured({name.replace("_", "."): value for name, value in figures.items()}, {}, [], [])


def options(**given: bool) -> argparse.Namespace:
    return argparse.Namespace(**{"update": False, "allow_lower": False, "misses": False, **given})


def kept(**floors: float) -> dict[str, Any]:
    return {"floors": {f"s.{name.replace('_', '.')}": value for name, value in floors.items()}, "wanted": {}}


def test_a_figure_below_its_floor_is_a_fault(gate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    faults = gate.report("s", measured(gate, a_f1=0.799, b_f1=0.9), kept(a_f1=0.8, b_f1=0.9), options())
    assert faults == 1
    assert capsys.readouterr().out.count("BELOW ITS FLOOR") == 1


def test_a_figure_that_is_gone_is_a_fault(gate: ModuleType) -> None:
    assert gate.report("s", measured(gate, a_f1=0.8), kept(a_f1=0.8, b_f1=0.9), options()) == 1


def test_the_floors_of_another_set_do_not_matter(gate: ModuleType) -> None:
    assert gate.report("s", measured(gate, a_f1=0.8), {"floors": {"t.x": 1.0}, "wanted": {}}, options()) == 0


def test_update_raises_and_does_not_lower(gate: ModuleType) -> None:
    floors = kept(a_f1=0.8, b_f1=0.9)
    gate.report("s", measured(gate, a_f1=0.85678, b_f1=0.7, c_f1=0.5), floors, options(update=True))
    assert floors["floors"] == {"s.a.f1": 0.856, "s.b.f1": 0.9, "s.c.f1": 0.5}


def test_lowering_takes_a_second_flag(gate: ModuleType) -> None:
    floors = kept(b_f1=0.9)
    gate.report("s", measured(gate, b_f1=0.7), floors, options(update=True, allow_lower=True))
    assert floors["floors"] == {"s.b.f1": 0.7}


def test_changed_cases_are_listed(
    gate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "FROZEN", tmp_path)
    before = gate.Measured({}, {}, ["1 mode 3-9 missed", "2 mode 1-2 wrong"], [])
    gate.compare_cases("s", before, options(update=True))
    gate.compare_cases("s", gate.Measured({}, {}, ["2 mode 1-2 wrong", "4 mode 5-6 wrong"], []), options())
    assert capsys.readouterr().out.splitlines() == ["  mended: 1 mode 3-9 missed", "  broken: 4 mode 5-6 wrong"]


def test_without_gold_it_says_that_nothing_was_checked(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(EVAL / "gate.py")],
        env={"ISNAD_SHARED": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0
    assert "NOTHING WAS CHECKED" in run.stdout


def test_floors_hold_digests_and_known_sets(gate: ModuleType) -> None:
    stored = json.loads((EVAL / "floors.json").read_text(encoding="utf-8"))
    assert {name.split(".")[0] for name in stored["floors"] | stored["wanted"]} <= {
        *gate.SETS,
        *gate.OWN,
        "corpora",
        "grid",
    }
    assert all(len(digest) == 64 for digest in stored["gold"].values())
    assert all(0 <= floor <= 1 for floor in stored["floors"].values())


def test_frozen_cases_hold_no_words() -> None:
    for path in (EVAL / "frozen").glob("*"):
        assert path.read_text(encoding="utf-8").isascii()


def test_the_plain_baseline_reads_the_last_figure(gate: ModuleType) -> None:
    figures = sys.modules["figures"]
    golds = [{"reports": [{"id": "a"}]}]
    made = figures.plain_incidents(golds, {"a": "أدى الانفجار إلى مقتل 3 أشخاص وإصابة ١٢، ثم ارتفع العدد إلى 5 قتلى."})
    assert made[0]["reports"][0]["toll"] == {
        "killed": [{"low": 5, "high": 5}],
        "wounded": [{"low": 12, "high": 12}],
    }
