"""What an archive of many reports costs: taking in, reading, grouping, one report more, searching, room.

python benchmarks/archive.py REPORTS… [--store PLACE]      prints one JSON object; PLACE must be new

Words to search for are drawn from the reports with a fixed seed. `wall` is seconds on the clock, `cpu`
seconds of all processes: on a busy machine only the latter means anything.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from isnad.archive.archive import read_new, take_in
from isnad.archive.intake import receive
from isnad.archive.search import search
from isnad.archive.terms import words
from isnad.archive.upkeep import bring_up_to_date, state_of
from isnad.archive.verify import verify
from isnad.engine.local import usual_jobs
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

SEED = 3
QUERIES = 100


def now() -> str:
    return "2026-01-02T00:00:00Z"


@contextmanager
def lap(out: dict[str, Any], name: str) -> Iterator[None]:
    began, spent = time.perf_counter(), _cpu()
    yield
    out[name] = {"wall": round(time.perf_counter() - began, 2), "cpu": round(_cpu() - spent, 2)}


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def fill(store: SqlStore, names: list[str], out: dict[str, Any]) -> None:
    with lap(out, "take_in"):
        taken = take_in(store, receive(names), now, "bench")
    with lap(out, "read"):
        read_new(store, now, "bench", jobs=usual_jobs())
    with lap(out, "group"):
        update = bring_up_to_date(store, now, "bench")
    out |= {"reports": taken.new, "issues": len(taken.issues), "incidents": update.incidents}


def one_more(place: str, store: SqlStore, out: dict[str, Any]) -> None:
    """A shortened copy of a report of a large incident, added by the command, started anew."""
    largest = max(state_of(store).incidents, key=lambda i: (len(i.members), i.id))
    kept = store.report(largest.members[0].id)
    assert kept is not None
    text = (store.blob(kept.text) or b"").decode()
    row = {"id": "one-more", "text": text[: len(text) * 3 // 4], "published": kept.published}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.jsonl"
        path.write_text(json.dumps({k: v for k, v in row.items() if v}) + "\n", encoding="utf-8")
        command = [str(Path(sys.executable).with_name("isnad")), "add", str(path), "--store", place, "--quiet"]
        with lap(out, "one_more"):
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    out["one_more"]["reconciled"] = json.loads(said)["reconciled"]


def searching(store: SqlStore, out: dict[str, Any]) -> None:
    chance = random.Random(SEED)
    kept = store.reports()
    asked: list[str] = []
    for report in chance.sample(kept, min(QUERIES, len(kept))):
        text = (store.blob(report.text) or b"").decode("utf-8", "surrogatepass")
        said = [w for w in words(text) if w.end - w.start > 3]
        if len(said) > 3:
            first, then = (said[n := chance.randrange(len(said) - 1)], said[n + 1])
            one, two = text[first.start : first.end], text[then.start : then.end]
            asked += [one, f"{one} {two}", '"' + text[first.start : then.end].replace('"', " ") + '"']
    for clock, name in ((time.perf_counter, "wall"), (time.process_time, "cpu")):
        out[f"search_ms_{name}"] = _quantiles(store, asked, clock)


def _quantiles(store: SqlStore, asked: list[str], clock: Callable[[], float]) -> dict[str, float]:
    spent = []
    for question in asked:
        began = clock()
        list(search(store, question))
        spent.append(1000 * (clock() - began))
    return {"median": round(statistics.median(spent), 1), "p95": round(sorted(spent)[int(0.95 * len(spent))], 1)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", nargs="+")
    options.add_argument("--store", metavar="PLACE")
    given = options.parse_args()
    out: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = given.store or f"{folder}/a.db"
        store = open_store(place, tool="bench")
        if store.head() is not None:
            sys.exit(f"{place} is not empty")
        fill(store, given.reports, out)
        text = sum(len(store.blob(sha) or b"") for sha in {kept.text for kept in store.reports()})
        searching(store, out)
        with lap(out, "verify"):
            damage = verify(store)
        store.close()
        store = open_store(place, tool="bench")
        one_more(place, store, out)
        store.close()
        out["damage"] = [d.what for d in damage]
        if "://" not in place:
            out["bytes_per_text_byte"] = round(Path(place).stat().st_size / max(1, text), 2)
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
