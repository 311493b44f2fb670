"""What reading tellers carries from sentence to sentence, and how a teller is known again."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.extract.tellers.linewords import Phrase
from isnad.model.claim import Teller

Chain = tuple[Teller, ...]
LONGEST_MEMORY = 60


@dataclass(slots=True)
class Known:
    """A teller met before, and the chain in which it last spoke."""

    phrase: Phrase
    teller: Teller
    words: frozenset[str]
    chain: Chain


@dataclass(slots=True)
class Memory:
    """Tellers in the order of their last use, and speech that runs on beyond its sentence."""

    tellers: list[Known] = field(default_factory=list)
    open_chain: Chain = ()
    open_until: int = -1
    run_chain: Chain = ()
    run_paragraph: int = -1
    run_left: int = 0
    tail: Chain = ()

    def run(self, chain: Chain, paragraph: int, sentences: int) -> None:
        """The next sentences of a paragraph are told by `chain` too."""
        self.run_chain, self.run_paragraph, self.run_left = chain, paragraph, sentences

    @property
    def last(self) -> Known | None:
        return self.tellers[-1] if self.tellers else None

    def remember(self, known: Known) -> None:
        """`known` has just spoken."""
        self.tellers = [k for k in self.tellers if k.teller.name != known.teller.name][-LONGEST_MEMORY:]
        self.tellers.append(known)

    def speaker(self, gender: str) -> Known | None:
        """Who goes on speaking when a verb of this gender ("m", "f", "any") has no subject."""
        for known in self.tellers[-1:-4:-1]:
            if "any" in (gender, known.phrase.female) or known.phrase.female == gender or known.phrase.plural:
                return known
        return self.last

    def again(self, phrase: Phrase) -> Known | None:
        """The teller that a short form ("the source", a surname) means, the latest first."""
        for known in reversed(self.tellers):
            if _same(phrase, known):
                return known
        if phrase.bare and phrase.kind == "source" and phrase.anonymous and not phrase.plural:
            return self.last
        return None


def _same(phrase: Phrase, known: Known) -> bool:
    if phrase.kind == "doc":
        return phrase.bare
    if phrase.kind in {"name", "known"}:
        if not known.phrase.name:
            return len(phrase.words) == 1 and bool(known.phrase.words) and phrase.words[0] == known.phrase.words[0]
        shared = known.words.intersection(phrase.words)
        return len(shared) > 1 or (bool(shared) and (len(phrase.words) == 1 or phrase.words[-1] in shared))
    if phrase.kind == "office" and not phrase.name and known.phrase.name and set(phrase.words) <= known.words:
        return True
    if not phrase.bare:
        return False
    if phrase.words and phrase.words[0] in known.words:
        return True
    return phrase.kind == known.phrase.kind == "spokes" or (
        phrase.type == "agency" and known.phrase.type == "agency" and phrase.kind == "outlet"
    )
