"""Figures of one gold set: claims by kind, incidents, and a plain baseline beside them."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

NUMERIC = ("casualties", "arrests")
SIDES = ("attribution", "stance", "event", "role", "nationality")
DIGITS = {0x0660 + digit: str(digit) for digit in range(10)}


class Measured(NamedTuple):
    """Figures by name, the baseline's where it has one, the claims on the wrong side, and notes."""

    figures: dict[str, float]
    baseline: dict[str, float]
    cases: list[str]
    misses: list[str]


def measure(
    golds: list[dict[str, Any]],
    runs: list[list[dict[str, Any]]],
    incidents: list[dict[str, Any]],
    texts: dict[str, str],
    kinds: list[str] | None = None,
) -> Measured:
    """All figures of a set, of these kinds or of all. Claims are scored gold file by gold file, as the reports of each
    are told when they are read alone (`runs`), and added up."""
    figures, cases = claim_figures(golds, runs, kinds)
    scorer: Any = importlib.import_module("score_incidents")
    scored, misses = scorer.score(incidents, placed(golds))
    figures |= incident_figures(scored)
    figures["conflicts.attacker"] = attacker_shown(golds, incidents)
    if figures["conflicts.attacker"] < 0:
        del figures["conflicts.attacker"]
    plain, _ = scorer.score(plain_incidents(golds, texts), placed(golds))
    baseline = {} if plain["toll_exact"] is None else {"toll.exact": plain["toll_exact"]}
    return Measured(figures, baseline, cases, misses)


def claim_figures(
    golds: list[dict[str, Any]], runs: list[list[dict[str, Any]]], kinds: list[str] | None
) -> tuple[dict[str, float], list[str]]:
    """F1 of every kind the gold holds and, over the matches, the share of each side that is right."""
    scorer: Any = importlib.import_module("score_claims")
    counted: dict[str, dict[str, float]] = {}
    cases: list[str] = []
    for gold, claims in zip(golds, runs, strict=True):
        rows, detail = scorer.score(gold, claims, kinds_of(gold, kinds or scorer.SCORED))
        for kind, row in rows.items():
            total = counted.setdefault(kind, dict.fromkeys(("gold", "found", "matched", *SIDES), 0))
            for name in ("gold", "found", "matched"):
                total[name] += row[name]
            for side in SIDES:
                total[side] += row.get(side, 0) * row["matched"]
            for label, side in zip(("missed", "wrong"), detail[kind], strict=True):
                for claim in side:
                    span = claim["evidence"]
                    cases.append(f"{claim['report']} {kind} {span['start']}-{span['end']} {label}")
    figures: dict[str, float] = {}
    for kind, total in counted.items():
        both = total["gold"] + total["found"]
        figures[f"{kind}.f1"] = 2 * total["matched"] / both if both else 0.0
        sides = SIDES if kind in NUMERIC else SIDES[:3]
        if total["matched"]:
            figures |= {f"{kind}.{side}": total[side] / total["matched"] for side in sides}
    return figures, sorted(set(cases))


def kinds_of(gold: dict[str, Any], kinds: list[str]) -> list[str]:
    """The kinds of a gold file that count: those it annotates in full, with claims or without; else those it holds."""
    if "kinds" in gold:
        return [k for k in kinds if k in gold["kinds"]]
    present = {c["kind"] for r in gold["reports"] for c in r["claims"]}
    return [k for k in kinds if k in present]


def placed(golds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold files that say when and where their incident was, which incidents are compared with."""
    return [gold for gold in golds if gold.get("date") and gold.get("site")]


def incident_figures(scored: dict[str, Any]) -> dict[str, float]:
    """Toll, grouping, date, site and conflicts as one number each."""
    figures = {"grouping.f1": scored["grouping"]["f1"]}
    if scored["toll_exact"] is not None:
        figures["toll.exact"] = scored["toll_exact"]
        figures |= {f"toll.{effect}": row["right"] / row["of"] for effect, row in scored["toll"].items()}
    for name in ("date", "site", "conflicts"):
        if scored[name]["of"]:
            figures[name] = scored[name]["right"] / scored[name]["of"]
    return figures


def attacker_shown(golds: list[dict[str, Any]], incidents: list[dict[str, Any]]) -> float:
    """Of the gold sets whose reports differ on who the attacker was, how many show it; -1 when none does."""
    word = re.compile("attacker|perpetrator", re.I)
    asked = [g for g in golds if any(word.search(c["about"]) for c in g.get("conflicts", ()))]
    if not asked:
        return -1.0
    shown = 0
    for gold in asked:
        ids = {row["id"] for row in gold["reports"]}
        about = [c["about"] for i in incidents if ids & {r["id"] for r in i["reports"]} for c in i["conflicts"]]
        shown += any(word.search(text) and "fate" not in text for text in about)
    return shown / len(asked)


def plain_incidents(golds: list[dict[str, Any]], texts: dict[str, str]) -> list[dict[str, Any]]:
    """What a plain regular expression makes of each report: the last figure beside a word of harm."""
    table = tomllib.loads((Path(__file__).parent / "baseline.toml").read_text(encoding="utf-8"))
    patterns = {effect: re.compile("|".join(forms)) for effect, forms in table["patterns"].items()}
    made = []
    for gold in golds:
        reports = []
        for row in gold["reports"]:
            text = texts[row["id"]].translate(DIGITS)
            toll = {}
            for effect, pattern in patterns.items():
                numbers = [int(next(filter(None, found.groups()))) for found in pattern.finditer(text)]
                if numbers:
                    toll[effect] = [{"low": numbers[-1], "high": numbers[-1]}]
            reports.append({"id": row["id"], "role": "covers", "toll": toll})
        made.append({"reports": reports, "conflicts": []})
    return made
