"""Names of the gazetteer found in a sentence: its line with `place` segments in their places."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.extract.countries import named_country
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer
from isnad.text.tokens import tokens

HEADS = frozenset({"admin", "admin_many", "capital", "direction", "name_head"})
"""Words that make the next word a name whatever else it means."""
PREPOSED = frozenset({"in", "b", "near", "from", "towards", "direction", "middle"})
"""Words after which a place is to be expected."""
OPENERS = HEADS | PREPOSED | {"on", "site", "target_verb", "event_noun", "reach_area", "l", "nation", "about_prep"}
OPENERS |= {"dash"}
KNOWN = 300
"""The rank from which a place may bear a name that is another word too."""
SHARE = 0.08
"""The share of a country in a report that makes its lesser places likely."""
NAMES = frozenset({"outlet"})
"""Classes of names that a place may bear as well."""
_PASS = frozenset({"quote", "open"})
_SPAN = 5
"""The words a name may have."""


class PlaceTagger:
    """Finds place names with one gazetteer and one language pack."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lexicon = pack.lexicon
        clitics = pack.settings["clitics"]
        self.article: str = clitics["article"]
        self._conjunctions = tuple(clitics["conjunctions"])
        self._prepositions = tuple(clitics["prepositions"])
        self._contracted: dict[str, str] = clitics["contracted"]
        self._place = pack.lexicon.alphabet.sign(frozenset({"place"}))
        alphabet = pack.lexicon.alphabet
        self._tried = frozenset(
            alphabet.signs(frozenset({"word", "admin", "site", "name_head", "country"})) + pack.lexicon.unknown
        )
        self._openers = frozenset(alphabet.signs(OPENERS))

    def line(self, sentence: Sentence, weights: dict[str, float]) -> Line:
        """The sentence's line with every place name joined to one `place` segment.

        `weights` are the shares of countries in the report: what is also another word, or a
        hamlet, is a place only in a country spoken of. Its sense holds `places` (PlaceEntry, best first) and `text` (the folded name).
        A country's name that is no country here (an adjective) stays as it is.
        """
        text = sentence.parsed.folded.text
        toks = tokens(text, sentence.start, sentence.end)
        out: list[Seg] = []
        at = 0
        done = sentence.start
        for seg in sentence.line.segs:
            if seg.start < done:
                continue
            while at < len(toks) and toks[at][1] <= seg.start:
                at += 1
            found = self._at(seg, text, toks, at, out, weights) if at < len(toks) else None
            if found is None:
                out.append(seg)
                continue
            out.extend(found)
            done = found[-1].end
        return Line(out)

    def _at(
        self,
        seg: Seg,
        text: str,
        toks: list[tuple[int, int, str]],
        at: int,
        out: list[Seg],
        weights: dict[str, float],
    ) -> list[Seg] | None:
        before = _before(out)
        opened = before is not None and (before.sig in self._openers or _joined(out))
        if not (opened or seg.sig in self._tried) or not text[seg.start].isalpha() or seg.has("homeland"):
            return None
        start, end, word = toks[at]
        heads: list[tuple[int, str, tuple[Seg, ...]]]
        if seg.senses:
            first = self._with_article(seg, text)
            heads = [(first, text[first:end], ())]
        else:
            heads = list(self._splits(start, word))
        for first, stem, clitics in heads:
            if not stem:
                continue
            rest = [t[2] for t in toks[at + 1 : at + _SPAN]]
            match = self._gazetteer.longest_match([stem, *rest], 0)
            if match is None:
                continue
            n, found = match
            places = _likely(found, n, weights)
            lead = clitics[-1] if clitics else before
            if places and self._accepts(seg, lead, bool(clitics) or opened, n, places):
                return [*clitics, self._seg(first, toks[at + n - 1][1], places, text)]
        return None

    @staticmethod
    def _accepts(seg: Seg, before: Seg | None, opened: bool, n: int, places: tuple[PlaceEntry, ...]) -> bool:
        best = places[0]
        preposed = before is not None and before.has(*PREPOSED)
        headed = before is not None and before.has(*HEADS) and not before.definite
        if best.kind == "country" and seg.has("nation"):
            return n > 1 or ((preposed or headed) and named_country(seg) is not None)
        if seg.has("country"):
            return named_country(seg) is not None
        if all(s.cls in NAMES for s in seg.senses):
            return opened or not (best.ambiguous or seg.senses)
        if any(s.pos in ("particle", "sign", "num") for s in seg.senses) and n == 1:
            return False
        if seg.has("admin", "site", "name_head"):
            return n > 1 and (opened or not best.ambiguous)
        if seg.has("no_place") and n == 1:
            return headed and before is not None and before.has("admin")
        return headed or (preposed and (n > 1 or not best.ambiguous))

    def _with_article(self, seg: Seg, text: str) -> int:
        n = len(self.article)
        if seg.definite and text.startswith(self.article, seg.start - n):
            return seg.start - n
        return seg.start

    def _splits(self, start: int, word: str) -> Iterator[tuple[int, str, tuple[Seg, ...]]]:
        """(where the name begins, its first word, clitics before it) for a word nobody knows."""
        yield start, word, ()
        for conj in ("", *self._conjunctions):
            if not word.startswith(conj):
                continue
            before = (self._clitic(start, conj),) if conj else ()
            at, rest = start + len(conj), word[len(conj) :]
            if conj and len(rest) > 2:
                yield at, rest, before
            for written, prep in self._contracted.items():
                if rest.startswith(written) and len(rest) > len(written) + 2:
                    yield at, self.article + rest[len(written) :], (*before, self._clitic(at, prep))
            for prep in self._prepositions:
                if rest.startswith(prep) and len(rest) > len(prep) + 2:
                    yield at + len(prep), rest[len(prep) :], (*before, self._clitic(at, prep))

    def _clitic(self, start: int, letters: str) -> Seg:
        piece = self._lexicon.analyse(letters).pieces[0]
        return Seg(start, start + len(letters), piece.sig, piece.senses)

    def _seg(self, start: int, end: int, places: tuple[PlaceEntry, ...], text: str) -> Seg:
        sense = Sense("place", {"places": places, "text": text[start:end]}, "name", places[0].id)
        return Seg(start, end, self._place, (sense,))


def _before(out: list[Seg]) -> Seg | None:
    for seg in reversed(out[-3:]):
        if not seg.has(*_PASS):
            return seg
    return None


def _joined(out: list[Seg]) -> bool:
    """Whether a place name and a conjunction stand just before."""
    return len(out) > 1 and out[-1].has("and", "dash", "comma") and out[-2].has("place")


def _likely(found: tuple[PlaceEntry, ...], n: int, weights: dict[str, float]) -> tuple[PlaceEntry, ...]:
    """Those of the places that the report may mean: the well known, and any in its countries."""
    return tuple(
        e for e in found if weights.get(e.country, 0.0) >= SHARE or (not e.ambiguous and (n > 1 or e.rank >= KNOWN))
    )
