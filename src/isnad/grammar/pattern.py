"""Patterns that read like the phrase, compiled to regular expressions over class signs.

    trigger=kill_noun (from | of)? people=group (and group)* ..3 wounded

An item is a class name; `[a b]` is any of several classes, `[^ a b]` any segment but those,
`.` any segment, `..n` up to n segments of any class but the stops (`stop` and `break`).
`slot=item` and `slot=( … )` name what the builder asks for; a slot may stand in several
alternatives. `?`, `*`, `+` and `{m,n}` repeat,
`|` separates alternatives, `<( … )` and `>( … )` look behind and ahead, `<!( … )` and
`>!( … )` forbid. Names in capitals are macros.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from isnad.grammar.segments import Alphabet

_ITEM = re.compile(
    r"\s*(?:(?P<slot>[a-z_][a-z_0-9]*)=(?=[\w(\[.])|(?P<look><!\(|>!\(|<\(|>\()|(?P<open>\()|(?P<close>\))"
    r"|(?P<set>\[\^?[^\]]*\])|(?P<gap>\.\.(?P<n>\d+))|(?P<any>\.)|(?P<rep>[?*+]|\{\d*,?\d*\})|(?P<alt>\|)"
    r"|(?P<macro>[A-Z][A-Z_0-9]*)|(?P<cls>[a-z_][a-z_0-9]*))"
)
_LOOKS = {"<(": "(?<=", ">(": "(?=", "<!(": "(?<!", ">!(": "(?!"}
STOPS = frozenset({"stop", "break"})
NOTHING = "\uf8ff"


class PatternError(ValueError):
    """The pattern's text is off, or names a class that no lexicon and no rule makes."""


def compile_pattern(source: str, alphabet: Alphabet, macros: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression of a pattern. Raises PatternError with the place that is off."""
    return re.compile(translate_pattern(source, alphabet, macros))


def translate_pattern(source: str, alphabet: Alphabet, macros: Mapping[str, str]) -> str:
    """The same, not yet compiled."""
    known = alphabet.classes()
    return _translate(_expand(source, macros), alphabet, known)


def _expand(source: str, macros: Mapping[str, str], depth: int = 0) -> str:
    if depth > 20:
        raise PatternError(f"macros of {source!r} call themselves")

    def inner(m: re.Match[str]) -> str:
        name = m.group()
        if name not in macros:
            raise PatternError(f"unknown macro {name} in {source!r}")
        return "(" + _expand(macros[name], macros, depth + 1) + ")"

    return re.sub(r"(?<![\w])[A-Z][A-Z_0-9]*(?![\w])", inner, source)


def _translate(source: str, alphabet: Alphabet, known: frozenset[str]) -> str:
    out: list[str] = []
    pending = ""
    at = 0
    source = source.strip()
    closers: list[str] = []
    used: dict[str, int] = {}
    while at < len(source):
        m = _ITEM.match(source, at)
        if m is None or m.end() == at:
            raise PatternError(f"cannot read {source[at : at + 20]!r} in {source!r}")
        at = m.end()
        kind = m.lastgroup if m.lastgroup != "n" else "gap"
        if kind == "slot":
            slot = m.group("slot")
            used[slot] = used.get(slot, 0) + 1
            pending = slot if used[slot] == 1 else f"{slot}__{used[slot]}"
            continue
        piece = _piece(m, kind or "", alphabet, known, source)
        if kind == "open":
            out.append(f"(?P<{pending}>" if pending else "(?:")
            closers.append(")")
        elif kind == "look":
            out.append(_LOOKS[m.group("look")])
            closers.append(")")
        elif kind == "close":
            if not closers:
                raise PatternError(f"one bracket too many in {source!r}")
            out.append(closers.pop())
        else:
            out.append(f"(?P<{pending}>{piece})" if pending else piece)
        pending = ""
    if closers:
        raise PatternError(f"a bracket is not closed in {source!r}")
    return "".join(out)


def _piece(m: re.Match[str], kind: str, alphabet: Alphabet, known: frozenset[str], source: str) -> str:
    if kind == "cls":
        return _any_of(frozenset({m.group("cls")}), alphabet, known, source)
    if kind == "set":
        names = m.group("set")[1:-1].split()
        if names and names[0].startswith("^"):
            wanted = frozenset(n for n in (names[0][1:], *names[1:]) if n)
            _check(wanted, known, source)
            return "[^" + (alphabet.signs(wanted) or NOTHING) + "]"
        return _any_of(frozenset(names), alphabet, known, source)
    if kind == "gap":
        return "[^" + (alphabet.signs(STOPS) or NOTHING) + "]{0," + m.group("n") + "}?"
    if kind == "any":
        return "."
    if kind == "rep":
        return m.group("rep")
    return "|" if kind == "alt" else ""


def _check(wanted: frozenset[str], known: frozenset[str], source: str) -> None:
    missing = sorted(wanted - known)
    if missing:
        raise PatternError(f"unknown class {', '.join(missing)} in {source!r}")


def _any_of(wanted: frozenset[str], alphabet: Alphabet, known: frozenset[str], source: str) -> str:
    _check(wanted, known, source)
    return "[" + alphabet.signs(wanted) + "]"


def slots_of(pattern: re.Pattern[str]) -> dict[str, tuple[str, ...]]:
    """The groups of each slot of a compiled pattern: alternatives repeat a slot as `slot__2`, …"""
    out: dict[str, tuple[str, ...]] = {}
    for name in pattern.groupindex:
        slot = name.partition("__")[0]
        out[slot] = (*out.get(slot, ()), name)
    return out
