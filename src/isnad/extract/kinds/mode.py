"""mode: how it happened: a bombing, a shooting, a crash, and with what.

Meaning: each telling of the way in which people came to harm, once a mention: what stands
together in one clause ("a suicide attack with a car bomb") is one mode.
Wrong: weapons kept or seized; attacks in general, planned or feared; metaphors; the shots that end an attack; a
definite reference back ("the explosion") that tells nothing new.
Right: "a powerful explosion", "an attack on a post", "with machine guns", "the bus hit a truck".
How: `manners` finds every word of manner, `mannerframe` what stands around it, and the weights of the pack say
which are tellings.
Source: gold/README.md; ACLED and GTD codebooks for the distinctions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from isnad.extract.draft import Draft
from isnad.extract.harms import find_all
from isnad.extract.kinds.clauses import begin
from isnad.extract.kinds.mannerframe import FILE, Frame, Told
from isnad.extract.kinds.manners import clusters
from isnad.extract.kinds.modepiece import Piece, act_of, summary
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.weights import weights_of
from isnad.model.values import TextValue


def find(parsed: ParsedReport) -> list[Draft]:
    """The modes a report tells, in the order of the text. None without weights."""
    return [_draft(parsed, piece, sentence) for sentence, piece, above in weighed(parsed) if above >= 0]


def hinted(parsed: ParsedReport, end: int) -> bool:
    """Whether something that may well have happened is named before a folded position, told or only spoken of."""
    return any(
        above >= HINT and sentence.line.segs[piece.first].start <= end for sentence, piece, above in weighed(parsed)
    )


HINT = -1.3
"""How far below a telling what a report only speaks of may stay."""


@lru_cache(maxsize=1)
def weighed(parsed: ParsedReport) -> tuple[tuple[Sentence, Piece, float], ...]:
    """Every word of manner with the sum of its weights above the threshold, in the order of the text."""
    weights = weights_of(parsed.pack.code, FILE)
    out: list[tuple[Sentence, Piece, float]] = []
    told = Told()
    frame: Frame | None = None
    for sentence, piece in pieces(parsed) if weights is not None else ():
        assert weights is not None
        frame = frame or Frame(parsed, find_all(parsed))
        above = weights.score(frame.features(piece, sentence, told)) - weights.threshold
        if above >= 0:
            told.add(piece, sentence)
        out.append((sentence, piece, above))
    return tuple(out)


def pieces(parsed: ParsedReport) -> Iterator[tuple[Sentence, Piece]]:
    """Every word of manner of a report, in the order of the text."""
    for sentence in parsed.eventful:
        for piece in clusters(sentence):
            if not _ends_attack(piece, sentence):
                yield sentence, piece


def _ends_attack(piece: Piece, sentence: Sentence) -> bool:
    """Whether shots are those of which an attacker dies: his fate, and no manner of the event."""
    before = sentence.line.segs[max(0, piece.first - 1) : piece.first]
    return piece.acts == ["shooting"] and any(s.has("attacker") for s in before)


def span(parsed: ParsedReport, piece: Piece, sentence: Sentence) -> tuple[int, int]:
    """The folded positions of what tells a manner."""
    segs = sentence.line.segs
    return begin(parsed, segs[piece.first]), segs[piece.last - 1].end


def _draft(parsed: ParsedReport, piece: Piece, sentence: Sentence) -> Draft:
    start, end = span(parsed, piece, sentence)
    value = TextValue(summary=summary(piece), mode=act_of(piece))
    return Draft("mode", value, sentence, start, end, piece.rule)
