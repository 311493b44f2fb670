"""make bench: reports a second and peak memory of every step, on one core, in one run.

    python benchmarks/bench.py [--reports 5000] [--profile claims]

Text comes from ../shared/corpora/saudinewsnet (or where ISNAD_SHARED points): it is run and
counted, never shown. Without it, the reports of examples/ are repeated with changed figures.
The bare pass is one Aho-Corasick search (ahocorasick_rs) for all surfaces of the language pack
over the same folded text: what no reading by a lexicon can be faster than.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import os
import platform
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from isnad import api
from isnad.engine.collector import relax
from isnad.group.group import group_readings
from isnad.ingest.jsonl import read_line
from isnad.ingest.reader import load, read_reports
from isnad.lang.pack import load_pack
from isnad.model.codec import claim_to_dict, to_json
from isnad.model.report import Report
from isnad.reconcile.reconcile import reconcile

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
T = TypeVar("T")


class Bench:
    """Times steps one after another, in seconds of the processor, and keeps a row of each.

    The clock is shown beside them: on a busy machine it says more about the neighbours.
    """

    def __init__(self, reports: int, profile: str | None) -> None:
        self.reports = reports
        self.profile = profile
        self.rows: dict[str, float] = {}

    def step(self, name: str, run: Callable[[], T]) -> T:
        """The value of `run`; its wall time and the process's peak memory so far are printed."""
        gc.collect()
        profiler = cProfile.Profile() if self.profile == name else None
        began, worked = time.perf_counter(), time.process_time()
        value = profiler.runcall(run) if profiler else run()
        seconds = time.process_time() - worked
        self.rows[name] = seconds
        rate = f"{seconds:8.2f} s {self.reports / seconds:10,.0f} reports/s"
        print(f"{name:12} {rate} {peak():8.0f} MB peak   ({time.perf_counter() - began:.2f} s by the clock)")
        if profiler:
            pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
        return value


def main() -> int:
    parser = argparse.ArgumentParser(description="Time and memory of every step, on one core.")
    parser.add_argument("--reports", type=int, default=5000, help="how many reports (now: %(default)s)")
    parser.add_argument("--profile", metavar="STEP", help="print where the time of this step goes")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    relax()  # as the command does
    lines, source = corpus(options.reports)
    size = sum(map(len, lines))
    print(f"{len(lines):,} reports, {size / 1e6:.1f} MB of JSON lines, from {source}")
    print(f"Python {platform.python_version()}, one core of {os.cpu_count()}, {peak():.0f} MB before the first step")
    run(Bench(len(lines), options.profile), lines)
    start_up()
    return 0


def run(bench: Bench, lines: list[bytes]) -> None:
    """The steps in the order of the line."""
    reports = bench.step("ingest", lambda: list(ingest(lines)))
    del lines[:]
    language = reports[0].language or ""
    pack = bench.step("load pack", lambda: load_pack(language))
    folded = bench.step("fold", lambda: [pack.folding.of(report.text) for report in reports])
    finder = AhoCorasick(pack.lexicon.surfaces(), matchkind=MatchKind.LeftmostLongest)
    hits = bench.step("bare pass", lambda: sum(map(len, map(finder.find_matches_as_indexes, folded))))
    folded.clear()
    outcomes = bench.step("claims", lambda: [api.extract(report) for report in reports])
    readings = [reading for reading, _ in outcomes]
    failed = sum(issue.code == "I-extract-failed" for _, issues in outcomes for issue in issues)
    count = sum(len(reading.claims) for reading in readings)
    told = sum(bool(reading.claims) for reading in readings)
    bench.step("write claims", lambda: sum(len(to_json(claim_to_dict(c))) for r in readings for c in r.claims))
    incidents = bench.step("group", lambda: group_readings(tuple(readings)))
    by_id = {reading.report.id: reading for reading in readings}
    records = bench.step("reconcile", lambda: [reconcile(incident, by_id) for incident in incidents])
    folder = Path(tempfile.mkdtemp())
    try:
        bench.step("dossier", lambda: api.export(folder / "out", records, readings))
        written = sum(path.stat().st_size for path in (folder / "out").rglob("*") if path.is_file())
    finally:
        shutil.rmtree(folder)
    rows = bench.rows
    text_to_claims = rows["claims"]
    line = sum(rows[name] for name in ("ingest", "claims", "group", "reconcile", "dossier"))
    print(f"\n{count:,} claims in {told:,} reports ({failed:,} failed), {len(incidents):,} incidents")
    print(f"dossier of {written / 1e6:.1f} MB")
    print(f"text to claims      {bench.reports / text_to_claims:8,.0f} reports/s (wanted: 300)")
    print(f"bytes to dossier    {bench.reports / line:8,.0f} reports/s")
    print(f"bare pass to claims {text_to_claims / rows['bare pass']:8.1f} times the bare pass ({hits:,} hits)")
    print(f"peak memory         {peak():8.0f} MB (wanted: under 400 for 5,000 reports)")


def ingest(lines: list[bytes]) -> Iterator[Report]:
    """Bytes to reports, as the reader does with each JSON line."""
    for number, raw in enumerate(lines, start=1):
        line = read_line(raw, f"bench:{number}")
        if line.report is not None and (report := load(line.report).report) is not None:
            yield report


def corpus(wanted: int) -> tuple[list[bytes], str]:
    """JSON lines of `wanted` reports, and where they come from."""
    shared = Path(os.environ.get("ISNAD_SHARED") or ROOT.parent / "shared")
    zips = sorted((shared / "corpora" / "saudinewsnet").rglob("*.zip"))
    lines: list[bytes] = []
    for path in zips:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(n for n in archive.namelist() if n.endswith(".json")):
                for article in json.loads(archive.read(name)):
                    lines.append(_line(len(lines), article))
                    if len(lines) == wanted:
                        return lines, "saudinewsnet"
    return list(_made_up(wanted)), "examples/, repeated with changed figures"


def _line(number: int, article: dict[str, Any]) -> bytes:
    text = f"{article.get('title') or ''}\n{article.get('content') or ''}"
    fields = {
        "id": f"b{number:06}",
        "text": text,
        "outlet": article.get("source"),
        "published": article.get("date_extracted"),
    }
    return json.dumps(fields, ensure_ascii=False).encode()


def _made_up(wanted: int) -> Iterator[bytes]:
    reports = [item for item in read_reports([str(ROOT / "examples")]) if isinstance(item, Report)]
    for number in range(wanted):
        report = reports[number % len(reports)]
        round_ = number // len(reports)
        text = report.text.replace("11", str(11 + round_ % 80))
        fields = {"id": f"b{number:06}", "text": text, "published": f"{2000 + round_ % 25}-12-15"}
        yield json.dumps(fields, ensure_ascii=False).encode()


def start_up() -> None:
    """`isnad --help` from a cold interpreter, the best and the worst of seven."""
    script = Path(sys.executable).with_name("isnad")
    took = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([script, "--help"], stdout=subprocess.DEVNULL, check=True)
        took.append(time.perf_counter() - began)
    print(f"isnad --help        {min(took):8.2f} s at best, {max(took):.2f} s at worst (wanted: under 0.5)")


def peak() -> float:
    """Peak resident memory of this process, in MB (Linux counts kilobytes, macOS bytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.exit(main())
