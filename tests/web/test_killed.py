"""kill -9 at random moments of a watch over a folder and a feed: nothing acknowledged is lost, nothing comes twice.

`make kills COUNT=200` kills that often on each database (the tests ten times).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from isnad.archive.verify import verify
from isnad.store.open import open_store

if TYPE_CHECKING:
    from tests.conftest import Killer
    from tests.web.conftest import Site

KILLS = int(os.environ.get("ISNAD_KILLS", "10"))
EACH = 20
TOLD = "قتل {n} أشخاص وأصيب خمسة في انفجار وسط المدينة رقم {n}."


def feed(site: Site, round_: int) -> None:
    """One more page in the feed each round, and the newest one changed."""
    links = []
    for n in range(round_ + 1):
        text = TOLD.format(n=n + 2) + (" تحديث." if n == round_ - 1 else "")
        site.put(f"/{n}", f"<html><body><article><h1>خبر {n}</h1><p>{text}</p></article></body></html>")
        links.append(f"<item><title>خ</title><link>http://127.0.0.1:{site.port}/{n}</link></item>")
    site.put("/rss", f"<rss version='2.0'><channel><title>ض</title>{''.join(links)}</channel></rss>", "text/xml")


def put(inbox: Path, number: int) -> None:
    path = inbox / f"{number}.txt"
    path.write_text(TOLD.format(n=number + 300), encoding="utf-8")
    os.utime(path, (time.time() - 60, time.time() - 60))


@pytest.mark.parametrize("part", range(0, KILLS, EACH))
def test_a_killed_watch_goes_on(site: Site, place: str, tmp_path: Path, part: int, killer: Killer) -> None:
    chance, inbox, kills = random.Random(part), tmp_path / "inbox", min(EACH, KILLS - part)
    inbox.mkdir()
    (tmp_path / "feeds.txt").write_text(f"http://127.0.0.1:{site.port}/rss\n", encoding="utf-8")
    words = ["watch", str(inbox), "--store", place, "--feeds", str(tmp_path / "feeds.txt"), "--jobs", "1", "--quiet"]
    words += ["--allow-host", "127.0.0.1", "--delay", "0", "--revisit", "0"]
    put(inbox, 0)
    feed(site, 0)
    length = killer.whole("1", *words, "--once")
    acknowledged: set[tuple[str, int]] = set()
    for number in range(1, kills + 1):
        put(inbox, number)
        feed(site, number)
        # Each round asks for one more page: the time grows.
        said = killer.kill(
            "watch", killer.start("1", *words, "--every", "1s"), place, chance, length * (1.2 + number / 15)
        )
        store = open_store(place, tool="t")
        assert verify(store) == []
        there = {(r.id, r.version) for r in store.reports(every=True)}
        assert acknowledged <= there
        assert not said or len({r.id for r in store.reports()}) == 2 * (number + 1)
        acknowledged = there
        store.close()
    last = subprocess.run([sys.executable, "-m", "isnad", *words, "--once"], capture_output=True, check=True)
    assert json.loads(last.stdout)["issues"] == 0
    store = open_store(place, tool="t")
    assert verify(store) == []
    assert len(store.reports()) == 2 * (kills + 1)
    assert {r.key for r in store.reports() if r.key.startswith("url:")} == {
        f"url:http://127.0.0.1:{site.port}/{n}" for n in range(kills + 1)
    }
    assert len({r.text for r in store.reports()}) == 2 * (kills + 1)
    assert store.unread("") == []
    store.close()
