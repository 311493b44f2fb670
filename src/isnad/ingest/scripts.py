"""Which script a text is written in, and so which language to read it in.

Code points in, a language tag out. The tables are data (evidence.toml); this
module knows no language by name.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any

import msgspec

_SAMPLE = 4_000
_ENOUGH = 0.3


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """One script of evidence.toml; `letters` matches a run of its letters."""

    code: str
    letters: re.Pattern[str]
    language: str | None
    also: frozenset[str]
    others: tuple[tuple[str, re.Pattern[str], float], ...]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`language` is a tag such as "und-Latn"; `share` the part of all letters that are
    of the winning script, 0.0 when the text holds no letter at all."""

    language: str
    script: str
    share: float


@functools.cache
def evidence() -> dict[str, Any]:
    """The tables of evidence.toml, read once."""
    return tomllib.loads((resources.files(__package__) / "evidence.toml").read_text(encoding="utf-8"))


@functools.cache
def scripts() -> tuple[Script, ...]:
    """Every script the tables know, in their order."""
    return tuple(
        Script(
            code=code,
            letters=re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in row["ranges"]) + "]+"),
            language=row.get("language"),
            also=frozenset(row.get("also", ())),
            others=tuple(
                (other["language"], re.compile(f"[{other['letters']}]"), other["share"])
                for other in row.get("others", ())
            ),
        )
        for code, row in evidence()["scripts"].items()
    )


def judge(text: str, *, declared: str | None = None) -> Verdict:
    """The language of a text by the letters of its beginning and its middle.

    A language the source declares is believed where the letters allow it. A text is of a
    script that has a language of its own from `_ENOUGH` of its letters on: reports quote
    foreign words, menus and addresses.
    """
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + _middle(text)
    counted = [(sum(map(len, script.letters.findall(sample))), script) for script in scripts()]
    total = sum(count for count, _ in counted)
    if not total:
        return Verdict(language=declared or "und", script="Zyyy", share=0.0)
    likely = [pair for pair in counted if pair[1].language and pair[0] / total >= _ENOUGH]
    count, script = max(likely or counted, key=lambda pair: pair[0])
    language = _by_letters(script, sample, count)
    if declared and _may_be(declared.partition("-")[0].lower(), script):
        language = declared
    return Verdict(language=language, script=script.code, share=count / total)


def _by_letters(script: Script, sample: str, count: int) -> str:
    for language, letters, share in script.others:
        if len(letters.findall(sample)) / count >= share:
            return language
    return script.language or f"und-{script.code}"


def _may_be(primary: str, script: Script) -> bool:
    if script.language:
        return primary == script.language or primary in script.also
    return all(primary != other.language and primary not in other.also for other in scripts())


def _middle(text: str) -> str:
    start = len(text) // 2
    return text[start : start + _SAMPLE // 2]
