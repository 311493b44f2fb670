"""isnad lint: silence for a good pack, a line and a status for a bad one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from isnad.cli.main import main
from isnad.lang.pack import HOME, packs


@pytest.mark.parametrize("code", packs())
def test_shipped_packs_are_clean(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["lint", code])
    assert capsys.readouterr().out == ""
    assert status == 0


def test_a_finding_is_a_line_and_status_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(HOME / packs()[0], pack)
    doubled = "- class: thing\n  words:\n  - شيء\n  - شيء\n"
    (pack / "lexicon" / "zz.yaml").write_text(doubled, encoding="utf-8")
    status = main(["lint", str(pack), "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 3
    assert [issue["code"] for issue in found if issue["place"].startswith("zz.yaml")] == ["E-lexicon-twice"]


def test_an_unknown_pack_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "no-such-pack"]) == 2
    assert "installed: " in capsys.readouterr().err
