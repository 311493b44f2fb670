"""background: facts that could be checked apart from the event.

Meaning: standing facts, earlier events, relations, firsts ("the first attack since …").
Wrong: the event itself; opinions (`assessment`), measures, reactions.
Right: "joined the Coalition last month", "still keeps a presence in the desert".
Source: gold/README.md.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.extract.clauses import in_sentence, telling
from isnad.extract.draft import Draft
from isnad.extract.kinds import perpetrator, target
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import Rules
from isnad.lang.pack import LanguagePack, Rule

OTHERS = ("response", "reaction", "assessment", "warning")
"""Kinds whose clauses are no background; nor is what tells the doer or the aim."""

KEPT = frozenset(f"background.{name}" for name in ("first-since", "earlier-operation", "visit", "prior", "life"))
"""Rules whose clause stays background whatever other kind takes it: a first inside a judgement can be
checked, what was done months ago is no answer to the event, a visit need not be under attack, and what a
man did or was before is his past."""


def find(parsed: ParsedReport) -> list[Draft]:
    """The background of a report: clauses that no kind about the event takes."""
    out: list[Draft] = []
    pack = parsed.pack
    rules = pack.stage("background")
    about: tuple[list[Draft], list[Draft]] | None = None
    for sentence in telling(parsed):
        found = in_sentence(sentence, "background", rules)
        if not found:
            continue
        others = [d for kind in OTHERS for d in in_sentence(sentence, kind, pack.stage(kind))]
        about = (perpetrator.find(parsed), _aims(parsed)) if about is None else about
        doers, aims = about
        others += [d for d in aims if d.sentence is sentence]
        others += in_sentence(sentence, "perpetrator", _without_actor(pack))
        found = [d for d in found if d.rule in KEPT or not any(_takes(o, d) for o in doers if o.sentence is sentence)]
        out += [d for d in found if d.rule in KEPT or not any(d.start < o.end and o.start < d.end for o in others)]
    return out


def _takes(other: Draft, found: Draft) -> bool:
    """Whether a doer or an aim is most of what a clause tells: an earlier event has its own."""
    return 2 * (min(other.end, found.end) - max(other.start, found.start)) > found.end - found.start


def _aims(parsed: ParsedReport) -> list[Draft]:
    """What attacks aimed at: not what people were doing, which is a fact of a life as well."""
    return [d for d in target.find(parsed) if not target.occasion(d.value)]


@lru_cache(maxsize=8)
def _without_actor(pack: LanguagePack) -> Rules[Rule]:
    """The rules of the doer that name nobody."""
    return Rules(r for r in pack.stage("perpetrator") if "(?P<actor" not in r.expression)
