"""Fuzz every reader: python tools/fuzz/all.py SECONDS [ROUNDS] [--only READER ...] [--jobs N]

Prints a line a run and adds it to out/fuzz/runs.tsv: reader, seconds on the clock, seconds of the
processor, inputs tried, faults found. `--sum` adds up what there is. `--processor` runs a reader again until it has had
so many seconds of the processor, for a machine that is busy with other things. A timeout of a machine under load
is no fault of ours: what is found is to be looked at.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from target import FORMS  # type: ignore[import-not-found]  # noqa: E402

RUNS = HERE.parent.parent / "out" / "fuzz" / "runs.tsv"


def once(reader: str, seconds: int) -> tuple[str, float, float, int, int]:
    """One reader for so many seconds in a process of its own."""
    began = time.monotonic()
    command = [sys.executable, str(HERE / "run.py"), reader, str(seconds)]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=out)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    tried = re.search(r"number_of_executed_units: *(\d+)", said)
    faults = len(re.findall(r"Test unit written to", said))
    if process.returncode:
        print(said[-2000:], file=sys.stderr)
    return reader, time.monotonic() - began, used.ru_utime + used.ru_stime, int(tried[1]) if tried else 0, faults


def enough(reader: str, seconds: int, processor: bool) -> None:
    """Runs of one reader, written down as they end."""
    left = float(seconds)
    while left > 0:
        name, wall, cpu, tried, faults = once(reader, max(20, round(left)))
        line = f"{name}\t{wall:.1f}\t{cpu:.1f}\t{tried}\t{faults}"
        print(line, flush=True)
        with RUNS.open("a", encoding="utf-8") as out:
            out.write(line + "\n")
        left = left - cpu if processor and not faults and tried else 0


def total() -> None:
    """The sums of all runs, a line a reader."""
    sums: dict[str, list[float]] = collections.defaultdict(lambda: [0.0] * 4)
    for line in RUNS.read_text(encoding="utf-8").splitlines() if RUNS.exists() else []:
        reader, *numbers = line.split("\t")
        sums[reader] = [a + float(b) for a, b in zip(sums[reader], numbers, strict=True)]
    for reader in FORMS:
        wall, cpu, tried, faults = sums[reader]
        print(f"{reader:14} {wall / 60:6.1f} min  {cpu / 60:6.1f} min of the processor  {tried:12,.0f} {faults:4.0f}")


def main() -> None:
    """So many rounds over all readers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    parser.add_argument("rounds", type=int, nargs="?", default=1)
    parser.add_argument("--only", nargs="+", choices=FORMS, default=FORMS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--processor", action="store_true")
    parser.add_argument("--sum", action="store_true")
    options = parser.parse_args()
    if options.sum:
        total()
        return
    RUNS.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(options.rounds):
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            list(pool.map(lambda reader: enough(reader, options.seconds, options.processor), options.only))


if __name__ == "__main__":
    main()
