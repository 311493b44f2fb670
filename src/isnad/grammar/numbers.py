"""Numbers in digits and words: a value for every run of number segments.

Senses of class `num` carry `v` and a kind (unit, eleven, tens, hundred, scale, digits); what
the words are is the pack's business, how they add and multiply is the same in every language
that says its numbers from large to small, units before tens or after.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.grammar.match import Line
from isnad.grammar.segments import Alphabet, Seg, Sense

AND = "and"


def digits_value(surface: str) -> float | None:
    """The value of a token of digits; a comma or full stop before three digits parts thousands.

    None when the token is no plain number ("12.30.45").
    """
    if surface.isdigit():
        return int(surface)
    for mark in (",", "."):
        head, *tail = surface.split(mark)
        if tail and head and len(head) <= 3 and all(len(t) == 3 for t in tail) and surface.count(mark) == len(tail):
            joined = head + "".join(tail)
            if joined.isdigit():
                return int(joined)
    try:
        return float(surface.replace(",", "."))
    except ValueError:
        return None


def read_number(segs: Sequence[Seg], at: int) -> tuple[float, int] | None:
    """(value, index after it) of the number that begins at segs[at], longest reading first."""
    total: float = 0
    last_scale = float("inf")
    done: int | None = None
    i = at
    while i < len(segs):
        part = _below_scale(segs, i)
        value, after = part if part is not None else (0.0, i)
        scale = _scale(segs, after, started=part is not None)
        if scale is not None:
            times, after = scale
            value = (value or 1) * times if part is not None else times
            size = 1000.0 if times < 1_000_000 else 1_000_000.0
            if size >= last_scale:
                break
            last_scale = size
        elif part is None or (done is not None and value >= last_scale):
            break
        total += value
        done = i = after
        if scale is None or not (i + 1 < len(segs) and segs[i].has(AND) and _num(segs[i + 1])):
            break
        i += 1
    return (total, done) if done is not None else None


def _num(seg: Seg) -> Sense | None:
    return seg.sense("num")


def _scale(segs: Sequence[Seg], i: int, started: bool) -> tuple[float, int] | None:
    sense = _num(segs[i]) if i < len(segs) else None
    if sense is None or sense.attrs.get("kind") != "scale":
        return None
    if not started:
        return float(sense.attrs.get("dual", sense.attrs["v"])), i + 1
    return float(sense.attrs.get("times", sense.attrs["v"])), i + 1


def _kind(segs: Sequence[Seg], i: int) -> str:
    sense = _num(segs[i]) if 0 <= i < len(segs) else None
    return str(sense.attrs.get("kind")) if sense else ""


def _value(segs: Sequence[Seg], i: int) -> float:
    sense = _num(segs[i])
    return float(sense.attrs["v"]) if sense else 0.0


def _below_scale(segs: Sequence[Seg], i: int) -> tuple[float, int] | None:
    kind = _kind(segs, i)
    if kind == "digits":
        return _value(segs, i), i + 1
    if kind == "hundred" or (kind == "unit" and _kind(segs, i + 1) == "hundred" and _value(segs, i) >= 3):
        value = _value(segs, i)
        after = i + 1
        if kind == "unit":
            value, after = value * 100, i + 2
        if _and(segs, after):
            rest = _below_hundred(segs, after + 1)
            if rest is not None:
                return value + rest[0], rest[1]
        return value, after
    return _below_hundred(segs, i)


def _below_hundred(segs: Sequence[Seg], i: int) -> tuple[float, int] | None:
    kind = _kind(segs, i)
    if kind in {"eleven", "tens"}:
        return _value(segs, i), i + 1
    if kind == "digits":
        value = _value(segs, i)
        return (value, i + 1) if value < 1000 else None
    if kind != "unit":
        return None
    value = _value(segs, i)
    if _kind(segs, i + 1) == "unit" and value < 10 and segs[i + 1].attr("teen", "num"):
        return value + 10, i + 2
    if value < 10 and _and(segs, i + 1) and _kind(segs, i + 2) == "tens":
        return value + _value(segs, i + 2), i + 3
    return value, i + 1


def _and(segs: Sequence[Seg], i: int) -> bool:
    return i + 1 < len(segs) and segs[i].has(AND)


def reduce_numbers(line: Line, alphabet: Alphabet) -> Line:
    """The line with every number joined to one segment of class `number` (attribute `v`).

    An article before or inside the number makes the segment definite.
    """
    if not any(s.has("num") for s in line.segs):
        return line
    number, year = alphabet.sign(frozenset({"number"})), alphabet.sign(frozenset({"number", "year"}))
    out: list[Seg] = []
    i = 0
    while i < len(line.segs):
        seg = line.segs[i]
        found = read_number(line.segs, i) if seg.has("num") else None
        if found is None:
            out.append(seg)
            i += 1
            continue
        value, after = found
        parts = tuple(line.segs[i:after])
        v: float | int = int(value) if value == int(value) else value
        is_year = len(parts) == 1 and seg.attr("year", "num") is True
        senses: tuple[Sense, ...] = (Sense("number", {"v": v, "word": seg.attr("kind", "num") != "digits"}),)
        if is_year:
            senses = (*senses, Sense("year", {"v": v}))
        out.append(
            Seg(
                seg.start,
                parts[-1].end,
                year if is_year else number,
                senses,
                seg.definite,
                "",
                parts,
                "number",
            )
        )
        i = after
    return Line(out)
