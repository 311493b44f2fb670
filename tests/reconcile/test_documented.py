"""docs/policies.md: its worked examples are run, and what it says of the rules is what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from isnad.model.incident import Incident, Reading
from isnad.reconcile.case import build
from isnad.reconcile.policies.registry import POLICIES
from isnad.reconcile.reconcile import reconcile

PAGE = (Path(__file__).parent.parent.parent / "docs" / "policies.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^### (?P<title>[^\n]+)$|^```yaml example\n(?P<body>.*?)^```$", re.M | re.S)
EFFECTS = ("killed", "wounded", "missing", "abducted", "arrested")
WORDS = {"dozens": (None, None, True), "several": (None, None, False)}


def examples() -> list[tuple[str, dict[str, Any]]]:
    out: list[tuple[str, dict[str, Any]]] = []
    title = ""
    for found in BLOCK.finditer(PAGE):
        title = found["title"] or title
        if found["body"]:
            out.append((f"{title} {len(out) + 1}", yaml.safe_load(found["body"])))
    return out


EXAMPLES = examples()


def number(said: Any) -> tuple[int | None, int | None, bool]:
    """7, "at least 7", "up to 7", "about 7", "dozens", "several"."""
    if isinstance(said, int):
        return said, said, False
    if said in WORDS:
        return WORDS[said]
    how, n = re.fullmatch(r"(at least|up to|about) (\d+)", said).groups()  # type: ignore[union-attr]
    low, high = (None if how == "up to" else int(n)), (None if how == "at least" else int(n))
    return low, high, how == "about"


def claim(said: dict[str, Any], word: str) -> tuple[str, str, dict[str, Any]]:
    own: dict[str, Any] = {"_stance": said.get("stance", "asserted")}
    own |= {"_by": (said["by"],), "_type": said.get("type", "official")} if "by" in said else {}
    own |= {"_event": "other:background"} if said.get("event") == "background" else {}
    if "responsibility" in said:
        return "responsibility", word, {**own, "name": said["responsibility"]}
    if "perpetrator" in said:
        return "perpetrator", word, {**own, "name": said["perpetrator"], "type": "group"}
    if "fate" in said:
        return "attacker_fate", word, {**own, "fate": said["fate"]}
    effect = next(e for e in EFFECTS if e in said)
    low, high, approx = number(said[effect])
    own |= {"low": low, "high": high, "approx": approx, "role": said.get("role", "person")}
    own |= {"nationality": said.get("nation"), "part_of": "group" if said.get("part") else None}
    return ("arrests", word, own) if effect == "arrested" else ("casualties", word, {**own, "effect": effect})


@pytest.mark.parametrize(("title", "example"), EXAMPLES, ids=[title for title, _ in EXAMPLES])
def test_a_worked_example_comes_out_as_the_page_says(
    title: str, example: dict[str, Any], reading: Callable[..., Reading], incident: Callable[..., Incident]
) -> None:
    readings, names = [], {}
    ordered = sorted(example["reports"].items(), key=lambda item: (str(item[1].get("day", "")), item[0]))
    for name, row in ordered:
        words = [f"قول{name}{n}" for n in range(len(row["says"]))]
        told = [claim(said, word) for said, word in zip(row["says"], words, strict=True)]
        day = str(row["day"]) if "day" in row else None
        readings.append(reading(name, " و".join(["خبر", *words]), *told, published=day, outlet=row.get("outlet")))
        names |= {f"{name}-{n}": f"{name}{n + 1}" for n in range(len(told))}
    copies = {name: f"fam-{row['copies']}" for name, row in example["reports"].items() if "copies" in row}
    made = incident(readings, copies)
    record = reconcile(made, {r.report.id: r for r in readings})
    answers = 0
    for effect in EFFECTS:
        for rule, wanted in example.get(effect, {}).items():
            assert shape(record.rules[rule][effect], wanted) == wanted, f"{rule} {effect}"
            answers += 1
    aside = {names[a["claim"]]: a["reason"] for a in record.rules["range"].get("killed", {}).get("set_aside", ())}
    assert aside == example.get("aside", aside)
    kinds = {c.about: c.kind for c in record.conflicts}
    arithmetic = {c.about for c in record.conflicts if c.kind == "arithmetic"}
    for about, kind in example.get("conflicts", {}).items():
        assert kinds.get(about) == kind or (kind == "arithmetic" and about in arithmetic)
    if "grade" in example:
        assert [g.grade for g in record.grades if g.scheme == "airwars-like"] == [example["grade"]]
    assert answers or "conflicts" in example or "grade" in example
    assert build(made, {r.report.id: r for r in readings}).accounts


def shape(answer: dict[str, Any], wanted: Any) -> Any:
    """An answer in the form in which the page writes it."""
    low, high, best = answer["low"], answer["high"], answer["best"]
    if low is None and high is None:
        return best
    return [low, high] if best is None else [low, high, best]


def test_there_are_examples_for_every_rule() -> None:
    assert len(EXAMPLES) >= 10
    for policy in POLICIES:
        assert sum(policy.name in example.get("killed", {}) for _, example in EXAMPLES) >= 5


@pytest.mark.parametrize("policy", POLICIES, ids=lambda p: p.name)
def test_the_page_knows_each_rule_its_version_and_what_is_unconfirmed(policy: Any) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{policy.name}@{policy.version}`"))
    assert ("unconfirmed" in row) == (not policy.confirmed)
    assert policy.confirmed or f'"{policy.label}"' in row
    for name, value in policy.parameters.items():
        assert f"`{name}` ({value})" in PAGE
