"""A report cut into sentences whose lines of segments are made when first asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from copy import copy
from functools import cached_property

from isnad.extract.counts import reduce_counts
from isnad.extract.times.expressions import reduce_times
from isnad.grammar.match import Line
from isnad.grammar.numbers import reduce_numbers
from isnad.grammar.segments import Seg
from isnad.lang.lexicon import Lexicon
from isnad.lang.pack import LanguagePack
from isnad.model.claim import Evidence
from isnad.model.report import Report
from isnad.model.span import Span
from isnad.text.quotes import LONGEST, MARK, quotations
from isnad.text.sentences import sentences
from isnad.text.tokens import tokens

QUOTED_EDGES = MARK + " "


class Sentence:
    """One sentence of a report. `start` and `end` are positions in the folded text.

    `line` holds numbers already joined to `number` and bent to `count` segments.
    `heading` is true for a title or a short line without an end mark.
    """

    def __init__(self, parsed: ParsedReport, index: int, start: int, end: int, heading: bool, paragraph: int) -> None:
        self.parsed = parsed
        self.index = index
        self.start = start
        self.end = end
        self.heading = heading
        self.paragraph = paragraph

    @property
    def text(self) -> str:
        """The folded words."""
        return self.parsed.folded.text[self.start : self.end]

    @cached_property
    def tokens(self) -> list[tuple[int, int, str]]:
        """(start, end, folded surface) of every token."""
        return tokens(self.parsed.folded.text, self.start, self.end)

    @cached_property
    def base(self) -> Line:
        """Words, clitics and signs as the lexicon knows them."""
        return Line(self._known(self.parsed.pack.lexicon))

    def _known(self, lexicon: Lexicon) -> list[Seg]:
        return lexicon.segments(self.tokens, self.parsed.writes_pronoun)

    @cached_property
    def line(self) -> Line:
        """The base line with numbers and times joined, and the other figures bent to counts."""
        pack = self.parsed.pack
        numbers = reduce_numbers(self.base, pack.lexicon.alphabet)
        return reduce_counts(reduce_times(numbers, pack), pack)

    @cached_property
    def wide(self) -> Line:
        """The line in the words of the wider lexicon; what was joined to numbers, times and counts stays."""
        segs = self._known(self.parsed.pack.wide)
        out: list[Seg] = []
        at = 0
        for seg in self.line.segs:
            if not seg.parts:
                continue
            while at < len(segs) and segs[at].end <= seg.start:
                out.append(segs[at])
                at += 1
            while at < len(segs) and segs[at].start < seg.end:
                at += 1
            out.append(seg)
        return Line(out + segs[at:])


def _is_part_of_heading(text: str, start: int, end: int) -> bool:
    """Whether a sentence is a piece of a short first line that dots cut in two: "city.. police: 9 dead"."""
    stop = text.find("\n")
    stop = stop if stop >= 0 else len(text)
    if not (start < stop <= 150 and end <= stop + 1 and stop < len(text)):
        return False
    line = text[:stop].rstrip()
    return text[stop - 1] not in ".!;" and ".." in line and (start > 0 or end < len(line))


class ParsedReport:
    """A report, folded and cut. All positions inside are folded; `raw_span` leads back."""

    def __init__(self, report: Report, pack: LanguagePack) -> None:
        self.report = report
        self.pack = pack
        self.folded = pack.folding.fold(report.text)
        text = self.folded.text
        self.sentences: list[Sentence] = []
        paragraph = 0
        last = 0
        for start, end in sentences(text):
            if "\n" in text[last:start]:
                paragraph += 1
            ends_line = end >= len(text) or text[end] in "\r\n"
            starts_line = start == 0 or text[start - 1] in "\r\n"
            short = end - start <= 130 and starts_line and ends_line and text[end - 1] not in ".!;"
            short = short or _is_part_of_heading(text, start, end)
            self.sentences.append(Sentence(self, len(self.sentences), start, end, short, paragraph))
            last = end

    @cached_property
    def writes_pronoun(self) -> Callable[[int], bool] | None:
        """Whether the letter before a folded position is written as the pronoun's own, in a report that writes the
        letter apart from another into which it is folded; None where the report does not."""
        if not any(other in self.report.text for other in self.pack.ending_alike):
            return None
        letter = self.pack.lexicon.ambiguous_end
        return lambda end: self._written(end - 1) == letter

    @cached_property
    def eventful(self) -> list[Sentence]:
        """The sentences that hold a word without which no event is told; the others need no reading."""
        return self._holding([start for start, _ in self._gate])

    @cached_property
    def decisive(self) -> list[Sentence]:
        """Those of them that hold a word which tells of an event by itself."""
        return self._holding([start for start, strong in self._gate if strong])

    @cached_property
    def _gate(self) -> list[tuple[int, bool]]:
        return self.pack.gate.places(self.folded.text)

    def _holding(self, places: list[int]) -> list[Sentence]:
        out: list[Sentence] = []
        n = 0
        for sentence in self.sentences:
            while n < len(places) and places[n] < sentence.start:
                n += 1
            if n < len(places) and places[n] < sentence.end:
                out.append(sentence)
        return out

    def excerpt(self) -> ParsedReport:
        """The same report with none but the decisive sentences to be read for events."""
        out = copy(self)
        out.__dict__["eventful"] = self.decisive
        return out

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Folded [start, end) of everything between quotation marks, in order of their starts."""
        out: list[tuple[int, int]] = []
        at = 0
        text = self.folded.text
        while at < len(text):
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            out += quotations(text, at, stop, written=self._written)
            at = stop + 1
        return out

    def release(self) -> None:
        """Let go of the sentences. They and the report point at one another, so that both would stay in
        memory until Python looks for cycles; nothing can be asked of the report afterwards."""
        self.sentences = []
        for made in ("eventful", "decisive"):
            self.__dict__.pop(made, None)

    def raw_span(self, start: int, end: int) -> Span:
        """The stored-text span of a folded slice."""
        return self.folded.span(start, end)

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence a folded slice gives: stored-text span and its literal words."""
        span = self.folded.span(start, end)
        return Evidence(span.start, span.end, span.of(self.report.text))

    def _written(self, position: int) -> str:
        """The character of the stored text behind a folded position."""
        return self.folded.raw[self.folded.start(position)]

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a folded slice, or a part of it that says something, stands in quotation marks.

        A quotation of one or two words is a name or a term.
        """
        text, quotes = self.folded.text, self.quotes
        while start < end and text[start] in QUOTED_EDGES:
            start += 1
        while end > start and text[end - 1] in QUOTED_EDGES:
            end -= 1
        first = bisect_left(quotes, (start - LONGEST, 0))
        for s, e in quotes[first : bisect_left(quotes, (end, 0))]:
            if s < end and start < e and text_is_speech(text[max(s, start) : min(e, end)]):
                return True
            if s <= start and end <= e and text_is_speech(text[s:e]):
                return True
        return False


def text_is_speech(words: str) -> bool:
    """A quotation of at least three words; shorter ones are names and single terms."""
    return words.count(" ") >= 2
