"""What the findings of a report owe each other: nations carried on, attackers told from victims."""

from __future__ import annotations

from isnad.extract.harm import Harm, find_harm
from isnad.extract.parsed import ParsedReport

ARMED = ("soldier", "security")
REFERRED = ("harm.arrest-one", "harm.seized-one")
SHOOTING = ("firing", "fire_verb", "bullets", "suicide_verb", "suicide_noun")
"""What a gunman who is killed in the same sentence did himself."""


def find_all(parsed: ParsedReport) -> list[Harm]:
    """Every finding of a report, in the order of the text, with what sentences owe each other."""
    out: list[Harm] = []
    for sentence in parsed.eventful:
        out += find_harm(sentence)
    out = _told_once(out)
    _others(out)
    _same_force(out)
    _attackers(out)
    return out


def _told_once(found: list[Harm]) -> list[Harm]:
    """Without arrests of one person told with article after an arrest that was told before."""
    out: list[Harm] = []
    for harm in found:
        again = harm.rule in REFERRED and any(h.effect == harm.effect for h in out)
        if not again:
            out.append(harm)
    return out


def _others(found: list[Harm]) -> None:
    """ "Others" take the nationality of the people named before them in the sentence."""
    for n, harm in enumerate(found):
        if not harm.others or harm.nat is not None:
            continue
        for before in reversed(found[:n]):
            if before.sentence is not harm.sentence:
                break
            if before.nat is not None:
                harm.nat = before.nat
                break


def _same_force(found: list[Harm]) -> None:
    """Soldiers named again without their nation are those of the one nation named before."""
    nations: dict[str, list[str]] = {}
    for harm in found:
        if harm.role not in ARMED:
            continue
        known = nations.setdefault(harm.role, [])
        if harm.nat is None and len(known) == 1:
            harm.nat = known[0]
        elif harm.nat is not None and harm.nat not in known:
            known.append(harm.nat)


def _attackers(found: list[Harm]) -> None:
    """A single gunman killed in a sentence that tells of his shooting is the attacker."""
    for harm in found:
        if harm.role != "militant" or harm.low != 1 or harm.effect != "killed":
            continue
        sentence = harm.sentence
        if sentence.line.holds(sentence.parsed.pack.chars(*SHOOTING)):
            harm.role = "attacker"
