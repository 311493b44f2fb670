"""Bodies and offices: their names, what they are for, where they are, who holds them.

Enters a line and the place of a head word ("ministry", "director"); leaves a phrase.
"""

from __future__ import annotations

from abc import abstractmethod

from isnad.extract.tellers.linewords import LONGEST, Phrase
from isnad.extract.tellers.outlets import OutletReader
from isnad.grammar.segments import Sense

NAMED_FOR = ("body", "institution", "office", "field", "outlet", "known", "rank")
"""In whose name somebody speaks: what follows is then no part of his own name."""


class OfficeReader(OutletReader):
    """Reads the names of bodies and offices in one line of segments."""

    @abstractmethod
    def headed(self, at: int, free: bool, weak: bool = False) -> Phrase | None:
        """The phrase whose head word stands at `at`."""

    @abstractmethod
    def of_kind(self, kind: str, at: int, sense: Sense) -> Phrase | None:
        """The phrase of a kind whose head word stands at `at`."""

    def body(self, at: int, sense: Sense, kind: str) -> Phrase | None:
        """A body or an institution, with what it is for and where it is."""
        end = self.complement(at + 1, self.definite(at), person=False)
        close = self.quoted_name(end)
        again = self.has(end, "open") and (end > at + 1 or " " in self.word(at))
        if close > end and not again:
            end = close
            if self.has(end, "qual", "nation") and self.definite(end):
                end += 1
        elif sense.attrs.get("weak") and end == at + 1:
            return None
        if kind == "institution" and end == at + 1 and not self.definite(at):
            return None
        end = self._whose(at, end, kind)
        found = self.phrase(at, end, "body" if kind == "body" else "institution", sense)
        short = self.segs[end + 1].attr("en", "body") if again and close > end else None
        found.en = str(short) if short else self.title(at, end, found.en)
        if kind == "institution":
            found.type = self.leaning(at + 1, end, found.type, kind)
        found.bare = self.alone(at, end)
        return found

    def _whose(self, at: int, end: int, kind: str) -> int:
        """Past what a body is for ("the general authority for civil defence") and where it is ("in Gaza")."""
        if kind == "institution" and self.has(end, "l", "on") and not self.listeners(end + 1):
            word = self.bare_word(end + 1) if end + 1 < self.size else ""
            known = self.has(end + 1, "field", "body", "institution") or word in self.namer.nouns
            if known and end > at + 1 and not self.has(end + 1, "outlet", "source"):
                end = self.complement(end + 1, False, person=False)
        if self.has(end, "b", "in") and not self.alone(at, end):
            place = self.place_at(end + 1, self.size, True)
            end = place[0] if place is not None else end
        return end

    def complement(self, i: int, definite: bool, person: bool) -> int:
        """The end of what says which body or office is meant.

        After a definite head only adjectives follow. With `person` a name ends it.
        """
        end, begun = i, False
        while end < len(self.segs) and end - i < LONGEST:
            if definite and (self.listeners(end) or self._named_like_an_office(end)):
                break
            place = self.place_at(end, self.size, False) if not definite else None
            if place is not None:
                return self.adjectives(place[0])
            if self.has(end, "qual", "nation"):
                pass
            elif self.has(end, "field", "body", "institution", "office", "country") and (not definite or person):
                definite, begun = self.definite(end) or definite, True
            elif self.signs[end] in self.sets.stops or self.has(end, "rank", "given", "known"):
                break
            elif self.definite(end) or not person:
                if definite and not person and (not self.definite(end) or not self.adjective(end)):
                    break
                definite, begun = self.definite(end) or definite, True
            elif begun or definite:
                break
            else:
                definite = begun = True
            end += 1
        return end

    def adjectives(self, i: int) -> int:
        """Past adjectives with an article behind a place: "the Royal Oman Police"."""
        while i < self.size and self.definite(i) and self.adjective(i):
            i += 1
        return i

    def office(self, at: int, sense: Sense, kind: str) -> Phrase | None:
        """An office or a spokesman, with whom it speaks for and who holds it."""
        found = self.phrase(at, at + 1, kind, sense)
        end = self.complement(at + 1, self.definite(at), person=True)
        close = self.quoted_name(end)
        end = close if close > end > at + 1 else end
        if self.has(end, "by_name") and self.segs[end].pronoun:  # "the army, by its spokesman"
            end += 1
        for _ in range(2):
            step = self._link(end, kind)
            if step == end or self.listeners(step):
                break
            place = self.place_at(step, self.size, True) if self.has(step - 1, "b", "in") else None
            inner = self.read_body(step) if place is None else None
            if place is not None:
                end = place[0]
            elif inner is not None and inner.kind == "outlet" and not self.has(step - 1, "by_name"):
                break
            elif inner is not None:
                end = inner.end
                if inner.type in {"group", "medical"} and found.type == "official":
                    found.type = inner.type
            else:
                after = self.complement(step, False, person=True)
                if after == step and self.has(step - 1, "by_name"):
                    after = self.name(step)
                if after == step:
                    break
                end = after
        found.type = self.leaning(at + 1, end, found.type, kind)
        found.en = self.title(at, end, found.en, holder=True)
        end = self._holder(found, end)
        if kind == "office" and self.has(self.past_comma(end), "spokes"):
            spokes = self.headed(self.past_comma(end), False)
            if spokes is not None and not spokes.name:
                found.en, found.type, end = f"{found.en}, {spokes.en}", spokes.type, spokes.end
        found.end = end
        found.words = self.words(at, end)
        found.bare = self.alone(at, end)
        return found

    def _named_like_an_office(self, i: int) -> bool:
        """Whether a given name that is an office too stands at `i`, with the rest of the name."""
        return self.has(i, "office") and not self.definite(i) and self.has(i + 1, "given") and " " not in self.word(i)

    def _holder(self, found: Phrase, end: int) -> int:
        """The end of the name of who holds an office; a rank with the article belongs to the name behind it."""
        start = self.past_comma(end)
        name_end = self.name(start)
        if name_end == start == end and self._named_like_an_office(end):
            name_end = self.name(end + 1)
            found.name = f"{self.namer.romanised(self.word(end))} {self.english(end + 1, name_end)}"
            found.en = f"{found.name}, {found.en}"
            return name_end
        while (
            name_end > start
            and self.has(name_end, "rank")
            and self.definite(name_end)
            and self.name(name_end) > name_end
        ):
            start, name_end = name_end, self.name(name_end)
        if name_end == start or not (name := self.english(start, name_end)):
            return end
        found.name, found.en = name, f"{name}, {found.en}"
        return name_end

    def leaning(self, start: int, end: int, own: str, kind: str) -> str:
        """An office in a group or a hospital belongs there."""
        if kind == "spokes" or (own != "official" and kind != "institution") or own == "group":
            return own
        leanings = {"medical", "official"} if kind == "institution" else {"group", "medical", "military"}
        for i in range(start, end):
            for cls in ("body", "institution", "field"):
                sense = self.segs[i].sense(cls)
                if sense is not None and sense.attrs.get("type") in leanings:
                    return str(sense.attrs["type"])
        return own

    def read_body(self, at: int) -> Phrase | None:
        """A body, an organisation or an outlet at `at`."""
        for kind in ("body", "outlet", "institution"):
            sense = self.segs[at].sense(kind) if self.has(at, kind) else None
            if sense is not None:
                return self.of_kind(kind, at, sense)
        return self.marked(at) if self.has(at, "quote", "open") else None

    def _link(self, i: int, kind: str) -> int:
        """Past "in the name of", "of", "in": to what an office belongs to."""
        named_for = self.has(i, "by_name") and self.has(i + 1, *NAMED_FOR)
        if self.name(i) > i and not named_for:
            return i
        if self.has(i, "by_name"):
            return i + 1
        if self.has(i, "b") and self.has(i + 1, "by_name"):
            return i + 2
        if self.has(i, "l", "b", "in", "on", "from") and (kind != "office" or self.has(i, "in", "l", "b")):
            return i + 1
        return i + 1 if kind == "spokes" and self.has(i, "body", "outlet") else i
