"""English names for tellers, from the English of the words where a list holds it."""

from __future__ import annotations

from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack
from isnad.lang.romanise import romanise

GLOSSES = (
    *("known", "body", "outlet", "paper", "institution", "office", "spokes"),
    *("source", "field", "qual", "given", "rank", "country", "site"),
)


class Namer:
    """Puts English names together for one language pack."""

    def __init__(self, pack: LanguagePack) -> None:
        self._names = pack.settings["names"]
        self._demonyms = self._names["demonym"]
        self.no_name_with: str = self._names["shape"]["no_name_with"]
        self.seats: dict[str, str] = self._names["seats"]
        self.article = self._names["shape"]["article"]
        self.adjective_ends: tuple[str, ...] = tuple(self._names["shape"]["adjective_ends"])
        self.adjective_starts: tuple[str, ...] = tuple(self._names["shape"]["adjective_starts"])

    def english(self, seg: Seg, word: str) -> str:
        """The English of one segment: a listed gloss, else the word in English letters."""
        nation = seg.sense("nation")
        if nation is not None and " " not in word:
            return str(self._demonyms.get(nation.attrs.get("nat"), nation.attrs.get("nat", "")))
        for cls in GLOSSES:
            sense = seg.sense(cls)
            if sense is not None and "en" in sense.attrs:
                return str(sense.attrs["en"])
        if not word[:1].isalpha():
            return ""
        return romanise(self.article + word if seg.definite and seg.has("word") else word, self._names)

    def name(self, seg: Seg, word: str, first: bool) -> str:
        """The English of a part of a person's name; only its first part can be a known person."""
        sense = (seg.sense("known") if first else None) or seg.sense("given") or seg.sense("rank")
        if sense is not None:
            return str(sense.attrs.get("en", ""))
        if not word[:1].isalpha():
            return ""
        return romanise(self.article + word if seg.definite else word, self._names)

    def plain(self, word: str) -> list[str]:
        """The words of a segment without their article, for telling whether two names are one."""
        return [w.removeprefix(self.article) if len(w) > 4 else w for w in word.split() if w[:1].isalnum()]

    def join(self, adjectives: list[str], nouns: list[str], head: str) -> str:
        """ "Syrian", "Interior", "Ministry": adjectives first, the head noun last."""
        nations = [a for a in adjectives if a in self._demonyms.values()]
        others = [a for a in adjectives if a not in nations]
        parts = [*nations, *others, *reversed(nouns), head]
        return " ".join(dict.fromkeys(p for p in parts if p))
