"""Names of the gazetteer found in a sentence: its line with `place` segments in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from isnad.extract.parsed import Sentence
from isnad.extract.sites.countries import named_country
from isnad.extract.sites.labels import ends_label, label_at
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer
from isnad.places.resolve import HEAD_KINDS

HEADS = frozenset({"admin", "admin_many", "capital", "direction", "name_head", "reach_area"})
"""Words that make the next word a name whatever else it means."""
PREPOSED = frozenset({"in", "b", "near", "from", "towards", "direction", "middle", "between"})
"""Words after which a place is to be expected."""
OPENERS = HEADS | PREPOSED | {"on", "site", "target_verb", "event_noun", "reach_area", "l", "nation", "about_prep"}
OPENERS |= {"dash", "event_name", "people_of", "between"}
KNOWN = 300
"""The rank from which a place may bear a name that is another word too."""
SURE = 520
"""The rank from which a name that is another word too is read behind split-off letters."""
FAR = 450
"""The same where the report names no country."""
ABROAD = 600
"""The same behind a thing, in a country that the report does not name: "the … bar"."""
CAPITAL = 700
"""The rank of the world's best known cities."""
HEADED = 450
"""The rank from which a name that is another word too is read behind "the city of" where no country is named."""
CITY = 600
"""The rank from which the town of a country spoken of is meant by a word that is a thing too: "in Amara"."""
TOWN = 520
"""The same by a name that is hardly another word, or that newsrooms use for the town: "in Hebron"."""
SHARE = 0.08
"""The share of a country in a report that makes its lesser places likely."""
NEVER = ("capital", "homeland", "nation", "ethnic", "admin_many", "reach_area")
"""Classes of words that alone are never the name of a town."""
NAMES = frozenset({"outlet", "paper"})
"""Classes of names that a place may bear as well."""
GUESSED = ("admin", "in", "b", "near", "between", "from", "towards")
"""Words behind which several unknown words may be a foreign town in another spelling."""
UNNAMED = ("particle", "sign", "num")
"""Parts of speech that alone name no place."""
LEAST_GUESSED = 3
MOST_GUESSED = 3
_PASS = frozenset({"quote", "open"})
_SPAN = 5
"""The words a name may have."""


class Shares(NamedTuple):
    """The shares of countries in a report, and the countries that are spoken of."""

    weights: dict[str, float]
    spoken: tuple[str, ...]


class PlaceTagger:
    """Finds place names with one gazetteer and one language pack."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lexicon = pack.lexicon
        self._fold = pack.folding.of
        clitics = pack.settings["clitics"]
        self.article: str = clitics["article"]
        self._conjunctions = tuple(clitics["conjunctions"])
        self._inside: str = next(p for p in clitics["prepositions"] if self._clitic(0, p).has("b"))
        self._letters = (self._inside, *self._conjunctions)
        self._place = pack.lexicon.alphabet.sign(frozenset({"place"}))
        alphabet = pack.lexicon.alphabet
        self._unknown = pack.lexicon.unknown
        self._joiners = frozenset(alphabet.signs(frozenset({"and", "dash", "comma"})))
        self._close = alphabet.sign(frozenset({"close"}))
        self._passed = frozenset(alphabet.signs(_PASS))
        self._openers = frozenset(alphabet.signs(OPENERS))
        self._things = frozenset(alphabet.signs(frozenset({"site"})))
        self._guessing = frozenset(alphabet.signs(frozenset(GUESSED)))

    def line(self, sentence: Sentence, weights: dict[str, float], learned: tuple[str, ...] = ()) -> Line:
        """The sentence's line with every place name joined to one `place` segment.

        Its sense holds `places` (PlaceEntry, best first) and `text` (the folded name). `weights`
        are the shares of countries in the report: what is also another word, or a hamlet, is a
        place only in a country spoken of.
        A country's name that is no country here (an adjective) stays as it is. `learned` are names
        that are places in this report, known to the gazetteer or not, longest first.
        """
        text = sentence.parsed.folded.text
        toks = sentence.tokens
        shares = Shares(weights, tuple(sorted(c for c, share in weights.items() if share >= SHARE)))
        out: list[Seg] = []
        at = 0
        done = sentence.start
        before: Seg | None = None
        named = False
        first = label_at(sentence.line.segs) if sentence.heading else -1
        label = sentence.line.segs[first] if first >= 0 and ends_label(sentence.line.segs, first + 1) else None
        unknown, openers, joiners, place = self._unknown, self._openers, self._joiners, self._place
        for seg in sentence.line.segs:
            if seg.start < done:
                continue
            sig = seg.sig
            opened = before is not None and (
                before.sig in openers or (before.sig in joiners and len(out) > 1 and out[-2].sig == place)
            )
            opened = opened or seg is label
            found = self._taught(seg, text, before, learned) if learned else None
            if found is not None:
                pass
            elif (
                (opened and text[seg.start].isalpha())
                or ((sig == unknown or seg.pronoun) and text.startswith(self._letters, seg.start))
                or (seg.definite and sig in self._things)
            ):
                while at < len(toks) and toks[at][1] <= seg.start:
                    at += 1
                found = self._at(seg, text, toks, at, before, opened, shares) if at < len(toks) else None
                if found is not None and _is_part_of_title(out, before, found[-1].end, text):
                    found = None
            if found is None:
                out.append(seg)
                if sig not in self._passed:
                    before = (_behind_aside(out) if sig == self._close else None) or seg
            else:
                named = True
                out.extend(found)
                before = found[-1]
                done = before.end
        return Line(out) if named else sentence.line

    def _taught(self, seg: Seg, text: str, before: Seg | None, learned: tuple[str, ...]) -> list[Seg] | None:
        """The segments of a name that the report has taught, clitics first, or None."""
        at = self._with_article(seg, text)
        if not text[at].isalpha():
            return None
        heads: list[tuple[int, tuple[Seg, ...]]] = [(at, ())]
        if not seg.senses:
            heads += [(start, clitics) for start, _, clitics in self._splits(at, text[at : seg.end], False, False)]
        for start, clitics in heads:
            for name in learned:
                end = start + len(name)
                if text.startswith(name, start) and not text[end : end + 1].isalnum():
                    places = _announced(self._gazetteer.lookup(name), clitics[-1] if clitics else before)
                    return [*clitics, self._seg(start, end, places, text)]
        return None

    def _at(
        self,
        seg: Seg,
        text: str,
        toks: list[tuple[int, int, str]],
        at: int,
        before: Seg | None,
        opened: bool,
        shares: Shares,
    ) -> list[Seg] | None:
        """The segments of a name that begins at a segment, clitics first, or None."""
        weights, end = shares.weights, toks[at][1]
        first = self._with_article(seg, text)
        heads: Iterable[tuple[int, str, tuple[Seg, ...]]]
        if seg.senses:
            if seg.has("homeland"):
                return None
            heads = [(first, text[first:end], ())]
            if seg.pronoun and before is not None and not before.has(*PREPOSED):
                # "A building in Abha" looks like "a building, its door".
                heads += self._splits(first, text[first:end], False, False)
        else:
            heads = self._splits(first, text[first:end], opened, before is not None and before.sig == self._place)
        for first, stem, clitics in heads:
            span = self._gazetteer.longest(stem) if stem else 0
            words = [stem, *[t[2] for t in toks[at + 1 : at + min(span, _SPAN)]]] if span else []
            match = self._gazetteer.longest_match(words, 0) if words else None
            if match is None or (clitics and not seg.senses and self._is_word(stem)):
                continue
            n, found = match
            if toks[at + n - 1][1] < seg.end:
                continue  # A phrase of the lexicon is not cut: "floods that sweep away" are not in Seoul.
            lead = clitics[-1] if clitics else before
            found = _announced(found, lead)
            split = bool(clitics) and n == 1
            far = ABROAD if lead is not None and lead.has("site") and weights else FAR
            alone = _least_alone(seg, lead, weights)
            places = self._likely(found, " ".join(words[:n]), weights, split, far, alone)
            taken = self._accepts if not seg.senses or (seg.end >= end and not clitics) else _whole
            if places and taken(seg, lead, bool(clitics) or opened, n, places, weights):
                care = bool(seg.attr("care", "site"))
                return [*clitics, self._seg(first, toks[at + n - 1][1], places, text, care)]
        return self._guess(text, toks, at, self._with_article(seg, text), before, shares)

    def _guess(
        self,
        text: str,
        toks: list[tuple[int, int, str]],
        at: int,
        first: int,
        before: Seg | None,
        shares: Shares,
    ) -> list[Seg] | None:
        """The segments of a name of several words that only its consonants make known, in a country spoken of."""
        clitics: tuple[Seg, ...] = ()
        if before is None or before.sig not in self._guessing:
            if not text.startswith(self._inside, first):
                return None
            clitics = (self._clitic(first, self._inside),)
            first += len(self._inside)
        if not shares.weights or at + 1 >= len(toks) or len(toks[at + 1][2]) < LEAST_GUESSED:
            return None
        words = [text[first : toks[at][1]], *[t[2] for t in toks[at + 1 : at + MOST_GUESSED]]]
        fit = next((n for n, w in enumerate(words) if len(w) < LEAST_GUESSED or not w.isalpha()), len(words))
        for n in range(fit, 1, -1):
            found = self._gazetteer.alike(" ".join(words[:n]), shares.spoken)
            if found:
                return [*clitics, self._seg(first, toks[at + n - 1][1], found, text)]
        return None

    def _likely(
        self,
        found: tuple[PlaceEntry, ...],
        name: str,
        weights: dict[str, float],
        split: bool,
        far: int,
        alone: int | None,
    ) -> tuple[PlaceEntry, ...]:
        """Those of the places that the report may mean: the well known, and any in its countries.

        `split`: letters were taken off the word, so that a name which is another word too must
        be well known. A capital under its own name is always likely.
        """
        return tuple(
            e
            for e in found
            if e.kind == "country"
            or (not e.ambiguous and e.rank >= (KNOWN if e.country in weights or not weights else far))
            or (weights.get(e.country, 0.0) >= SHARE and not (split and e.ambiguous and e.rank < SURE))
            or (e.capital and e.rank >= CAPITAL and self._fold(e.name_ar) == name)
            or (alone is not None and not split and e.ambiguous and e.rank >= alone)
        )

    @staticmethod
    def _accepts(
        seg: Seg, before: Seg | None, opened: bool, n: int, places: tuple[PlaceEntry, ...], weights: dict[str, float]
    ) -> bool:
        best = places[0]
        preposed = before is not None and before.has(*PREPOSED)
        headed = (
            before is not None and not before.definite and (before.has(*HEADS) or bool(before.attr("road", "site")))
        )
        if n == 1 and before is not None and before.has("name_head") and not before.has("admin", "site", "given"):
            # "Bani Awf": the second word of an unknown name is no town of its own.
            return best.rank >= SURE and not best.ambiguous
        if best.kind == "country" and seg.has("nation"):
            return n > 1 or ((preposed or headed) and named_country(seg, True) is not None)
        if n == 1 and seg.has(*NEVER) and best.kind != "country":
            return False
        if best.ambiguous and best.rank < FAR and _loosely(before):
            return False
        if n == 1 and before is not None and before.attr("soft", "near") and best.rank < SURE:
            return False  # "Outside the fence" is no village of that name.
        if seg.has("country"):
            return named_country(seg, preposed or headed) is not None
        if seg.senses and all(s.cls in NAMES for s in seg.senses):
            return opened and (n > 1 or not best.ambiguous or best.rank >= CAPITAL or (headed and _unit(before)))
        construct = before is not None and not before.definite and before.has("event_noun", "event_name", "blast")
        if not seg.senses:
            return (opened and (preposed or headed or construct or n > 1 or _joins(before))) or not best.ambiguous
        if n == 1 and before is not None and before.has("in", "b") and _newsroom_town(seg, best, weights):
            return True
        if n == 1 and ((seg.has("site_adj") and not seg.definite) or any(s.pos in UNNAMED for s in seg.senses)):
            return False  # "A mountainous area" is none that is called so.
        if seg.has("admin", "site", "name_head"):
            led = before is None or before.has("in", "b", "slash", "sign")
            if n == 1 and opened and seg.definite and led and best.country in weights:
                return best.rank >= (CITY if best.ambiguous else TOWN) and best.kind == "locality"
            return (n > 1 and (opened or not best.ambiguous)) or (headed and seg.definite and _unit(before))
        if seg.has("no_place") and n == 1 and best.country not in weights:
            return False  # "The waters of floods" are not those of Seoul.
        if seg.has("no_place") and n == 1:
            # An event without the article and a word with it are a construct: the word is no adjective.
            return (headed and _unit(before)) or (construct and seg.definite and best.rank >= SURE)
        joined = before is not None and before.has("and", "dash", "comma")
        return headed or ((preposed or joined) and (n > 1 or not best.ambiguous))

    def _with_article(self, seg: Seg, text: str) -> int:
        n = len(self.article)
        if seg.definite and text.startswith(self.article, seg.start - n):
            return seg.start - n
        return seg.start

    def _splits(self, start: int, word: str, opened: bool, joined: bool) -> Iterator[tuple[int, str, tuple[Seg, ...]]]:
        """(where the name begins, its first word, clitics before it) for a word nobody knows.

        Whole where a name is to be expected; else behind a preposition of place, or behind a
        conjunction that follows a place.
        """
        if opened:
            yield start, word, ()
        for conj in ("", *self._conjunctions):
            if not word.startswith(conj):
                continue
            before = (self._clitic(start, conj),) if conj else ()
            at, rest = start + len(conj), word[len(conj) :]
            if conj and joined and len(rest) > 2:
                yield at, rest, before
            if rest.startswith(self._inside) and len(rest) > len(self._inside) + 2:
                yield at + len(self._inside), rest[len(self._inside) :], (*before, self._clitic(at, self._inside))

    def _is_word(self, stem: str) -> bool:
        """Whether a word that is left without its clitics means something else."""
        return any(s.cls not in NAMES and s.pos != "name" for s in self._lexicon.analyse(stem).pieces[0].senses)

    def _clitic(self, start: int, letters: str) -> Seg:
        piece = self._lexicon.analyse(letters).pieces[0]
        return Seg(start, start + len(letters), piece.sig, piece.senses)

    def _seg(self, start: int, end: int, places: tuple[PlaceEntry, ...], text: str, care: bool = False) -> Seg:
        lemma = places[0].id if places else text[start:end]
        sense = Sense("place", {"places": places, "text": text[start:end], "care": care}, "name", lemma)
        return Seg(start, end, self._place, (sense,))


def _behind_aside(out: list[Seg]) -> Seg | None:
    """The place that a direction in brackets ends to describe: what follows may go on a list."""
    if len(out) > 3 and out[-3].has("open") and out[-2].has("direction", "middle"):
        return out[-4] if out[-4].has("place") else None
    return None


def _is_part_of_title(out: list[Seg], before: Seg | None, end: int, text: str) -> bool:
    """Whether a name only begins what a thing is called between quotation marks: the hotel "Rio Grande"."""
    if before is None or not before.has("site") or not out or not out[-1].has("quote"):
        return False
    return text[end : end + 2].lstrip()[:1] not in ('"', "")


def _whole(
    seg: Seg, before: Seg | None, opened: bool, n: int, places: tuple[PlaceEntry, ...], weights: dict[str, float]
) -> bool:
    """Whether what was taken for a word with a clitic is a name: "Babil" is no "by camels"."""
    headed = before is not None and before.has("admin", "capital") and not before.definite
    return opened and (headed or (before is not None and before.has(*PREPOSED))) and places[0].rank >= SURE


def _loosely(before: Seg | None) -> bool:
    """Whether the word before a name makes it likely, but not one of a lesser place."""
    if before is None or before.has("admin", "capital"):
        return False
    if before.has("site"):
        return not before.attr("road", "site")
    return before.has("reach_area", "direction", "middle")


def _least_alone(seg: Seg, before: Seg | None, weights: dict[str, float]) -> int | None:
    """The rank from which a name that is another word too is read in a country not spoken of; None where
    what stands before it announces no town: "the … hotel" may be called anything."""
    headed = before is not None and before.has("admin") and not before.definite
    village = headed and before is not None and before.attr("en", "admin") == "village"
    if village or seg.has("town_ref") or not (headed or (before is not None and before.has("and", *PREPOSED))):
        return None
    if weights:
        return None if headed else ABROAD
    return HEADED if headed else SURE


def _announced(found: tuple[PlaceEntry, ...], lead: Seg | None) -> tuple[PlaceEntry, ...]:
    """Without the country, where the word before announces a town or a province of its name: "the state of Niger"."""
    if not found or found[0].kind != "country" or lead is None or lead.definite or not lead.has("admin"):
        return found
    kinds = HEAD_KINDS.get(str(lead.attr("head", "admin") or lead.attr("en", "admin")), ())
    return tuple(e for e in found if e.kind in kinds) or found


def _newsroom_town(seg: Seg, best: PlaceEntry, weights: dict[str, float]) -> bool:
    """Whether newsrooms write a word for a town, and the report speaks of its country."""
    if seg.attr("town", "no_place") != ("definite" if seg.definite else "bare"):
        return False
    return best.kind == "locality" and best.rank >= TOWN and best.country in weights


def _unit(before: Seg | None) -> bool:
    return before is not None and before.has("admin")


def _joins(before: Seg | None) -> bool:
    return before is not None and before.has("on", "site", "and", "dash", "reach_area", "place", "comma")
