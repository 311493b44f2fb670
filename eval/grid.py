"""Every combination of how something is said: sentences made from slots and frames, read, and the holes shown.

    python eval/grid.py                          every grid: share read, per kind
    python eval/grid.py casualties               one file: which frames and which words fail, with examples
    python eval/grid.py casualties --show 20     more examples

Reports show which sentences somebody happened to write; a grid shows whether what is known of one word holds for all
words of its class. Files are `eval/grids/*.yaml`, each a list of grids:

    - name: died-of
      kind: casualties            # the claim that must come out; its evidence overlaps what fills `mark`
      mark: who
      none: false                 # true: no claim of the kind may overlap the mark
      value: {effect: killed}     # sides that hold for every sentence; a slot's filler adds its own
      lead: a sentence before, where the news needs one
      slots:
        harm: {وفاة: {}, قتل: {effect: killed, f: قتلت}}
        who: {عامل يمني: {role: worker, nationality: YEM, g: m}}
      frames: ["أدى الحادث إلى {harm} {who}."]

`{harm|who}` takes the form of `harm` that is written under the key which `g` of `who` names ("f"), else the form
itself. A filler may hold "~" where its subject goes: `{deed|who~}` puts `who` there, `{deed|who}` leaves it out.
`only: [frame numbers]` in a filler binds it to these frames (from 0). Keys of a filler other than g, only and
the forms f, m, pl, d are sides of the value; `attribution: [{name, type, anonymous}, …]` (any of the three for each
teller, from the first named to the innermost) and `stance` are sides of the claim. A grid may give them for all.
Where several slots of a frame give an attribution, their tellers follow one another in the order of the slots. All
sentences are our own. Combinations are taken evenly where there are more than `sample` (600).
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from isnad.extract.extract import read_report
from isnad.lang.pack import LanguagePack, load_pack
from isnad.model.codec import claim_to_dict
from isnad.model.report import Report

FOLDER = Path(__file__).resolve().parent / "grids"
SAMPLE = 600
PUBLISHED = "2024-05-16"
"""A Thursday: the day on which every sentence is published."""
SLOT = re.compile(r"\{(\w+)(?:\|(\w+)(~?))?\}")
NO_SIDES = frozenset({"g", "only", "f", "m", "pl", "d"})
OF_CLAIM = ("attribution", "stance", "event")
"""Sides that are the claim's and not its value's."""


class Sentence(NamedTuple):
    """One combination: its text, the marked part, the sides that its claim must have, what it was made of."""

    text: str
    start: int
    end: int
    sides: dict[str, Any]
    made_of: tuple[str, ...]


class Outcome(NamedTuple):
    grid: dict[str, Any]
    sentence: Sentence
    fault: str
    """What is wrong, or an empty string."""


def main() -> int:
    options = _options()
    wanted = options.file or sorted(p.stem for p in FOLDER.glob("*.yaml"))
    for name in wanted:
        outcomes = run(name)
        for grid, rows in itertools.groupby(outcomes, key=lambda o: o.grid["name"]):
            _print(f"{name}.{grid}", list(rows), options.show if options.file else 0)
    return 0


def figures() -> dict[str, float]:
    """The share of sentences read rightly, by grid file."""
    out = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        outcomes = run(path.stem)
        out[path.stem] = sum(not o.fault for o in outcomes) / len(outcomes)
    return out


def run(name: str) -> list[Outcome]:
    """Every sentence of a file, read."""
    pack = load_pack("ar")
    out = []
    for grid in read_grid(name):
        out += [Outcome(grid, sentence, fault(grid, sentence, pack)) for sentence in sampled(grid)]
    return out


def read_grid(name: str) -> list[dict[str, Any]]:
    """The grids of a file."""
    grids: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return grids


def sampled(grid: dict[str, Any]) -> list[Sentence]:
    """The sentences of a grid that are read: all, or an even sample."""
    every = list(sentences(grid))
    most = int(grid.get("sample", SAMPLE))
    step = max(1.0, len(every) / most)
    return [every[int(n * step)] for n in range(min(len(every), most))]


def sentences(grid: dict[str, Any]) -> Iterator[Sentence]:
    """Every combination of a grid, the frames innermost, so that an even sample meets them all."""
    names = list(grid["slots"])
    fillers = [[(k, v or {}) for k, v in grid["slots"][name].items()] for name in names]
    lead = grid.get("lead", "")
    for chosen in itertools.product(*fillers):
        filled = dict(zip(names, chosen, strict=True))
        for number, frame in enumerate(grid["frames"]):
            used = {m.group(1) for m in SLOT.finditer(frame)}
            if any(number not in v.get("only", [number]) for n, (_, v) in filled.items() if n in used):
                continue
            text, start, end = _fill(lead + " " * bool(lead), frame, filled, grid["mark"])
            sides = {**grid.get("value", {}), **{k: grid[k] for k in OF_CLAIM if k in grid}}
            for name in names:
                if name in used:
                    told = {k: v for k, v in filled[name][1].items() if k not in NO_SIDES}
                    if "attribution" in sides and "attribution" in told:
                        told["attribution"] = [*sides["attribution"], *told["attribution"]]
                    sides |= told
            yield Sentence(text, start, end, sides, (frame, *(filled[n][0] for n in names)))


def _fill(text: str, frame: str, filled: dict[str, Any], mark: str) -> tuple[str, int, int]:
    done, start, end = 0, 0, 0
    for m in SLOT.finditer(frame):
        text += frame[done : m.start()]
        word, forms = filled[m.group(1)]
        if m.group(2):
            word = forms.get(filled[m.group(2)][1].get("g", "m"), word)
        word = word.replace("~", filled[m.group(2)][0]) if m.group(3) else word.replace("~ ", "")
        if m.group(1) == mark:
            start, end = len(text), len(text) + len(word)
        text += word
        done = m.end()
    return text + frame[done:], start, end


def fault(grid: dict[str, Any], sentence: Sentence, pack: LanguagePack) -> str:
    """What is wrong with the reading of a sentence, in words; empty where it is right."""
    report = Report(id="grid", text=sentence.text, published=PUBLISHED, language=pack.code)
    found = [
        plain
        for claim in read_report(report, pack).claims
        if claim.kind == grid["kind"]
        for plain in [claim_to_dict(claim)]
        if plain["evidence"]["start"] < sentence.end and sentence.start < plain["evidence"]["end"]
    ]
    if grid.get("none"):
        return f"read as {found[0]['value']}" if found else ""
    if not found:
        return "not read"
    off = [{k: _side(plain, k) for k, v in sentence.sides.items() if not _agrees(plain, k, v)} for plain in found]
    return "" if not all(off) else ", ".join(f"{k} is {v!r}" for k, v in min(off, key=len).items())


def _side(plain: dict[str, Any], key: str) -> object:
    if key == "attribution":
        return [f"{t['name']} ({t['type']}{', anonymous' if t['anonymous'] else ''})" for t in plain["attribution"]]
    return plain[key] if key in OF_CLAIM else plain["value"].get(key)


def _agrees(plain: dict[str, Any], key: str, wanted: Any) -> bool:
    if key == "event":
        return bool(plain["event"].partition(":")[0] == wanted)
    if key != "attribution":
        return bool(_side(plain, key) == wanted)
    tellers = plain["attribution"]
    return len(tellers) == len(wanted) and all(
        all(teller.get(k) == v for k, v in want.items()) for teller, want in zip(tellers, wanted, strict=True)
    )


def _print(name: str, rows: list[Outcome], show: int) -> None:
    bad = [o for o in rows if o.fault]
    print(f"{name:40} {len(rows) - len(bad):5} of {len(rows):5}  {1 - len(bad) / len(rows):.3f}")
    if not show:
        return
    met = Counter(part for o in rows for part in dict.fromkeys(o.sentence.made_of))
    missed = Counter(part for o in bad for part in dict.fromkeys(o.sentence.made_of))
    for part, count in sorted(missed.items(), key=lambda t: (-t[1] / met[t[0]], t[0])):
        print(f"    {count:4} of {met[part]:4} wrong: {part}")
    for o in bad[:: max(1, len(bad) // show)][:show]:
        print(f"  {o.fault:40} {o.sentence.text}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="*", help="grid files without .yaml; none: a line for each grid")
    parser.add_argument("--show", type=int, default=10, help="how many failing sentences to print for a grid")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
