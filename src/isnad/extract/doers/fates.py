"""Words that tell a fate: for `befallen`."""

from __future__ import annotations

from functools import lru_cache

from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack

EFFECTS = ("killed", "wounded", "arrested")
OF_HIM = ("suicide_noun", "end_noun_of", "seize_him", "slay_him", "held_him", "holding_him")
"""Words that bear a pronoun for whom a fate befell."""
BY_CLASS = {
    "self_end": "suicide",
    "suicide_verb": "suicide",
    "suicide_noun": "suicide",
    "flee": "fled",
    "withdraw": "fled",
    "at_large": "fled",
    "in_hands": "arrested",
    "give_up": "arrested",
    "held_him": "arrested",
    "holding_him": "arrested",
    "corpses": "killed",
    "found_dead": "killed",
    "dies": "killed",
    "seize_verb": "arrested",
    "did_away": "killed",
    "detain_verb": "arrested",
    "overpower": "arrested",
}
"""The fate that every word of a class tells."""
PARTED = ("managed", "met", "surrender", "surrender_noun", "blast_verb", "fire_verb", "kill_verb")
"""Words that tell one with another: "managed … to flee"."""


def fate_of(seg: Seg) -> str | None:
    """The fate a word tells of somebody, if it does."""
    return _told(seg.senses) if seg.senses else None


@lru_cache(maxsize=8)
def fate_signs(pack: LanguagePack) -> frozenset[str]:
    """The signs of words that may tell a fate, alone or with others."""
    return pack.bearing("fate") | pack.chars(*BY_CLASS, *PARTED, "harm_verb", "harm_noun")


@lru_cache(maxsize=20_000)
def _told(senses: tuple[Sense, ...]) -> str | None:
    seg = Seg(0, 0, "", senses)
    told = seg.attr("fate") or next((fate for cls, fate in BY_CLASS.items() if seg.has(cls)), None)
    if told:
        return str(told)
    effect = seg.attr("effect", "harm_verb") or seg.attr("effect", "harm_noun")
    return effect if effect in EFFECTS else None


def number_meant(seg: Seg, sentence: Sentence) -> str | None:
    """The number of those a pronoun at the end of a word stands for, where it is clear."""
    words = sentence.parsed.folded.text[seg.start : seg.end].split()
    endings = sentence.parsed.pack.settings["pronouns"]
    if words[-1].endswith(endings["women"][0]):
        return "f"
    for number in ("dual", "pl", "sg"):
        if words[-1].endswith(tuple(e for e in endings[number] if len(e) > 1 or number == "sg")):
            return None if words[-1].endswith(tuple(set(endings["sg"]) & set(endings["pl"]))) else number
    return None
