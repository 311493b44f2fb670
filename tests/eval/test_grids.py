"""Grids are whole: every frame finds its slots, what is marked is there, every sentence carries its mark."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from isnad.lang.pack import load_pack

HERE = Path(__file__).resolve().parents[2] / "eval"
FILES = sorted((HERE / "grids").glob("*.yaml"))


@pytest.fixture(scope="module")
def grid() -> ModuleType:
    spec = importlib.util.spec_from_file_location("grid", HERE / "grid.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_every_frame_finds_its_slots_and_every_sentence_is_marked(path: Path, grid: ModuleType) -> None:
    for plain in yaml.safe_load(path.read_text(encoding="utf-8")):
        made = list(grid.sentences(plain))
        assert made, plain["name"]
        used = {m.group(1) for frame in plain["frames"] for m in grid.SLOT.finditer(frame)}
        assert used <= set(plain["slots"]), f"{plain['name']}: a frame asks for a slot that is not there"
        assert plain["mark"] in used, f"{plain['name']}: no frame holds what is marked"
        for sentence in made:
            assert sentence.start < sentence.end <= len(sentence.text), (plain["name"], sentence.text)


def test_a_sentence_that_is_not_read_is_told(grid: ModuleType) -> None:
    plain = {
        "name": "x",
        "kind": "casualties",
        "mark": "who",
        "value": {"effect": "killed", "low": 1, "high": 1},
        "slots": {"verb": {"قتل": {"f": "قتلت"}, "عاد": {"f": "عادت"}}, "who": {"طفلة": {"role": "child", "g": "f"}}},
        "frames": ["{verb|who} {who} في انفجار عبوة ناسفة."],
    }
    read, unread = (grid.fault(plain, sentence, load_pack("ar")) for sentence in grid.sentences(plain))
    assert read == ""
    assert unread == "not read"
    first = next(iter(grid.sentences(plain)))
    assert grid.fault({**plain, "none": True}, first, load_pack("ar")).startswith("read as")
