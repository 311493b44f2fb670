"""Surfaces to senses: lexicon files, clitics, and words of several tokens.

Entries and reports pass through the same folding. Clitics are split off here, once;
no list spells them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from isnad.grammar.segments import SILENT, UNKNOWN, Alphabet, Seg, Sense, classes_of
from isnad.grammar.signs import read_sign
from isnad.lang.entries import FOLDED_END, Entry

NOMINAL = frozenset({"noun", "adj", "num", "name"})
VERBAL = frozenset({"verb"})
_CACHE_LIMIT = 100_000
THE = "the"
"""The class that a split-off article adds to a word's sign, so that patterns can ask for agreement."""


class Clitics(msgspec.Struct, frozen=True):
    """What may be written together with a word: conjunctions, prepositions, the article, the
    contracted preposition-and-article, the future sign, and pronouns after the word. `ambiguous_end` is
    the letter of a pronoun into which folding turns another letter at the end of words."""

    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    article: str
    contracted: dict[str, str]
    future: str
    pronouns: tuple[str, ...]
    before_pronoun: tuple[tuple[str, str], ...]
    ambiguous_end: str = ""


class Piece(NamedTuple):
    """A part of a token: a clitic, or the word that is left."""

    start: int
    end: int
    sig: str
    senses: tuple[Sense, ...]
    definite: bool = False
    pronoun: str = ""


Tails = dict[str, tuple[tuple[tuple[str, ...], tuple[Sense, ...]], ...]]
"""The words that may follow a first word, by the second word, longest first."""


class Analysis(msgspec.Struct, frozen=True):
    """All that is known of one token: its pieces, and the longer words it may begin."""

    pieces: tuple[Piece, ...]
    longer: tuple[tuple[tuple[Piece, ...], Piece, Tails], ...] = ()
    seconds: frozenset[str] = frozenset()
    """The words one of which follows where the token does begin a longer word."""
    owned: tuple[Piece, ...] = ()
    """The pieces where its last letter is a pronoun, for a word that only folding makes look like one with it."""
    digits: bool = False
    plain: bool = True
    """Whether there is nothing but the pieces."""


class Lexicon:
    """Finds the senses of tokens; splits clitics; joins words of several tokens.

    The alphabet is closed over every set of classes an analysis can give, so patterns
    compiled afterwards stay valid.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        clitics: Clitics,
        alphabet: Alphabet,
        inherit: Mapping[str, str] | None = None,
        articled: Iterable[str] = (),
    ) -> None:
        self.alphabet = alphabet
        self._articled = frozenset(articled)
        self._clitics = clitics
        self.article = clitics.article
        self.ambiguous_end = clitics.ambiguous_end
        self._single: dict[str, tuple[Sense, ...]] = {}
        self._longer: dict[str, Tails] = {}
        self._cache: dict[str, Analysis] = {}
        self._clitic_pieces: dict[tuple[int, str], Piece] = {}
        self._index(entries)
        self._inherit(inherit or {})
        self._signs: dict[tuple[Sense, ...], str] = {}
        self.unknown = alphabet.sign(frozenset({UNKNOWN}))
        seen: set[tuple[tuple[str, str, bool], ...]] = set()
        for senses in self._single.values():
            key = tuple([(s.cls, s.pos, SILENT in s.attrs) for s in senses])
            if key in seen:
                continue
            seen.add(key)
            for kept in (senses, _of(senses, NOMINAL), _of(senses, VERBAL), _of(senses, NOMINAL | VERBAL)):
                if kept:
                    alphabet.sign(classes_of(kept))
            nominal = _of(senses, NOMINAL)
            if nominal:
                alphabet.sign(classes_of(nominal) | {THE})
        for surface, senses in self._single.items():
            self._with_article(surface, 0, len(surface), senses)
        for tails in self._longer.values():
            for _, senses in (tail for group in tails.values() for tail in group):
                alphabet.sign(classes_of(senses))

    def _index(self, entries: Iterable[Entry]) -> None:
        single: dict[str, list[Sense]] = {}
        longer: dict[str, dict[tuple[str, ...], list[Sense]]] = {}
        for entry in entries:
            first, *rest = entry.surface.split()
            if rest:
                senses = longer.setdefault(first, {}).setdefault(tuple(rest), [])
            else:
                senses = single.setdefault(first, [])
            cls = entry.sense.cls
            for sense in senses:  # a loop: this is a tenth of a second of every start
                if sense.cls == cls:
                    break
            else:
                senses.append(entry.sense)
        self._single = {k: tuple(v) for k, v in single.items()}
        for head, tails in longer.items():
            by_second: Tails = {}
            for tail, found in sorted(tails.items(), key=lambda t: (-len(t[0]), t[0])):
                by_second[tail[0]] = (*by_second.get(tail[0], ()), (tail, tuple(found)))
            self._longer[head] = by_second

    def _inherit(self, classes: Mapping[str, str]) -> None:
        """Words of several tokens take over senses of their words: `classes` maps a class to
        "first" or "any", the words it may come from. So a body's name still tells its nation."""
        article = self._clitics.article
        for surface, own in list(self._single.items()):
            if surface.startswith(article):
                more = [s for s in _of(self._single.get(surface[len(article) :], ()), NOMINAL) if s.cls in classes]
                self._single[surface] = _joined(own, more)
        for first, by_second in self._longer.items():
            for second, tails in by_second.items():
                by_second[second] = tuple((rest, self._with(first, rest, own, classes)) for rest, own in tails)

    def _with(
        self, first: str, rest: tuple[str, ...], own: tuple[Sense, ...], classes: Mapping[str, str]
    ) -> tuple[Sense, ...]:
        more = [
            sense
            for n, word in enumerate((first, *rest))
            for sense in _of(self._plain(word), NOMINAL)
            if classes.get(sense.cls) == "any" or (n == 0 and sense.cls in classes)
        ]
        return _joined(own, more)

    def _plain(self, word: str) -> tuple[Sense, ...]:
        """The senses of a word with or without its article."""
        found = self._single.get(word)
        return found if found else self._single.get(word.removeprefix(self._clitics.article), ())

    def surfaces(self) -> list[str]:
        """Every folded surface, words of several tokens included, sorted."""
        longer = [" ".join((k, *rest)) for k, v in self._longer.items() for group in v.values() for rest, _ in group]
        return sorted({*self._single, *longer})

    def surfaces_of(self, classes: frozenset[str]) -> list[str]:
        """The folded surfaces that have a sense of one of the classes, sorted."""
        single = {k for k, senses in self._single.items() if any(s.cls in classes for s in senses)}
        longer = {
            " ".join((k, *rest))
            for k, v in self._longer.items()
            for group in v.values()
            for rest, senses in group
            if any(s.cls in classes for s in senses)
        }
        return sorted(single | longer)

    def analyse(self, surface: str) -> Analysis:
        """The analysis of one folded token. Remembered, within a bound."""
        found = self._cache.get(surface)
        if found is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            found = self._cache[surface] = self._analyse(surface)
        return found

    def _analyse(self, surface: str) -> Analysis:
        pieces: tuple[Piece, ...] | None = None
        longer: list[tuple[tuple[Piece, ...], Piece, Tails]] = []
        for prefix, at, allowed, definite in self._splits(surface):
            stem = surface[at:]
            for head in (self._clitics.article + stem, stem) if definite else (stem,):
                tails = self._longer.get(head)
                if tails:
                    word = Piece(at, len(surface), self.unknown, (), definite and head == stem)
                    longer.append((prefix, word, tails))
            if pieces is None or (definite and pieces[-1].pronoun and surface.startswith(self._clitics.article)):
                word_piece = self._word(stem, at, len(surface), allowed, definite)
                if word_piece is not None:
                    pieces = (*prefix, word_piece)
        digits = pieces is None and surface[0].isdecimal()
        if pieces is None:
            pieces = self._unknown(surface)
        seconds = frozenset(second for _, _, tails in longer for second in tails)
        owned = self._owned(surface, pieces)
        plain = not (longer or owned or digits)
        return Analysis(pieces, tuple(longer), seconds, owned, digits, plain)

    def _owned(self, surface: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """The pieces with the last one read as bearing the pronoun, where it is a word for a woman that looks so:
        "his brother" is no sister."""
        *before, last = pieces
        letter = self.ambiguous_end
        if not letter or surface[-1] != letter or last.pronoun or not last.senses:
            return ()
        if not all(s.attrs.get(FOLDED_END) for s in last.senses) or _first(last.senses, "gender") != "f":
            return ()
        piece = self._bearing(surface[last.start :], last.start, last.end, NOMINAL)
        if piece is None or piece.pronoun != letter:
            return ()
        return (*before, piece._replace(definite=last.definite))

    def _unknown(self, surface: str) -> tuple[Piece, ...]:
        """A word no list holds: an article shows where its clitics end; without one it stays whole."""
        if not surface[0].isalpha():
            senses = read_sign(surface)
            return (Piece(0, len(surface), self._sign(senses) if senses else self.unknown, senses),)
        for prefix, at, _, definite in self._splits(surface):
            if definite and prefix and len(surface) - at >= 3:
                return (*prefix, Piece(at, len(surface), self.unknown, (), True))
        return (Piece(0, len(surface), self.unknown, ()),)

    def _word(self, stem: str, at: int, end: int, allowed: frozenset[str], definite: bool) -> Piece | None:
        senses = _of(self._single.get(stem, ()), allowed)
        if senses and not definite and not allowed and (whole := self._with_article(stem, at, end, senses)):
            return whole
        if definite:
            # Names that never bear the article: "Cameroon" with it is no "Cameron".
            senses = tuple(s for s in senses if "bare" not in s.attrs)
        if senses:
            return Piece(at, end, self._sign(senses, definite), senses, definite)
        return None if definite else self._bearing(stem, at, end, allowed)

    def _with_article(self, stem: str, at: int, end: int, own: tuple[Sense, ...]) -> Piece | None:
        """A word listed with its article, and the word itself: the senses of both; None for `articled` classes."""
        article = self._clitics.article
        if not stem.startswith(article) or any(s.cls in self._articled for s in own):
            return None
        more = _of(self._single.get(stem[len(article) :], ()), NOMINAL)
        senses = _joined(own, [s for s in more if "bare" not in s.attrs])
        return Piece(at + len(article), end, self._sign(senses, True), senses, True) if more else None

    def _bearing(self, stem: str, at: int, end: int, allowed: frozenset[str]) -> Piece | None:
        for pronoun in self._clitics.pronouns:
            if len(stem) - len(pronoun) < 2 or not stem.endswith(pronoun):
                continue
            cut = stem[: -len(pronoun)]
            for base in (
                cut,
                *(cut[: -len(a)] + b for a, b in self._clitics.before_pronoun if cut.endswith(a)),
            ):
                senses = _of(self._single.get(base, ()), (allowed or NOMINAL | VERBAL) & (NOMINAL | VERBAL))
                if senses:
                    return Piece(at, end, self._sign(senses), senses, False, pronoun)
        return None

    def _sign(self, senses: tuple[Sense, ...], definite: bool = False) -> str:
        classes = classes_of(senses)
        return self.alphabet.sign(classes | {THE} if definite else classes)

    def _splits(self, surface: str) -> Iterable[tuple[tuple[Piece, ...], int, frozenset[str], bool]]:
        """(clitic pieces, where the stem begins, parts of speech it may have, article) in order."""
        yield (), 0, frozenset(), False
        yield from self._nominal_splits(surface, (), 0)
        future = self._clitics.future
        if future and surface.startswith(future):
            yield (self._clitic(0, len(future), future),), len(future), VERBAL, False
        for conj in self._clitics.conjunctions:
            if surface.startswith(conj) and len(surface) > len(conj) + 1:
                piece = (self._clitic(0, len(conj), conj),)
                yield piece, len(conj), frozenset(), False
                yield from self._nominal_splits(surface, piece, len(conj))
                rest = surface[len(conj) :]
                if future and rest.startswith(future):
                    sign = self._clitic(len(conj), len(conj) + len(future), future)
                    yield (*piece, sign), len(conj) + len(future), VERBAL, False

    def _nominal_splits(
        self, surface: str, before: tuple[Piece, ...], at: int
    ) -> Iterable[tuple[tuple[Piece, ...], int, frozenset[str], bool]]:
        rest = surface[at:]
        article = self._clitics.article
        if rest.startswith(article) and len(rest) > len(article) + 1:
            yield before, at + len(article), NOMINAL, True
        for written, prep in self._clitics.contracted.items():
            if rest.startswith(written) and len(rest) > len(written) + 1:
                yield (*before, self._clitic(at, at + 1, prep)), at + len(written), NOMINAL, True
        for prep in self._clitics.prepositions:
            if not rest.startswith(prep) or len(rest) < len(prep) + 2:
                continue
            piece = (*before, self._clitic(at, at + len(prep), prep))
            after = at + len(prep)
            if surface.startswith(article, after) and len(surface) > after + len(article) + 1:
                yield piece, after + len(article), NOMINAL, True
            yield (
                piece,
                after,
                NOMINAL | VERBAL if prep in self._clitics.contracted.values() else NOMINAL,
                False,
            )

    def _clitic(self, start: int, end: int, surface: str) -> Piece:
        found = self._clitic_pieces.get((start, surface))
        if found is None:
            senses = self._single.get(surface, ())
            found = Piece(start, end, self._sign(senses) if senses else self.unknown, senses)
            self._clitic_pieces[(start, surface)] = found
        return found

    def segments(
        self, tokens: list[tuple[int, int, str]], writes_pronoun: Callable[[int], bool] | None = None
    ) -> list[Seg]:
        """The segments of a sentence's tokens, longest words of several tokens first.

        `writes_pronoun` tells of the place behind a word whether its last letter is written as the pronoun's own,
        where a text writes it apart from the letter into which it is folded.
        """
        out: list[Seg] = []
        known, analyse, add = self._cache, self.analyse, out.append
        done, last = 0, len(tokens) - 1
        for at, (start, end, surface) in enumerate(tokens):
            if at < done:
                continue
            found = known.get(surface) or analyse(surface)
            pieces = found.pieces
            if not found.plain:
                if at < last and tokens[at + 1][2] in found.seconds and (joined := self._join(found, tokens, at, out)):
                    done = at + joined
                    continue
                if found.owned and writes_pronoun is not None and writes_pronoun(end):
                    pieces = found.owned
                article = found.digits and at > 0 and self._is_article(out[-1], tokens[at - 1][2], start)
                if article:
                    out[-1] = Seg(start, end, pieces[0].sig, pieces[0].senses, True)
                    continue
            for first, after, sig, senses, definite, pronoun in pieces:
                add(Seg(start + first, start + after, sig, senses, definite, pronoun))
        return out

    def _is_article(self, before: Seg, surface: str, start: int) -> bool:
        """Whether the last segment of a token is an article written onto the digits that begin at `start`."""
        article = self.article
        return before.end == start and before.end - before.start == len(article) and surface.endswith(article)

    def _join(self, found: Analysis, tokens: list[tuple[int, int, str]], at: int, out: list[Seg]) -> int:
        """How many tokens the longest word takes that begins at `at`; 0 where none does."""
        start = tokens[at][0]
        second = tokens[at + 1][2]
        best: tuple[int, tuple[Piece, ...], Piece, tuple[Sense, ...]] | None = None
        for prefix, word, tails in found.longer:
            for rest, senses in tails.get(second, ()):
                n = len(rest)
                if best is not None and n <= best[0]:
                    continue
                if at + n < len(tokens) and all(tokens[at + 1 + k][2] == rest[k] for k in range(1, n)):
                    best = (n, prefix, word, senses)
        if best is None:
            return 0
        n, prefix, word, senses = best
        for p in prefix:
            out.append(Seg(start + p.start, start + p.end, p.sig, p.senses))
        out.append(Seg(start + word.start, tokens[at + n][1], self._sign(senses), senses, word.definite))
        return n + 1


def _joined(own: tuple[Sense, ...], more: Iterable[Sense]) -> tuple[Sense, ...]:
    """`own` and those of `more` whose class it does not have yet."""
    out = list(own)
    for sense in more:
        if all(s.cls != sense.cls for s in out):
            out.append(sense)
    return tuple(out)


def _of(senses: tuple[Sense, ...], allowed: frozenset[str]) -> tuple[Sense, ...]:
    return tuple(s for s in senses if s.pos in allowed) if allowed else senses


def _first(senses: tuple[Sense, ...], name: str) -> Any:
    """The first value of an attribute among senses."""
    return next((s.attrs[name] for s in senses if name in s.attrs), None)
