"""ParsedReport to claims: every kind module, then teller, stance and event, then ids."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from isnad.extract.boilerplate import boilerplate
from isnad.extract.draft import Draft
from isnad.extract.events import assign
from isnad.extract.events.calendar import time_hints
from isnad.extract.events.eventful import is_about_event, is_short, told, without_bombing
from isnad.extract.kinds import (
    arrests,
    assessment,
    attacker_fate,
    background,
    casualties,
    contacts,
    event_date,
    event_site,
    mode,
    perpetrator,
    reaction,
    response,
    responsibility,
    target,
    warning,
)
from isnad.extract.parsed import ParsedReport
from isnad.extract.people.harm import find_harm
from isnad.extract.people.settle import find_all
from isnad.extract.tellers.attribution import Attributions
from isnad.extract.tellers.stance import stance_of
from isnad.lang.pack import LanguagePack
from isnad.model.claim import Claim, Step, Teller
from isnad.model.codec import to_json
from isnad.model.incident import Reading
from isnad.model.report import Report

FINDERS: tuple[Callable[[ParsedReport], list[Draft]], ...] = (
    event_date.find,
    perpetrator.find,
    attacker_fate.find,
    mode.find,
    responsibility.find,
    warning.find,
    target.find,
    response.find,
    reaction.find,
    assessment.find,
    background.find,
)
"""The kind modules besides casualties, arrests and the places of what all of them tell, in the order their claims
are made."""
FIRST = (mode.find, responsibility.find, target.find)
"""Those that, where nobody is harmed or held, show whether a report is about an event at all: asked first."""
BEFORE_SITES = frozenset({"casualties", "arrests", "event_date"})
"""Kinds whose drafts stand before those of places: events are told apart by their order."""


def read_report(report: Report, pack: LanguagePack) -> Reading:
    """The claims of one report in the order of the text. A function of report and pack only."""
    parsed = ParsedReport(report, pack)
    drafts = _drafts(parsed)
    contacts.mark(parsed, drafts)
    tellers = Attributions(parsed)
    assign.assign(parsed, drafts, lambda d: bool(tellers.at(d.sentence, d.start, d.end)))
    drafts = without_bombing(parsed, drafts)
    digest = hashlib.sha256(report.text.encode()).hexdigest()
    claims: dict[str, Claim] = {}
    for draft in drafts:
        claim = _claim(parsed, draft, tellers, digest)
        claims.setdefault(claim.claim, claim)
    ordered = sorted(claims.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.kind, c.claim))
    hints = time_hints(parsed) if ordered else ()
    parsed.release()
    return Reading(report=report, claims=tuple(ordered), time_hints=hints)


def deeds(parsed: ParsedReport) -> list[Draft]:
    """What a report tells, but where: the drafts of all kinds that need no others."""
    out: list[Draft] = []
    for harm in find_all(parsed):
        kind = arrests if harm.effect in arrests.EFFECTS else casualties
        out.append(kind.draft(harm))
    for find in FINDERS:
        out += find(parsed)
    return out


def _drafts(parsed: ParsedReport) -> list[Draft]:
    if not _is_about_event(parsed):
        return []
    found = deeds(parsed)
    begun = sum(d.kind in BEFORE_SITES for d in found)
    out = [*found[:begun], *event_site.find(parsed, found), *found[begun:]]
    furniture = boilerplate(parsed) if out else []
    kept = [d for d in out if not any(start <= d.start < end for start, end in furniture)]
    return told(parsed, kept)


def _is_about_event(parsed: ParsedReport) -> bool:
    """Whether the decisive sentences tell of somebody harmed or held, or else of what makes an event without."""
    if is_short(parsed) or any(map(find_harm, parsed.decisive)):
        return True
    excerpt = parsed.excerpt()
    return is_about_event(parsed, [draft for find in FIRST for draft in find(excerpt)])


def _claim(parsed: ParsedReport, draft: Draft, tellers: Attributions, digest: str) -> Claim:
    evidence = parsed.evidence(draft.start, draft.end)
    place = draft.start if draft.speaker is None else draft.speaker
    chain = tellers.at(draft.sentence, place, None if draft.voice == "deed" else draft.end)
    if draft.kind == "reaction":
        chain = tellers.actor(draft.sentence, draft.start, draft.end) or chain
    if draft.voice == "accuser" and draft.speaker is not None:
        chain = _accuser(draft, draft.speaker, tellers)
    if draft.voice == "actor" and not chain:
        chain = tellers.subject(draft.sentence, draft.start, draft.end)
    # A group that claims an attack is the claim's value; only its spokesman, or a group that says more, is a teller.
    if draft.kind == "responsibility" and draft.speaker is None and chain and chain[-1].type == "group":
        chain = chain[:-1] if _claimed(draft) else chain
    stance, hedge = stance_of(parsed, draft.sentence, draft.start, draft.end, draft.kind)
    identity = "\0".join(
        (parsed.report.id, digest, draft.kind, str(evidence.start), str(evidence.end), to_json(draft.value))
    )
    return Claim(
        claim=hashlib.sha256(identity.encode()).hexdigest()[:16],
        report=parsed.report.id,
        kind=draft.kind,
        event=draft.event or "main",
        value=draft.value,
        attribution=chain,
        stance=draft.stance or stance,
        quoted=parsed.is_quoted(draft.start, draft.end),
        evidence=evidence,
        rule=f"{parsed.pack.code}.{draft.rule}",
        origin=_origin(chain, digest),
        hedge=hedge,
        derivation=Step(draft.rule, evidence.start, evidence.end, evidence.quote, draft.steps),
    )


def _claimed(draft: Draft) -> bool:
    """Whether a draft tells of a claim in so many words: "adopted it", "announced its responsibility"."""
    return any(s.has("adopt_verb", "announce") for s in draft.sentence.line.segs if draft.start <= s.start < draft.end)


def _accuser(draft: Draft, verb: int, tellers: Attributions) -> tuple[Teller, ...]:
    """Who lays an act to somebody by the verb at `verb`. Where nothing but the accused follows it, he is not
    the one, whatever a reading of the words as speech makes of him."""
    said = tellers.subject(draft.sentence, verb, draft.start) or tellers.at(draft.sentence, verb)
    apart = draft.start - verb > FINITE
    return tuple(said or (tellers.at(draft.sentence, draft.start, draft.end) if apart else ()))


FINITE = 9
"""Letters of the longest verb of accusing, with what may stand between it and the accused."""


def _origin(chain: Sequence[Teller], digest: str) -> str:
    """Until grouping finds shared statements, every report is the origin of what it tells."""
    names = "|".join(teller.name for teller in chain)
    return hashlib.sha256(f"{digest}\0{names}".encode()).hexdigest()[:12]
