"""The gate: runs the line over the gold, compares every figure with its floor, fails when one fell.

    python eval/gate.py                         compare; exit status 1 when a figure is below its floor
    python eval/gate.py --update                raise floors to what was measured, freeze the cases
    python eval/gate.py --update --allow-lower  lower them too (say why in the commit)

Gold and scorers lie outside the repository, in ../shared or where ISNAD_SHARED points. The
scoring is theirs (tools/score_claims.py, tools/score_incidents.py), imported, not copied.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import conflicts
import corpora_dates
import corpora_gsr
import corpora_places
import corpora_reuse
import corpora_stance
import grid
import relations
import standing
import statements
from figures import Measured, measure
from gold_sets import OWN, SETS, paths_of, read_set

from isnad.model.codec import claim_to_dict

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
FROZEN = HERE / "frozen"
COMPLETE = {
    "dev": [
        "casualties",
        "arrests",
        "event_date",
        "event_site",
        "perpetrator",
        "attacker_fate",
        "mode",
        "responsibility",
    ],
}
"""Kinds that a set annotates in full, where it does not annotate all (gold/README.md)."""
SEALED = frozenset({"own-held", "july-held", "single-held"})
"""Sets whose figures are taken and whose errors nobody reads, so that they stay a test of unseen text."""


def main() -> int:
    options = _options()
    shared = Path(os.environ.get("ISNAD_SHARED") or HERE.parent.parent / "shared")
    if not (shared / "gold").is_dir():
        print(f"gate: SKIPPED, NOTHING WAS CHECKED: there is no {shared / 'gold'} (set ISNAD_SHARED)")
        return 0
    sys.path.insert(0, str(shared / "tools"))
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    digests: dict[str, str] = {}
    faults = 0
    for name in SETS:
        paths = paths_of(name, shared)
        digests |= {p.relative_to(shared).as_posix(): _digest(p) for p in paths}
        measured = run_set(name, paths)
        faults += report(name, measured, kept, options)
        faults += compare_cases(name, measured, options)
    for name in OWN:
        paths = paths_of(name, shared)
        if not paths:
            continue
        digests |= {p.relative_to(HERE).as_posix(): _digest(p) for p in paths}
        measured = run_set(name, paths)
        if name in SEALED:
            measured = measured._replace(misses=["(sealed: its errors are not shown)"])
        else:
            faults += compare_cases(name, measured, options)
        faults += report(name, measured, kept, options)
    faults += report("corpora", run_corpora(), kept, options)
    faults += report("grid", Measured(figures=grid.figures(), baseline={}, cases=[], misses=[]), kept, options)
    changed = sorted(k for k in digests.keys() | kept["gold"].keys() if digests.get(k) != kept["gold"].get(k))
    if changed and not options.update:
        print(f"gate: the gold is not the one the floors were set on: {', '.join(changed)}")
        faults += 1
    if options.update:
        kept["gold"] = digests
        FLOORS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"gate: wrote {FLOORS.name} and {FROZEN.name}/")
        return 0
    print("gate: FAILED" if faults else "gate: passed")
    return 1 if faults else 0


def run_set(name: str, paths: list[Path]) -> Measured:
    """Read the reports of a gold set in one run and score what comes out."""
    found = read_set(name, paths)
    measured = measure(found.golds, found.runs, found.incidents, found.texts, COMPLETE.get(name))
    figures, missed = conflicts.figures(found.golds, found.claims, found.incidents, complete=name in conflicts.COMPLETE)
    if name == "dev":
        related, wrong = relations.figures(found)
        figures, missed = {**figures, **related}, missed + wrong
    told = [claim_to_dict(c) for record in found.records for c in record.incident.claims]
    figures |= statements.figures(found.golds, told)
    held = [frozenset(c.claim for c in record.incident.claims) for record in found.records]
    figures |= standing.figures(found.golds, found.claims, found.incidents, held)
    return measured._replace(figures={**measured.figures, **figures}, misses=measured.misses + missed)


def run_corpora() -> Measured:
    """Numbers, dates, violence, places, copies on other people's test sets; each 50th spelled number."""
    began = time.perf_counter()
    figures = {
        **corpora_dates.figures(50),
        **corpora_gsr.figures(),
        **corpora_places.figures(),
        **corpora_stance.figures(),
        **corpora_reuse.figures(),
    }
    for name in ("numbers", "dates"):
        count = len(corpora_dates.judged(name))
        print(f"corpora: {count} cases of recognizers.{name} judged wrong and left out (eval/judged_specs.tsv)")
    print(f"\ncorpora: measured in {time.perf_counter() - began:.0f} s")
    return Measured(figures=figures, baseline={}, cases=[], misses=[])


def report(name: str, measured: Measured, kept: dict[str, Any], options: argparse.Namespace) -> int:
    """Print the table of one set; the number of figures below their floor. Updates `kept` when asked."""
    floors, wanted = kept["floors"], kept["wanted"]
    faults = 0
    print(f"{'figure':34} {'value':>7} {'floor':>7} {'wanted':>7} {'plain':>7}")
    for key, value in measured.figures.items():
        key = f"{name}.{key}"
        floor, want = floors.get(key), wanted.get(key)
        plain = measured.baseline.get(key.removeprefix(name + "."))
        low = floor is not None and value < floor - 1e-9
        if options.update and (floor is None or value > floor or (low and options.allow_lower)):
            floors[key] = floor = int(value * 1000) / 1000
            low = False
        mark = "  BELOW ITS FLOOR" if low else "  below what is wanted" if want is not None and value < want else ""
        faults += low
        print(f"{key:34} {value:7.3f} {_shown(floor)} {_shown(want)} {_shown(plain)}{mark}")
    for key in sorted(
        k for k in floors if k.startswith(name + ".") and k.removeprefix(name + ".") not in measured.figures
    ):
        print(f"{key:34}    gone {_shown(floors[key])}          BELOW ITS FLOOR")
        faults += 1
        if options.update and options.allow_lower:  # the gold of the set has no such claims any more
            del floors[key]
    if options.misses:
        print(*measured.misses, sep="\n")
    return 0 if options.update else faults


def compare_cases(name: str, measured: Measured, options: argparse.Namespace) -> int:
    """Print which claims changed sides since they were frozen. Changes alone are no fault."""
    path = FROZEN / f"{name}.txt"
    if options.update:
        FROZEN.mkdir(exist_ok=True)
        path.write_text("".join(f"{case}\n" for case in measured.cases), encoding="utf-8")
        return 0
    if not path.exists():
        return 0
    frozen = path.read_text(encoding="utf-8").splitlines()
    old, new = set(frozen), set(measured.cases)
    for sign, gone in (
        ("mended", [c for c in frozen if c not in new]),
        ("broken", [c for c in measured.cases if c not in old]),
    ):
        for case in gone[: None if options.misses else 20]:
            print(f"  {sign}: {case}")
        if len(gone) > 20 and not options.misses:
            print(f"  {sign}: … {len(gone) - 20} more (--misses shows all)")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare every figure with its floor.")
    parser.add_argument("--update", action="store_true", help="raise floors and freeze the cases")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--misses", action="store_true", help="list all changed cases and incident misses")
    return parser.parse_args()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _shown(value: float | None) -> str:
    return "      –" if value is None else f"{value:7.3f}"


if __name__ == "__main__":
    sys.exit(main())
