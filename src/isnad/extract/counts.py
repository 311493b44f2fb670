"""Numbers and the words that bend them: `count` segments with low, high, approx."""

from __future__ import annotations

from typing import Any

from isnad.grammar.match import Line, Match, reduce
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack


def reduce_counts(line: Line, pack: LanguagePack) -> Line:
    """The line with every number, range and vague quantity joined to one `count` segment.

    Attributes: low, high, approx as in model.values.Count; `vague` names the word class of a
    quantity without a figure (dozens, hundreds, several, many); `before` and `after` stand
    where the words may tell a growth ("from 20 to 27") as well as a range.
    """
    if not line.holds(pack.chars("number", "vague")):
        return line
    alphabet = pack.lexicon.alphabet

    def build(m: Match) -> Seg | None:
        attrs = _bend(m)
        if attrs is None:
            return None
        segs = m.segs()
        head = m.seg("low")
        year = head is not None and head.has("year") and len(segs) == 1
        classes = frozenset({"count", "year"}) if year else frozenset({"count"})
        senses: tuple[Sense, ...] = (Sense("count", attrs),)
        if year and head is not None:
            senses = (*senses, Sense("year", {"v": head.attr("v", "year")}))
        definite = head is not None and head.definite
        return Seg(
            segs[0].start,
            segs[-1].end,
            alphabet.sign(classes),
            senses,
            definite,
            "",
            tuple(segs),
            m.rule.name,
        )

    return reduce(pack.stage("counts"), line, build)


def _bend(m: Match) -> dict[str, Any] | None:
    low_seg, high_seg, bend = m.seg("low"), m.seg("high"), m.rule.attrs["bend"]
    if low_seg is None:
        return None
    if bend == "vague":
        return {
            "low": None,
            "high": None,
            "approx": bool(low_seg.attr("approx", "vague")),
            "vague": low_seg.attr("word", "vague"),
        }
    low = low_seg.attr("v", "number")
    if bend in {"range", "growth"}:
        high = high_seg.attr("v", "number") if high_seg else None
        if high is None or high <= low:
            return None
        grown = {"before": low, "after": high} if bend == "growth" else {}
        return {"low": low, "high": high, "approx": False, **grown}
    if bend == "least":
        return {"low": low, "high": None, "approx": False}
    if bend == "most":
        return {"low": None, "high": low, "approx": False}
    return {"low": low, "high": low, "approx": bend == "approx"}
