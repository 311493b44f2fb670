"""The errors of a set that is there to be read: what was missed, what is wrong, which sides of a match are off.

    python eval/misses.py own-dev                           every kind, then its incidents
    python eval/misses.py own-dev --kind mode --only min    one kind, reports whose id begins so

Sealed sets (gate.SEALED) are refused: their errors are not to be looked at.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from figures import NUMERIC, SIDES, claim_figures, incident_figures, kinds_of, placed
from gate import COMPLETE, SEALED
from gold_sets import GoldSet, paths_of, read_set

BEFORE, AFTER = 70, 60


def main() -> int:
    options = _options()
    if options.set in SEALED:
        print(f"misses: {options.set} is sealed: its errors are not to be looked at", file=sys.stderr)
        return 2
    shared = Path(os.environ.get("ISNAD_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared")
    sys.path.insert(0, str(shared / "tools"))
    found = read_set(options.set, paths_of(options.set, shared))
    scorer: Any = importlib.import_module("score_claims")
    kinds = options.kind or COMPLETE.get(options.set) or scorer.SCORED
    for gold, claims in zip(found.golds, found.runs, strict=True):
        wanted = kinds_of(gold, kinds)
        _, detail = scorer.score(gold, claims, wanted)
        for kind in wanted:
            _sides(gold, found, claims, kind, scorer, options.only)
            for label, side in zip(("MISS", "WRONG"), detail.get(kind, ([], [])), strict=True):
                for claim in side:
                    if claim["report"].startswith(options.only):
                        print(
                            f"{label} {kind} {claim['report']} {claim['event']} {_value(claim)} {claim.get('rule', '')}"
                        )
                        print(f"      {_context(found, claim)}")
    figures, _ = claim_figures(found.golds, found.runs, kinds)
    scored, misses = importlib.import_module("score_incidents").score(found.incidents, placed(found.golds))
    print(*misses, sep="\n")
    for name, value in {**figures, **incident_figures(scored)}.items():
        print(f"{name:34} {value:6.3f}")
    return 0


def _sides(
    gold: dict[str, Any], found: GoldSet, claims: list[dict[str, Any]], kind: str, scorer: Any, only: str
) -> None:
    rows = [dict(c, report=r["id"]) for r in gold["reports"] for c in r["claims"] if c["kind"] == kind]
    ids = {row["id"] for row in gold["reports"]}
    pairs, _, _ = scorer.match(rows, [c for c in claims if c["kind"] == kind and c["report"] in ids], kind)
    for want, got in pairs:
        if not want["report"].startswith(only):
            continue
        off = []
        if not scorer.same_attribution(want, got):
            off.append(f"attribution {_chain(want)} read as {_chain(got)}")
        if want["stance"] != got["stance"]:
            off.append(f"stance {want['stance']} read as {got['stance']}")
        if (want["event"] == "main") != (got["event"] == "main"):
            off.append(f"event {want['event']} read as {got['event']}")
        if kind in NUMERIC:
            off += [
                f"{side} {want['value'].get(side)} read as {got['value'].get(side)}"
                for side in SIDES[3:]
                if want["value"].get(side) != got["value"].get(side)
            ]
        if off:
            print(f"SIDE {kind} {want['report']} {'; '.join(off)}\n      {_context(found, want)}")


def _chain(claim: dict[str, Any]) -> str:
    return " ← ".join(f"{t['name']} ({t['type']})" for t in claim["attribution"]) or "own voice"


def _value(claim: dict[str, Any]) -> str:
    value = {k: v for k, v in claim["value"].items() if v is not None and k not in ("is_total", "summary", "approx")}
    return json.dumps(value, ensure_ascii=False)


def _context(found: GoldSet, claim: dict[str, Any]) -> str:
    text, span = found.texts[claim["report"]], claim["evidence"]
    start, end = span["start"], span["end"]
    shown = f"{text[max(0, start - BEFORE) : start]}⟦{text[start:end]}⟧{text[end : end + AFTER]}"
    return shown.replace("\n", " ¶ ")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="List the errors of an open set.")
    parser.add_argument("set", help="palmyra, dev, own-dev, july")
    parser.add_argument("--kind", action="append", help="of this claim kind (may be repeated)")
    parser.add_argument("--only", default="", help="reports whose id begins so")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
