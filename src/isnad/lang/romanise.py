"""Names in English letters, from a pack's table of letters: readable and repeatable, not learned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def romanise(words: str, names: Mapping[str, Any]) -> str:
    """The folded `words` in English letters, each word with a capital.

    `names` is a pack's settings["names"]. Short vowels, which the script leaves out, are
    guessed between consonants; letters that the table does not hold are left out.
    """
    return " ".join(w for w in (_word(word, names) for word in words.split()) if w)


def _word(word: str, names: Mapping[str, Any]) -> str:
    letters, shape = names["letters"], names["shape"]
    article = shape["article"]
    if word.startswith(article) and len(word) > len(article) + 1:
        rest = _word(word[len(article) :], names)
        return str(shape["article_en"]) + rest if rest else ""
    known = [c for c in word if c in letters]
    if not known:
        return word.capitalize() if word.isascii() and word.isalnum() else ""
    sounds = [letters[c] for c in known]
    sounds[0] = shape["first"].get(known[0], sounds[0])
    if len(sounds) > 2:
        sounds[-1] = shape["last"].get(known[-1], sounds[-1])
    for n in range(1, len(known) - 1):
        if known[n] in shape["glides"] and sounds[n + 1][:1] in shape["open"]:
            closed = sounds[n - 1][-1:] not in (*shape["vowels"], "")
            sounds[n] = shape["glides"][known[n]][0 if closed else 1]
    return _vowelled(sounds, shape["vowels"], shape["filler"]).capitalize()


def _vowelled(sounds: list[str], vowels: str, filler: str) -> str:
    """A filler vowel behind every consonant that opens a syllable and has none: one behind a vowel closes it."""
    out = ""
    for n, sound in enumerate(sounds):
        closes = bool(out) and out[-1] in vowels
        after = sounds[n + 1] if n + 1 < len(sounds) else ""
        out += sound
        if sound and sound[-1] not in vowels and after and after[0] not in vowels and not closes:
            out += filler
    return out
