"""What a page puts around an article: share buttons, "read also" boxes, comment prompts,
application names, credit lines, appeals to the reader. Nothing in it is told by the report.
"""

from __future__ import annotations

import re
from functools import lru_cache

from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import HOME, LanguagePack, load_pack
from isnad.lang.read import read_yaml

LONGEST_LINE = 90
"""Code points beyond which a line is an article's sentence, however it begins."""
BEFORE = r"^[\s*#|>»\"'(\[\-.]*"


class Furniture:
    """The compiled phrases of one language."""

    __slots__ = ("label", "line", "sentence", "tags", "tail")

    def __init__(self, plain: dict[str, list[str]], pack: LanguagePack) -> None:
        self.line = _phrases(plain.get("line", []), pack, BEFORE)
        self.label = _phrases(plain.get("label", []), pack, BEFORE, r"\s*(?:[:.!]|$)")
        self.tail = _phrases(plain.get("tail", []), pack, r"(?<!\w)")
        self.sentence = _phrases(plain.get("sentence", []), pack, BEFORE)
        self.tags = _phrases(plain.get("tags", []), pack, BEFORE)


def _phrases(words: list[str], pack: LanguagePack, before: str, after: str = r"(?!\w)") -> re.Pattern[str] | None:
    if not words:
        return None
    folded = sorted({pack.folding.of(w).casefold() for w in words}, key=lambda w: (-len(w), w))
    body = "|".join(r"\s+".join(re.escape(part) for part in w.split()) for w in folded)
    return re.compile(rf"{before}(?:{body}){after}", re.IGNORECASE)


@lru_cache(maxsize=8)
def furniture(code: str) -> Furniture | None:
    """The phrases of a language's furniture.yaml, or None where a pack has none."""
    path = HOME / code / "furniture.yaml"
    if not path.is_file():
        return None
    return Furniture(read_yaml(path), load_pack(code))


def boilerplate(parsed: ParsedReport) -> list[tuple[int, int]]:
    """Folded [start, end) of everything that is no content, in order, none overlapping.

    A line counts whole when it is short and begins with a known phrase; a tail from the
    phrase to the line's end; an appeal by its sentence; a list of tags where it ends the text. The first line, the
    title, never does.
    """
    known = furniture(parsed.pack.code)
    if known is None:
        return []
    text = parsed.folded.text
    found = [*_lines(text, known), *_appeals(parsed, known), *_tags(parsed, known)]
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _lines(text: str, known: Furniture) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at, first = 0, True
    for line in text.splitlines(keepends=True):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        if start >= end:
            continue
        body = text[start:end]
        short = not first and len(body) <= LONGEST_LINE
        if short and any(p is not None and p.match(body) for p in (known.line, known.label)):
            out.append((start, end))
        elif known.tail is not None and (m := known.tail.search(body)):
            out.append((start + m.start(), end))
        first = False
    return out


def _appeals(parsed: ParsedReport, known: Furniture) -> list[tuple[int, int]]:
    if known.sentence is None:
        return []
    text = parsed.folded.text
    return [
        (s.start, s.end)
        for s in parsed.sentences
        if s.index and known.sentence.match(text[s.start : min(s.end, s.start + LONGEST_LINE)])
    ]


def _tags(parsed: ParsedReport, known: Furniture) -> list[tuple[int, int]]:
    """The last sentence where it begins as a list of tags does, and ends in no mark."""
    if known.tags is None or len(parsed.sentences) < 2:
        return []
    last = parsed.sentences[-1]
    words = parsed.folded.text[last.start : last.end].rstrip()
    return [(last.start, last.end)] if words[-1:].isalnum() and known.tags.match(words) else []
