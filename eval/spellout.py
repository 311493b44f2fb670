"""Numbers spelled out by the rules of the Unicode CLDR (RBNF), to make pairs of value and words."""

from __future__ import annotations

import json
import re
from pathlib import Path

_PART = re.compile(r"\[|\]|(?P<op>[←→=])(?P<set>%*[\w-]*)(?P=op)")


class SpellOut:
    """The rule sets of one rbnf.json. Whole numbers from 0 on only."""

    def __init__(self, path: Path) -> None:
        plain = json.loads(path.read_text(encoding="utf-8"))["rbnf"]["rbnf"]["SpelloutRules"]
        self._sets = {
            name: [_rule(base, text) for base, text in rules if base[0].isdigit()] for name, rules in plain.items()
        }

    def words(self, number: int, rules: str) -> str:
        """The words of a number by the named rule set ("%spellout-cardinal-feminine")."""
        base, radix, text = max((r for r in self._sets[rules] if r[0] <= number), key=lambda r: r[0])
        divisor = 1
        while divisor * radix <= base:
            divisor *= radix
        quotient, rest = divmod(number, divisor)
        return _written(self, text, rules, number, quotient, rest)


def _rule(base: str, text: str) -> tuple[int, int, str]:
    start, _, radix = base.partition("/")
    return int(start), int(radix or 10), text.removesuffix(";")


def _written(spell: SpellOut, text: str, rules: str, number: int, quotient: int, rest: int) -> str:
    out, at, optional = "", 0, False
    for m in _PART.finditer(text):
        shown = not optional or rest
        out += text[at : m.start()] if shown else ""
        at = m.end()
        if m.group() in "[]":
            optional = m.group() == "["
            continue
        value = {"←": quotient, "→": rest, "=": number}[m.group("op")]
        out += spell.words(value, m.group("set") or rules) if shown else ""
    return out + text[at:]
