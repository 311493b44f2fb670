"""Rounds over folders and feeds, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from isnad.archive.verify import verify
from isnad.archive.watching import Watch, rounds
from isnad.cli import watch as command
from isnad.errors import InputError
from isnad.store.open import open_store

if TYPE_CHECKING:
    from tests.web.conftest import Site

ONE = "قُتل ثلاثة أشخاص وأصيب اثنان في انفجار عبوة ناسفة في مدينة حمص الأحد، بحسب وزارة الصحة السورية."
TWO = "أسفر حريق في مصنع للنسيج بمدينة حلب عن وفاة عاملين وإصابة خمسة آخرين، وفق الدفاع المدني."


def put(path: Path, text: str) -> None:
    """A file that has been left alone for a while."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 60, time.time() - 60))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def once(inbox: Path, *more: str) -> list[str]:
    return [
        str(inbox),
        "--once",
        "--jobs",
        "1",
        "--store",
        str(inbox.parent / "a.db"),
        "--published",
        "2026-01-01",
        *more,
    ]


def test_one_round_takes_folder_and_feeds(site: Site, inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(inbox / "a.txt", ONE)
    page = f"<html><body><article><h1>خبر</h1><p>{TWO}</p></article></body></html>"
    site.put("/1", page)
    feeds = inbox.parent / "feeds.opml"
    address = f"http://127.0.0.1:{site.port}/1"
    feeds.write_text(f'<opml><body><outline xmlUrl="{address}"/></body></opml>', encoding="utf-8")
    net = ["--feeds", str(feeds), "--allow-host", "127.0.0.1", "--delay", "0"]
    assert command.run(once(inbox, *net)) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["new"], first["asked"], first["incidents"], first["reconciled"]) == (2, 1, 2, 2)
    assert command.run(once(inbox, *net)) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["known"], again["unchanged"], again["reconciled"]) == (0, 1, 1, 0)


def watch(inbox: Path, **more: Any) -> tuple[Any, Watch]:
    store = open_store(str(inbox.parent / "a.db"), tool="t")
    kind: dict[str, Any] = {"folders": [str(inbox)], "feeds": [], "fetcher": lambda: None, "wall": time.time} | more
    return store, Watch(store, lambda: "2026-01-02T00:00:00Z", "me", published="2026-01-01", **kind)


def test_files_left_alone_are_not_opened_again_and_files_being_written_wait(inbox: Path) -> None:
    store, watching = watch(inbox)
    put(inbox / "a.txt", ONE)
    (inbox / "b.txt").write_text(TWO[:20], encoding="utf-8")
    assert (watching.round().new, watching.round().known) == (1, 0)
    put(inbox / "b.txt", TWO)
    put(inbox / "a.txt", ONE + " صباحا.")
    came = watching.round()
    assert (came.new, came.changed, came.incidents) == (1, 1, 2)
    assert verify(store) == []
    store.close()


def test_another_writer_is_waited_for(inbox: Path) -> None:
    store, watching = watch(inbox)
    put(inbox / "a.txt", ONE)
    stop = threading.Event()
    calls = iter([InputError("E-store-locked", "locked"), None])

    class Locked:
        def __getattr__(self, name: str) -> Any:
            if name == "writer" and (fault := next(calls, None)):
                raise fault
            return getattr(store, name)

    watching._store = Locked()  # type: ignore[assignment]
    run = rounds(watching, stop, 0.01)
    first, second = next(run), next(run)
    stop.set()
    assert list(run) == []
    assert [i.code for i in first.issues] == ["I-watch-locked"]
    assert (first.new, second.new) == (0, 1)
    store.close()


def test_a_folder_that_is_not_there_is_an_error(inbox: Path) -> None:
    store, watching = watch(inbox / "nowhere")
    with pytest.raises(InputError, match="no folder"):
        watching.round()
    store.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(inbox: Path, number: int) -> None:
    put(inbox / "a.txt", ONE)
    words = [sys.executable, "-m", "isnad", "watch", str(inbox), "--every", "1s", "--store", str(inbox.parent / "a.db")]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["new"] == 1
    put(inbox / "b.txt", TWO)
    assert '"new":1' in process.stdout.readline().replace(" ", "") + process.stdout.readline().replace(" ", "")
    process.send_signal(number)
    _, told = process.communicate(timeout=10)
    assert (process.returncode, told) == (0, told)
    assert "Traceback" not in told
    store = open_store(str(inbox.parent / "a.db"), tool="t")
    assert (len(store.reports()), verify(store)) == (2, [])
    store.close()


@pytest.mark.parametrize("bad", [["--every", "0"], ["--every", "x"], ["--once", "--every", "9s"], []])
def test_wrong_usage(inbox: Path, bad: list[str]) -> None:
    with pytest.raises(SystemExit):
        command.run([str(inbox), *bad] if bad else [])
