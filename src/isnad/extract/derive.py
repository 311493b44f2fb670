"""How a claim came about, as a tree: which rule joined which words, down to the lexicon."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.extract.parsed import ParsedReport
from isnad.grammar.segments import Seg
from isnad.model.claim import Step

DEEPEST = 6


def steps(parsed: ParsedReport, segs: Iterable[Seg | None]) -> tuple[Step, ...]:
    """One step for each segment, its parts below it. Positions are those of the stored text."""
    return tuple(_step(parsed, seg, 0) for seg in segs if seg is not None)


def _step(parsed: ParsedReport, seg: Seg, depth: int) -> Step:
    span = parsed.raw_span(seg.start, seg.end)
    parts = tuple(_step(parsed, part, depth + 1) for part in seg.parts) if depth < DEEPEST else ()
    return Step(seg.rule or _classes(seg), span.start, span.end, span.of(parsed.report.text), parts)


def _classes(seg: Seg) -> str:
    return "/".join(dict.fromkeys(sense.cls for sense in seg.senses)) or "word"
