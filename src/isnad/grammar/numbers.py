"""Numbers in digits and words: a value for every run of number segments.

Senses of class `num` carry `v` and a kind (zero, unit, eleven, tens, hundred, scale, part, digits); what
the words are is the pack's business, how they add and multiply is the same in every language
that says its numbers from large to small, units before tens or after. Senses of class `ord`
carry `v` and make an `ordinal`, with a ten after them where there is one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from isnad.grammar.match import Line
from isnad.grammar.segments import Alphabet, Seg, Sense

AND = "and"
CALENDAR = frozenset({"hmonth", "weekday_bare"})
"""Other senses that a number of one word keeps: names of days and months that are numbers, too."""
LARGEST = 1e18
"""Above this a run of words is no number that a report could mean."""


def digits_value(surface: str) -> float | None:
    """The value of a token of digits; a comma or full stop before three digits parts thousands.

    Where both signs stand, or no three digits follow the last one, the last is the decimal
    sign; after a lone nought it always is. None when the token is no plain number.
    """
    if surface.isdigit():
        return int(surface)
    marks = [c for c in surface if not c.isdigit()]
    last = marks[-1]
    whole, _, rest = surface.rpartition(last)
    single = last not in whole and (len(marks) > 1 or len(rest) != 3 or whole.lstrip("0") == "" or len(whole) > 3)
    if single or (last in whole and len(rest) in (1, 2)):
        head = _joined(whole)
        return None if head is None else float(f"{head}.{rest}")
    return _joined(surface)


def _joined(surface: str) -> int | None:
    """Thousands parted by one and the same sign."""
    if surface.isdigit():
        return int(surface)
    mark = next(c for c in surface if not c.isdigit())
    head, *tail = surface.split(mark)
    if 0 < len(head) <= 3 and all(len(t) == 3 and t.isdigit() for t in tail) and head.isdigit():
        return int(head + "".join(tail))
    return None


def read_number(segs: Sequence[Seg], at: int) -> tuple[float, int] | None:
    """(value, index after it) of the number that begins at segs[at], longest reading first."""
    total: float = 0
    limit = math.inf
    done: int | None = None
    i = at
    while i < len(segs):
        part = _below_scale(segs, i)
        value, after = part if part is not None else (1.0, i)
        factor, size, end = _scales(segs, after, started=part is not None)
        if part is None and end == after:
            break
        if (size if end > after else value) >= limit or value * factor > LARGEST:
            break
        total += round(value * factor, 6)
        done, limit = end, size
        if end == after or not _and(segs, end):
            break
        if _kind(segs, end + 1) == "part" and (size >= 1e6 or _kind(segs, end + 2) == "scale"):
            total += size * _value(segs, end + 1)
            done = end + 2 + (_kind(segs, end + 2) == "scale")
            break
        i = end + 1
    return (total, done) if done is not None else None


def _num(seg: Seg) -> Sense | None:
    return seg.sense("num")


_SMALLER = frozenset({"unit", "eleven", "tens", "hundred", "digits"})


def _scales(segs: Sequence[Seg], i: int, started: bool) -> tuple[float, float, int]:
    """(factor, rank, index after them) of the scale words at segs[i]; rank 1 where there are none. A word that means
    two of them right before what is counted is one where more of the number follows: "a thousand and eight hundred"."""
    factor, size = 1.0, 1.0
    while _kind(segs, i) == "scale":
        sense = _num(segs[i])
        attrs = sense.attrs if sense else {}
        alone = not started and size == 1.0
        last = not (_and(segs, i + 1) and _kind(segs, i + 2) in _SMALLER)
        factor *= float(attrs.get("times" if not alone else "dual" if last else "v", attrs["v"]))
        size *= float(attrs.get("times", attrs["v"]))
        i += 1
        if factor > LARGEST:
            break
    return factor, size, i


def _kind(segs: Sequence[Seg], i: int) -> str:
    sense = _num(segs[i]) if 0 <= i < len(segs) else None
    return str(sense.attrs.get("kind")) if sense else ""


def _value(segs: Sequence[Seg], i: int) -> float:
    sense = _num(segs[i])
    return float(sense.attrs["v"]) if sense else 0.0


def _below_scale(segs: Sequence[Seg], i: int) -> tuple[float, int] | None:
    kind = _kind(segs, i)
    if kind == "part":
        return (_value(segs, i), i + 1) if _kind(segs, i + 1) == "scale" else None
    if kind == "digits" and not _hundred_follows(segs, i):
        return _value(segs, i), i + 1
    if kind == "hundred" or (kind in {"unit", "digits"} and _hundred_follows(segs, i)):
        value = _value(segs, i)
        after = i + 1
        if kind != "hundred":
            value, after = value * 100, i + 2
        joined = after + 1 if _and(segs, after) else after if segs[after - 1].attr("spoken", "num") else None
        rest = _below_hundred(segs, joined) if joined is not None else None
        return (value + rest[0], rest[1]) if rest is not None else (value, after)
    return _below_hundred(segs, i)


def _hundred_follows(segs: Sequence[Seg], i: int) -> bool:
    return _kind(segs, i + 1) == "hundred" and _value(segs, i + 1) == 100 and 3 <= _value(segs, i) <= 9


def _below_hundred(segs: Sequence[Seg], i: int) -> tuple[float, int] | None:
    kind = _kind(segs, i)
    if kind in {"eleven", "tens", "zero"}:
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


def read_ordinal(segs: Sequence[Seg], at: int) -> tuple[int, int] | None:
    """(value, index after it) of the ordinal that begins at segs[at]: "third", "twenty-third"."""
    sense = segs[at].sense("ord")
    if sense is None:
        return None
    value = int(sense.attrs["v"])
    if value < 10 and at + 1 < len(segs) and segs[at + 1].attr("teen", "num"):
        return value + 10, at + 2
    if value < 10 and _and(segs, at + 1) and _kind(segs, at + 2) == "tens":
        return value + int(_value(segs, at + 2)), at + 3
    return (value, at + 1) if not sense.attrs.get("ten") else None


def reduce_numbers(line: Line, alphabet: Alphabet) -> Line:
    """The line with every number joined to one `number` and every longer ordinal to an `ordinal`.

    A scale in the plural alone ("thousands") is no number. An ordinal of one word stays an
    `ord`, with whatever else the word may mean. Both carry `v`.

    An article before or inside the number makes the segment definite. Four digits from 1900 to
    2100 are a `year` too, from 1300 to 1500 an `hyear`. Decimals may be spelled out (`point`).
    """
    signs = alphabet.holding("num", "ord")
    if not line.holds(signs):
        return line
    out: list[Seg] = []
    i = 0
    while i < len(line.segs):
        seg = line.segs[i]
        if seg.sig not in signs:
            out.append(seg)
            i += 1
            continue
        found = (_parted(line.segs, i) or _decimal(line.segs, i)) if seg.has("num") else None
        if found is not None and not (found[1] == i + 1 and seg.attr("many", "num")):
            value, after = found
            out.append(_number(line.segs[i:after], value, alphabet))
            i = after
            continue
        ordinal = read_ordinal(line.segs, i) if seg.has("ord") else None
        after = ordinal[1] if ordinal else i + 1
        out.append(_ordinal(line.segs[i:after], ordinal[0], alphabet) if ordinal and after > i + 1 else seg)
        i = after
    return Line(out)


def _parted(segs: Sequence[Seg], at: int) -> tuple[float, int] | None:
    """Thousands parted by blanks, as papers of the Maghreb print them: "12 000"."""
    if segs[at].end - segs[at].start > 3 or not _three(segs, at + 1):
        return None
    value, i = _value(segs, at), at + 1
    if value != int(value) or value == 0 or _kind(segs, at) != "digits":
        return None
    while _three(segs, i):
        value, i = value * 1000 + _value(segs, i), i + 1
    return (value, i) if value <= LARGEST else None


def _three(segs: Sequence[Seg], i: int) -> bool:
    """Whether three digits stand one blank behind what precedes them."""
    if i >= len(segs) or _kind(segs, i) != "digits" or segs[i].start - segs[i - 1].end != 1:
        return False
    return segs[i].end - segs[i].start == 3 and _value(segs, i) == int(_value(segs, i))


def _decimal(segs: Sequence[Seg], at: int) -> tuple[float, int] | None:
    """A number and, behind the word for the decimal sign, its fraction."""
    found = read_number(segs, at)
    if found is None or found[1] + 1 >= len(segs) or not segs[found[1]].has("point"):
        return found
    rest = read_number(segs, found[1] + 1)
    if rest is None or rest[0] != int(rest[0]) or found[0] != int(found[0]):
        return found
    return float(f"{int(found[0])}.{int(rest[0])}"), rest[1]


def _number(parts: list[Seg], value: float, alphabet: Alphabet) -> Seg:
    v: float | int = int(value) if value == int(value) else value
    first = parts[0]
    digits = first.attr("kind", "num") == "digits"
    senses: tuple[Sense, ...] = (Sense("number", {"v": v, "word": not digits}),)
    extra = str(first.attr("year", "num") or "") if len(parts) == 1 else ""
    if extra:
        senses = (*senses, Sense(extra, {"v": v}))
    if len(parts) == 1:
        senses = (*senses, *(s for s in first.senses if s.cls in CALENDAR))
    sig = alphabet.sign(frozenset(s.cls for s in senses))
    return Seg(first.start, parts[-1].end, sig, senses, first.definite, "", tuple(parts), "number")


def _ordinal(parts: list[Seg], value: int, alphabet: Alphabet) -> Seg:
    sig = alphabet.sign(frozenset({"ordinal"}))
    sense = Sense("ordinal", {"v": value})
    return Seg(parts[0].start, parts[-1].end, sig, (sense,), parts[0].definite, "", tuple(parts), "ordinal")


def read_rank(segs: Sequence[Seg]) -> float | None:
    """The value of a phrase that is one ordinal and nothing else; None for any other phrase.

    Expects numbers joined. A definite number is an ordinal, too ("the twentieth"), and so is a
    definite number with an ordinal behind it ("the hundred and fifth").
    """
    if len(segs) == 1:
        word = segs[0].attr("v", "ordinal") or segs[0].attr("v", "ord")
        found = word or (segs[0].attr("v", "number") if segs[0].definite else None)
        return float(found) if found else None
    if len(segs) == 3 and segs[1].has(AND):
        first, rest = segs[0].attr("v", "number"), read_rank(segs[2:])
        return float(first) + rest if first and rest and rest < first else None
    return None


def read_figure(segs: Sequence[Seg]) -> float | None:
    """The value of a phrase that is one figure and nothing else; None for any other phrase.

    Expects numbers joined. Besides numbers it reads what a count of people never is: a sign
    before it, "3/4", ".75".
    """
    if segs and segs[0].has("dash"):
        found = read_figure(segs[1:])
        return None if found is None else -found
    values = [float(v) if (v := s.attr("v", "number")) is not None else None for s in segs]
    first, last = (values[0], values[-1]) if values else (None, None)
    if len(segs) == 1:
        return first
    if len(segs) == 2 and segs[0].has("stop") and last is not None:
        return last / 10.0 ** (segs[1].end - segs[1].start)
    if len(segs) == 3 and segs[1].has("slash") and first is not None and last:
        return first / last
    return None
