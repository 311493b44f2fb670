"""A folder appears whole or not at all, also when the process is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from isnad.errors import InputError
from isnad.export.publish import MARKER, check_folder, whole_folder


def write(folder: Path, text: str = "new", *, overwrite: bool = True) -> None:
    with whole_folder(folder, overwrite=overwrite) as building:
        (building / "page").write_text(text)


def test_a_new_folder(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "out")
    assert (tmp_path / "deep" / "out" / "page").read_text() == "new"
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["out"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", overwrite=False)
    assert (tmp_path / "out" / MARKER).is_file()


def test_a_dossier_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")
    (tmp_path / "out" / "stale").write_text("from an earlier run")
    write(tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [MARKER, "page"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_dossier_stays_without_overwrite(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")
    with pytest.raises(InputError, match="already holds a dossier"):
        write(tmp_path / "out", overwrite=False)
    assert (tmp_path / "out" / "page").read_text() == "old"


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_folder_of_something_else_is_never_touched(tmp_path: Path, overwrite: bool) -> None:
    mine = tmp_path / "photos"
    mine.mkdir()
    (mine / "wedding.jpg").write_bytes(b"\xff")
    with pytest.raises(InputError, match="not a dossier"):
        write(mine, overwrite=overwrite)
    assert [p.name for p in mine.iterdir()] == ["wedding.jpg"]
    assert [p.name for p in tmp_path.iterdir()] == ["photos"]


def test_a_file_or_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(InputError, match="is not a folder"):
            check_folder(tmp_path / name, overwrite=True)


def test_a_failure_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")

    def fail() -> None:
        with whole_folder(tmp_path / "out", overwrite=True) as building:
            (building / "page").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (tmp_path / "out" / "page").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_what_turned_up_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    def meanwhile() -> None:
        with whole_folder(tmp_path / "out", overwrite=True) as building:
            (building / "page").write_text("new")
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "mine").write_text("x")

    with pytest.raises(InputError):
        meanwhile()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["mine"]


SLOW = """
import sys, time
from pathlib import Path
from isnad.export.publish import whole_folder
with whole_folder(Path(sys.argv[1]), overwrite=True) as building:
    (building / "page").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


def test_a_killed_process_leaves_the_old_dossier(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")
    with subprocess.Popen([sys.executable, "-c", SLOW, str(tmp_path / "out")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"writing"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (tmp_path / "out" / "page").read_text() == "old"
    write(tmp_path / "out", "newer")
    assert (tmp_path / "out" / "page").read_text() == "newer"


def test_a_place_that_cannot_be_written_is_the_callers_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError):
        write(tmp_path / "file" / "out")
