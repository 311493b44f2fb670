"""kill -9 at random moments of a watch over a folder and a feed: nothing acknowledged is lost, nothing comes twice.

ISNAD_KILLS=200 kills that often (the tests five times).
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

from isnad.archive.verify import verify
from isnad.store.open import open_store

if TYPE_CHECKING:
    from tests.web.conftest import Site

KILLS = int(os.environ.get("ISNAD_KILLS", "5"))
TOLD = "قتل {n} أشخاص وأصيب خمسة في انفجار وسط المدينة رقم {n}."
DRIVER = """
import sys, isnad.cli.watch
from isnad.cli.main import main
print("go", flush=True)
sys.exit(main(sys.argv[1:]))
"""


def feed(site: Site, round_: int) -> None:
    """One more page in the feed each round, and the newest one changed."""
    links = []
    for n in range(round_ + 1):
        text = TOLD.format(n=n + 2) + (" تحديث." if n == round_ - 1 else "")
        site.put(f"/{n}", f"<html><body><article><h1>خبر {n}</h1><p>{text}</p></article></body></html>")
        links.append(f"<item><title>خ</title><link>http://127.0.0.1:{site.port}/{n}</link></item>")
    site.put("/rss", f"<rss version='2.0'><channel><title>ض</title>{''.join(links)}</channel></rss>", "text/xml")


def test_a_killed_watch_goes_on(site: Site, tmp_path: Path) -> None:
    chance = random.Random(3)
    inbox, place = tmp_path / "inbox", str(tmp_path / "a.db")
    inbox.mkdir()
    (tmp_path / "feeds.txt").write_text(f"http://127.0.0.1:{site.port}/rss\n", encoding="utf-8")
    words = ["watch", str(inbox), "--store", place, "--feeds", str(tmp_path / "feeds.txt"), "--jobs", "1", "--quiet"]
    words += ["--allow-host", "127.0.0.1", "--delay", "0", "--revisit", "0"]
    acknowledged: set[tuple[str, int]] = set()
    for number in range(KILLS):
        path = inbox / f"{number}.txt"
        path.write_text(TOLD.format(n=number + 300), encoding="utf-8")
        os.utime(path, (time.time() - 60, time.time() - 60))
        feed(site, number)
        run = subprocess.Popen(
            [sys.executable, "-c", DRIVER, *words, "--every", "1s"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert run.stdout is not None
        assert run.stdout.readline() == b"go\n"
        time.sleep(chance.random() * 1.2)
        run.kill()
        run.communicate()
        store = open_store(place, tool="t")
        assert verify(store) == []
        there = {(r.id, r.version) for r in store.reports(every=True)}
        assert acknowledged <= there
        acknowledged = there
        store.close()
    last = subprocess.run([sys.executable, "-m", "isnad", *words, "--once"], capture_output=True, check=True)
    assert json.loads(last.stdout)["issues"] == 0
    store = open_store(place, tool="t")
    assert verify(store) == []
    assert len(store.reports()) == 2 * KILLS
    assert {r.key for r in store.reports() if r.key.startswith("url:")} == {
        f"url:http://127.0.0.1:{site.port}/{n}" for n in range(KILLS)
    }
    assert len({r.text for r in store.reports()}) == 2 * KILLS
    assert store.unread("") == []
    store.close()
