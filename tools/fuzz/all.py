"""Fuzz every reader, one after the other: python tools/fuzz/all.py SECONDS [ROUNDS]

Prints a line a run and adds it to out/fuzz/runs.tsv: reader, seconds on the clock, seconds of the
processor, inputs tried, faults found. `--sum` adds up what there is. A timeout of a machine under load
is no fault of ours: what is found is to be looked at.
"""

from __future__ import annotations

import argparse
import collections
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from target import FORMS  # type: ignore[import-not-found]  # noqa: E402

RUNS = HERE.parent.parent / "out" / "fuzz" / "runs.tsv"


def once(reader: str, seconds: int) -> tuple[str, float, float, int, int]:
    """One reader for so many seconds in a process of its own."""
    began, spent = time.monotonic(), _cpu()
    command = [sys.executable, str(HERE / "run.py"), reader, str(seconds)]
    done = subprocess.run(command, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    tried = re.search(r"number_of_executed_units: *(\d+)", said)
    faults = len(re.findall(r"Test unit written to", said))
    if done.returncode:
        print(said[-2000:], file=sys.stderr)
    return reader, time.monotonic() - began, _cpu() - spent, int(tried[1]) if tried else 0, faults


def total() -> None:
    """The sums of all runs, a line a reader."""
    sums: dict[str, list[float]] = collections.defaultdict(lambda: [0.0] * 4)
    for line in RUNS.read_text(encoding="utf-8").splitlines():
        reader, *numbers = line.split("\t")
        sums[reader] = [a + float(b) for a, b in zip(sums[reader], numbers, strict=True)]
    for reader in FORMS:
        wall, cpu, tried, faults = sums[reader]
        print(f"{reader:14} {wall / 60:6.1f} min  {cpu / 60:6.1f} min of the processor  {tried:12,.0f} {faults:4.0f}")


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """So many rounds over all readers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    parser.add_argument("rounds", type=int, nargs="?", default=1)
    parser.add_argument("--sum", action="store_true")
    options = parser.parse_args()
    if options.sum:
        total()
        return
    RUNS.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(options.rounds):
        for reader in FORMS:
            name, wall, cpu, tried, faults = once(reader, options.seconds)
            line = f"{name}\t{wall:.1f}\t{cpu:.1f}\t{tried}\t{faults}"
            print(line, flush=True)
            with RUNS.open("a", encoding="utf-8") as out:
                out.write(line + "\n")


if __name__ == "__main__":
    main()
