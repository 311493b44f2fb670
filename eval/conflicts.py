"""Conflicts against the gold lists: which are shown with all their values, and ours that no list has.

A gold conflict is shown when one of ours holds, for every one of its values, a value of its own
with a claim on the words that the gold names. `python eval/conflicts.py` prints all of it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from gold_sets import SETS, read_set

COMPLETE = frozenset({"palmyra"})
"""Sets whose list of conflicts an analyst would call complete."""
HERE = Path(__file__).resolve().parent
JUDGED = HERE / "judged_conflicts.json"
"""What a person said of ours that no gold list has: sound or false, each with its reason."""
Spans = list[tuple[str, int, int]]


def figures(
    golds: list[dict[str, Any]],
    claims: list[dict[str, Any]],
    incidents: list[dict[str, Any]],
    *,
    complete: bool = False,
) -> tuple[dict[str, float], list[str]]:
    """Shares over all conflicts that have spans in the gold; nothing where none has. And what was missed.
    What the gold does not list is judged only where its list is `complete`."""
    where = {c["claim"]: (c["report"], c["evidence"]["start"], c["evidence"]["end"]) for c in claims}
    whole = values = matched = conflicts = 0
    lines: list[str] = []
    met: set[tuple[int, int]] = set()
    for gold in golds:
        ids = {row["id"] for row in gold["reports"]}
        ours = [
            (n, m, [[where[c] for c in v["claims"] if c in where] for v in found["values"]])
            for n, incident in enumerate(incidents)
            if ids & {r["id"] for r in incident["reports"]}
            for m, found in enumerate(incident["conflicts"])
        ]
        for wanted in gold.get("conflicts", ()):
            sides = [[(s["report"], s["start"], s["end"]) for s in v.get("spans", ())] for v in wanted["values"]]
            if not all(sides):
                continue
            best, at = max(((paired(sides, mine), (n, m)) for n, m, mine in ours), default=(0, (-1, -1)))
            met |= {(n, m) for n, m, mine in ours if paired(sides, mine) > 1}
            conflicts += 1
            whole += best == len(sides)
            matched += best
            values += len(sides)
            if best < len(sides):
                near = incidents[at[0]]["conflicts"][at[1]]["about"] if best else "nothing"
                lines.append(f"conflict {gold['event']} {wanted['about']}: {best} of {len(sides)} values in {near}")
    if not conflicts:
        return {}, []
    out = {"conflicts.all": whole / conflicts, "conflicts.values": matched / values}
    if complete:
        out["conflicts.sound"], more = judged(golds, incidents, met)
        lines += more
    return out, lines


def paired(wanted: list[Spans], ours: list[Spans]) -> int:
    """How many wanted sides can each have a side of ours that shares words with it, none twice."""
    reach = [[n for n, mine in enumerate(ours) if any(_meet(a, b) for a in side for b in mine)] for side in wanted]
    taken: dict[int, int] = {}

    def place(side: int, seen: set[int]) -> bool:
        for n in reach[side]:
            if n not in seen:
                seen.add(n)
                if n not in taken or place(taken[n], seen):
                    taken[n] = side
                    return True
        return False

    return sum(place(side, set()) for side in range(len(wanted)))


def _meet(a: tuple[str, int, int], b: tuple[str, int, int]) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def judged(
    golds: list[dict[str, Any]], incidents: list[dict[str, Any]], met: set[tuple[int, int]]
) -> tuple[float, list[str]]:
    """The share of ours that the gold has or a person called sound; what nobody judged counts as false."""
    known = json.loads(JUDGED.read_text(encoding="utf-8"))
    ids = {row["id"]: gold["event"] for gold in golds for row in gold["reports"]}
    good = shown = 0
    lines = []
    for n, incident in enumerate(incidents):
        event = next((ids[r["id"]] for r in incident["reports"] if r["id"] in ids), None)
        if event is None:
            continue
        for m, found in enumerate(incident["conflicts"]):
            shown += 1
            key = f"{event} | {found['about']} | {found['kind']}"
            verdict = "gold" if (n, m) in met else known.get(key, {}).get("verdict", "not judged")
            good += verdict in ("gold", "sound")
            if verdict != "gold":
                told = "; ".join(v["value"] for v in found["values"])
                lines.append(f"ours only ({verdict}): {key}: {told}")
    return good / shown if shown else 1.0, lines


def main() -> int:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "shared"
    sys.path.insert(0, str(shared / "tools"))
    for name, pattern in SETS.items():
        read = read_set(name, sorted(shared.glob(pattern)))
        found, lines = figures(read.golds, read.claims, read.incidents, complete=name in COMPLETE)
        for key, value in found.items():
            print(f"{name}.{key} {value:.3f}")
        print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
