"""The stream: reuse against MinHash+LSH, cost at 3 k against 31 k, articles to incidents, one more report.

    python benchmarks/stream.py reuse [--reports 31030]   copies: our step and datasketch in the same run
    python benchmarks/stream.py cost                      the processor's time a report, 3,000 and all
    python benchmarks/stream.py whole                     JSON lines to incidents by the command, two processes
    python benchmarks/stream.py one                       one more report beside all the others

Text comes from ../shared/corpora/saudinewsnet (or where ISNAD_SHARED points): it is run and
counted, never shown. Times are seconds of the processor unless the clock is named.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import corpus, ingest, peak

from isnad import api
from isnad.engine.collector import relax
from isnad.group.cluster import Comparer
from isnad.group.features import is_event
from isnad.group.group import group_readings
from isnad.group.near import alike, asked, marks
from isnad.model.report import Report
from isnad.reuse.families import COPY, digest, families
from isnad.reuse.fingerprints import SHINGLE
from isnad.reuse.words import words

SMALL = 3_000
ALL = 31_030
PERMUTATIONS = 128
JACCARD = 0.5
LOOKED_AT = 60


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what a stream of reports costs.")
    parser.add_argument("what", choices=["reuse", "cost", "whole", "one"])
    parser.add_argument("--reports", type=int, default=ALL)
    options = parser.parse_args()
    relax()
    lines, source = corpus(options.reports)
    print(f"{len(lines):,} reports from {source}")
    {"reuse": reuse, "cost": cost, "whole": whole, "one": one}[options.what](lines)
    return 0


def reuse(lines: list[bytes]) -> None:
    """Both find copies among the same articles: ours pairs of which the shorter shares `COPY` of its
    weighed fingerprints, and the families that they make; theirs pairs whose sets of five-word runs have
    an estimated Jaccard of `JACCARD`. In a large family each text is compared with some only, so it is
    the families that tell how many of their pairs we know to be copies."""
    from datasketch import MinHash, MinHashLSH

    reports = list({digest(r): r for r in ingest(lines)}.values())
    began = time.process_time()
    found = families(reports)
    mine = time.process_time() - began
    ours = {pair for pair, share in found.likeness.items() if share >= COPY}
    began = time.process_time()
    lsh = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    sketches = {}
    for report in reports:
        told = words(report.text).text
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([" ".join(told[n : n + SHINGLE]).encode() for n in range(max(1, len(told) - SHINGLE + 1))])
        sketches[digest(report)] = made
    for key, made in sketches.items():
        lsh.insert(key, made)
    theirs = {
        (min(key, other), max(key, other))
        for key, made in sketches.items()
        for other in lsh.query(made)
        if other != key and made.jaccard(sketches[other]) >= JACCARD
    }
    other = time.process_time() - began
    both = ours & theirs
    print(f"isnad       {mine:8.1f} s {len(ours):8,} pairs")
    print(f"datasketch  {other:8.1f} s {len(theirs):8,} pairs   {other / mine:.1f} times as long")
    together = sum(found.of[a] == found.of[b] for a, b in theirs)
    of_theirs, of_ours = len(both) / max(1, len(theirs)), len(both) / max(1, len(ours))
    print(f"in common {len(both):,}: {of_theirs:.1%} of theirs, {of_ours:.1%} of ours")
    print(f"of their pairs {together / max(1, len(theirs)):.1%} are of one family of ours")


def cost(lines: list[bytes]) -> None:
    """Time a report of reading and of grouping, at `SMALL` and at all. The reports of the small run are
    spread over the whole, so that both are of the same kind."""
    step = max(1, len(lines) // SMALL)
    rows = [(name, *_costs(part)) for name, part in (("small", lines[::step][:SMALL]), ("all", lines))]
    for name, count, read, grouped in rows:
        print(f"{name:6} {count:8,} reports {1e3 * read:7.3f} ms reading {1e3 * grouped:7.3f} ms grouping a report")
    (_, _, a, b), (_, _, c, d) = rows
    print(f"a report costs {(c + d) / (a + b):.2f} times as much among all (wanted: 1.3); grouping alone {d / b:.2f}")


def _costs(lines: Sequence[bytes]) -> tuple[int, float, float]:
    began = time.process_time()
    found = [api.extract(report)[0] for report in ingest(list(lines))]
    read = time.process_time() - began
    began = time.process_time()
    group_readings(tuple(r for r in found if r.claims))
    return len(found), read / len(found), (time.process_time() - began) / len(found)


def whole(lines: list[bytes]) -> None:
    """`isnad incidents --jobs 2` over one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stream.jsonl")
        path.write_bytes(b"\n".join(lines))
        command = [Path(sys.executable).with_name("isnad"), "incidents", "--jobs", "2", path]
        with Path(folder, "out.jsonl").open("wb") as out:
            began = time.perf_counter()
            running = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
            most = 0
            while running.poll() is None:
                most = max(most, sum(map(_resident, _family(running.pid))))
                time.sleep(0.2)
            clock = time.perf_counter() - began
        count = Path(folder, "out.jsonl").read_bytes().count(b"\n")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{count:,} incidents, {clock:.0f} s by the clock, {used.ru_utime + used.ru_stime:.0f} s of the processor")
    print(f"load {os.getloadavg()[0]:.1f}; {most / 1e6:,.0f} MB at most over all processes (wanted: 240 s, 1,500 MB)")


def _family(pid: int) -> list[int]:
    """A process and its children (Linux)."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [pid, *map(int, listed.read_text().split())]
    except OSError:
        return [pid]


def _resident(pid: int) -> int:
    """Memory of a process that no other shares, and its part of what is shared, in bytes."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(row.split()[1]) for row in rows if row.startswith("Pss:"))


def one(lines: list[bytes]) -> None:
    """One more report, as an archive takes it in: its reading, its neighbours by their marks, and their
    incidents grouped again, with the words of the whole as the measure (archive/upkeep.py does the
    same out of a store). The last twenty reports with an event are the new ones, in turn."""
    found = [reading for reading, _ in map(api.extract, ingest(lines)) if is_event(reading)]
    old, new = found[:-20], found[-20:]
    seen: list[Comparer] = []
    incidents = group_readings(old, compared=seen.append)
    known, by_id = seen[0].known, {r.report.id: r for r in old}
    standing: dict[int, list[str]] = {}
    for key, told in seen[0].signatures.items():
        for mark in marks(told, seen[0].words[key], known):
            standing.setdefault(mark, []).append(told.reading.report.id)
    members = {m.id: tuple(n.id for n in i.members) for i in incidents for m in i.members}
    took = []
    for reading in new:
        began = time.perf_counter()
        again = api.extract(_bare(reading.report))[0]
        weight: dict[str, float] = {}
        for mark in asked(again, known):
            held = standing.get(mark, ())
            for name in held:
                weight[name] = weight.get(name, 0.0) + 1 / (1 + len(held))
        near = sorted(weight, key=lambda n: (-weight[n], n))[:LOOKED_AT]
        touched = {m for n in alike([again], [by_id[n] for n in near], known) for m in members.get(n, (n,))}
        group_readings([again, *(by_id[n] for n in sorted(touched) if n in by_id)], known=known)
        took.append(time.perf_counter() - began)
    took.sort()
    print(f"one more beside {len(old):,} reports with events: {took[10]:.3f} s in the middle, {took[-1]:.3f} at worst")
    print(f"{peak():,.0f} MB (wanted: under a second)")


def _bare(report: Report) -> Report:
    return Report(
        id=report.id, text=report.text, outlet=report.outlet, published=report.published, language=report.language
    )


if __name__ == "__main__":
    sys.exit(main())
