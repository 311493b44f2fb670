"""Whether a manner is told as something that happened, for `mode`.

It is not where it is warned of, feared, prevented, taught or named; where it is said not to have happened; and where
a word of violence is a figure of speech by who does it or what it is done to. The words are the pack's (scenes.toml).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack

BETWEEN = (
    *("from", "on", "b", "l", "in", "occur_noun", "exec_noun", "size_adj", "quote", "any", "op", "series"),
    *("about_prep", "about_noun", "near"),
)
"""What may stand between a word and the manner that it says has not happened."""
FAR, WARNED = 4, 7
"""Segments before a manner that are looked at for such a word; for a verb of warning, whose object is between."""


@lru_cache(maxsize=8)
def _words(pack: LanguagePack) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in pack.settings.get("scenes", {}).items()}


class Reality:
    """Asks the words around the manners of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self._segs = sentence.line.segs
        self._text = sentence.parsed.folded.text
        self._words = _words(sentence.parsed.pack)
        self._article = sentence.parsed.pack.lexicon.article

    def happened(self, first: int, last: int, *, clause: bool) -> bool:
        """Whether what stands at [first, last) is told as something that happened."""
        if not self._words:
            return True
        return not (self._unreal(first) or self._denied(first) or (clause and self._figure(first, last)))

    def _is(self, seg: Seg, kind: str) -> bool:
        word = self._text[seg.start : seg.end]
        return word.removeprefix(self._article) in self._words[kind] or word in self._words[kind]

    def _unreal(self, first: int) -> bool:
        """Whether it depends on a word of fear, prevention, study or naming."""
        segs, n = self._segs, first
        if n and segs[n].definite and self._is(segs[n - 1], "named_by"):
            return True
        governed = segs[n].has(*BETWEEN)
        while n and first - n < FAR and segs[n - 1].has(*BETWEEN) and not segs[n - 1].has("after"):
            n -= 1
            governed = True
        if n == 0:
            return False
        if self._is(segs[n - 1], "unreal"):
            return True
        if not governed:
            return False
        before = segs[max(0, first - WARNED) : n]
        walls = [k for k, s in enumerate(before) if s.has("comma", "stop", "colon", "that", "after", "rel")]
        return any(self._is(s, "feared") for s in before[walls[-1] + 1 if walls else 0 :])

    def _denied(self, first: int) -> bool:
        """Whether it is said that nothing of the kind took place."""
        before = self._segs[max(0, first - 3) : first]
        if any(s.has("none") for s in before[-1:]):
            return True
        return any(a.has("not") and b.has("occur_verb", "undergo_verb") for a, b in pairwise(before))

    def _figure(self, first: int, last: int) -> bool:
        """Whether who is said to do it does no violence, or what it is done to cannot suffer it."""
        segs = self._segs
        around = [*segs[max(0, first - 1) : first], *segs[first + 1 : first + 2], *segs[last : last + 1]]
        if any(self._is(s, "no_doers") for s in around):
            return True
        return any(self._is(s, "no_objects") for s in self._segs[last : last + 3])
