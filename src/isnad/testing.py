"""Cases for language packs: loading, checking, and the spellings that must not matter.

A case is an own text and the whole answer expected of it for the kinds it names:

    - id: killed-dual
      text: …
      kinds: [casualties]            # every claim of these kinds must be expected
      expect:
      - {kind: casualties, quote: …, value: {effect: killed, low: 2, high: 2}}
      pending: why it does not hold yet

Offsets are never typed: a quote is found in the text (`occurrence` counts from 1) and must
overlap the evidence. Pack authors use this module with their own cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from isnad.extract.extract import read_report
from isnad.lang.pack import LanguagePack
from isnad.model.claim import Claim
from isnad.model.codec import claim_to_dict
from isnad.model.report import Report


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One case of a pack; `file` is where it stands."""

    id: str
    text: str
    expect: list[dict[str, Any]] = []
    kinds: list[str] = []
    published: str | None = None
    pending: str | None = None
    note: str | None = None
    file: str = ""

    @property
    def name(self) -> str:
        return f"{self.file}:{self.id}"

    def checked(self) -> list[str]:
        """The kinds whose answer must be whole."""
        return sorted({*self.kinds, *(e["kind"] for e in self.expect)})


def load_cases(folder: Path) -> list[Case]:
    """Every case of every file, in file order. Raises ValueError for an id that stands twice."""
    out: list[Case] = []
    for path in sorted(folder.glob("*.yaml")):
        for plain in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            out.append(msgspec.convert({**plain, "file": path.stem}, Case))
    names = [case.name for case in out]
    for name in sorted(set(names)):
        if names.count(name) > 1:
            raise ValueError(f"the case {name} stands twice")
    return out


def read_case(case: Case, pack: LanguagePack, text: str | None = None) -> list[Claim]:
    """The claims of a case's kinds, in the order of the text."""
    report = Report(id="case", text=case.text if text is None else text, published=case.published, language=pack.code)
    kinds = case.checked()
    return [claim for claim in read_report(report, pack).claims if claim.kind in kinds]


def failures(case: Case, claims: list[Claim]) -> list[str]:
    """What differs from the whole answer: missing, wrong and unexpected claims, in words."""
    left = list(claims)
    out: list[str] = []
    for expected in case.expect:
        start = _find(case.text, expected["quote"], int(expected.get("occurrence", 1)))
        if start < 0:
            out.append(f"the quote {expected['quote']!r} is not in the text")
            continue
        end = start + len(expected["quote"])
        near = [c for c in left if c.kind == expected["kind"] and c.evidence.start < end and start < c.evidence.end]
        fit = next((c for c in near if not _differences(c, expected)), None)
        if fit is not None:
            left.remove(fit)
        elif near:
            out.append(f"wrong: {expected['quote']!r}: " + "; ".join(_differences(near[0], expected)))
            left.remove(near[0])
        else:
            out.append(f"missing: {expected['kind']} at {expected['quote']!r}")
    out += [f"unexpected: {c.kind} {claim_to_dict(c)['value']} at {c.evidence.quote!r}" for c in left]
    return out


def _find(text: str, quote: str, occurrence: int) -> int:
    at = -1
    for _ in range(occurrence):
        at = text.find(quote, at + 1)
        if at < 0:
            return -1
    return at


def _differences(claim: Claim, expected: dict[str, Any]) -> list[str]:
    plain = claim_to_dict(claim)
    out = [
        f"{key} is {plain['value'].get(key)!r}, not {value!r}"
        for key, value in (expected.get("value") or {}).items()
        if plain_of(plain["value"].get(key)) != value
    ]
    for key in ("stance", "quoted", "event"):
        if key in expected and plain[key] != expected[key]:
            out.append(f"{key} is {plain[key]!r}, not {expected[key]!r}")
    if "attribution" in expected:
        wanted = expected["attribution"]
        tellers = [{k: t[k] for k in w if k in t} for t, w in zip(plain["attribution"], wanted, strict=False)]
        if len(plain["attribution"]) != len(wanted) or tellers != wanted:
            out.append(f"attribution is {[(t['name'], t['type']) for t in plain['attribution']]}, not {wanted}")
    return out


Variant = Callable[[str], str]


def plain_of(value: object) -> object:
    """A value as a case file has it: a tuple is a list there."""
    return list(value) if isinstance(value, tuple) else value


def variants(settings: dict[str, Any]) -> Iterator[tuple[str, Variant]]:
    """Spellings that must give the same values, from the pack's [variants] table.

    `after_letters` puts a sign after letters (vowel marks, tatweel, direction marks), `swap`
    replaces characters (digit systems, alef forms, quotation marks, blanks).
    """
    for name, table in sorted(settings.get("variants", {}).items()):
        if "sign" in table:
            yield name, _spreader(table["sign"], int(table.get("every", 3)))
        else:
            yield name, _swapper(str.maketrans(table["swap"]))


def _spreader(sign: str, every: int) -> Variant:
    def spread(text: str) -> str:
        out: list[str] = []
        run = 0
        for character in text:
            out.append(character)
            run = run + 1 if character.isalpha() else 0
            if run and run % every == 0:
                out.append(sign)
        return "".join(out)

    return spread


def _swapper(table: dict[int, str]) -> Variant:
    return lambda text: text.translate(table)
