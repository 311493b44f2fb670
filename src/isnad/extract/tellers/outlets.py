"""The names of media (agencies, newspapers, channels, sites), names between marks, and capitals that speak.

Enters a line and a place; leaves a phrase. Refuses to know what the medium tells.
"""

from __future__ import annotations

from isnad.extract.tellers.linewords import Phrase
from isnad.extract.tellers.titles import TitleWriter
from isnad.grammar.segments import Sense


class OutletReader(TitleWriter):
    """Reads the names of media in one line of segments."""

    def seat(self, at: int) -> Phrase | None:
        """A capital that speaks for its government."""
        size = next((n for n in (2, 1) if " ".join(map(self.word, self._next(at, n))) in self.namer.seats), 0)
        if not size or self.segs[at].senses:
            return None
        name = self.namer.seats[" ".join(map(self.word, self._next(at, size)))]
        return Phrase(at, at + size, "body", name, "government", False, self.words(at, at + size), "f")

    def _next(self, at: int, n: int) -> range:
        return range(at, min(at + n, len(self.segs)))

    def marked(self, at: int) -> Phrase | None:
        """A name between marks: an outlet or a body."""
        for kind in ("outlet", "paper", "body"):
            sense = self.segs[at + 1].sense(kind) if self.has(at + 1, kind) else None
            if sense is not None and not sense.attrs.get("head") and self.has(at + 2, "quote", "close"):
                found = self.phrase(at, at + 3, "outlet" if kind == "paper" else kind, sense)
                found.bare = False
                return found
        return None

    def paper(self, at: int) -> Phrase | None:
        """An outlet whose name is a common word or a place, where nothing else than an outlet can stand."""
        sense = self.segs[at].sense("paper")
        if sense is None:
            return None
        found = self._outlet(at, sense)
        if found is not None:
            found.bare = False
        return found

    def _outlet(self, at: int, sense: Sense) -> Phrase | None:
        if not sense.attrs.get("head"):
            found = self.phrase(at, at + 1, "outlet", sense)
            marked = self.marked(at + 1) if self.has(at + 1, "quote", "open") else None
            found.end = marked.end if marked is not None and marked.kind == "outlet" else found.end
            return found
        end, name = self._outlet_name(at + 1)
        found = self.phrase(at, end, "outlet", sense)
        named = name if isinstance(name, Sense) else None
        if named is not None:
            found.en, found.type = str(named.attrs["en"]), str(named.attrs["type"])
            found.own = str(named.attrs.get("own", ""))
        elif name:
            found.en = f"{name} {found.en}"
            if sense.attrs.get("group") and not any(self.has(k, "qual") for k in range(at + 1, end)):
                found.type = "group"
        found.bare = not name
        return found

    def _outlet_name(self, i: int) -> tuple[int, Sense | str]:
        """(end, sense or English) of the name after "newspaper", "agency", "channel"."""
        parts: list[str] = []
        name: Sense | None = None
        end = i
        while end < len(self.segs) and end - i < 9:
            if self.has(end, "quote", "open"):
                close = end + 1
                while close < len(self.segs) and close - end < 6 and not self.has(close, "quote", "close"):
                    close += 1
                if not self.has(close, "quote", "close") or close - end >= 6 or close == end + 1:
                    break
                name = name or self.segs[end + 1].sense("outlet") or self.segs[end + 1].sense("paper")
                if not parts:
                    parts += [self.namer.english(self.segs[k], self.word(k)) for k in range(end + 1, close)]
                end = close + 1
                continue
            sense = self.segs[end].sense("outlet") or (self.segs[end].sense("paper") if end == i else None)
            if sense is not None and not sense.attrs.get("head"):
                name = name or sense
            elif self.has(end, "l") and self.has(end + 1, "word") and self.definite(end + 1):
                end += 1
            elif not self.has(end, "qual", "nation") and (self.signs[end] in self.sets.stops or len(parts) >= 3):
                break
            if not (self.has(end, "qual") and not self.has(end, "nation")):
                parts.append(self.namer.english(self.segs[end], self.word(end)))
            end += 1
        return end, name if name is not None else " ".join(p for p in parts if p)
