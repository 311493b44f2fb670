"""warning: someone warned before the event.

Meaning: that a warning was given or received before it happened, and whether it was heeded.
Wrong: warnings after the event of what may follow (`reaction`, `assessment`).
Right: "had received earlier warnings", "did not take the warnings into account".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import Taken, begin, telling
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import matches
from isnad.model.values import TextValue


def find(parsed: ParsedReport) -> list[Draft]:
    """The warnings a report tells, in the order of the text."""
    out: list[Draft] = []
    rules = parsed.pack.stage("warning")
    for sentence in telling(parsed):
        line = sentence.line
        taken = Taken()
        found: list[Draft] = []
        for m in matches(rules, line):
            if taken.overlaps(m.start, m.end):
                continue
            taken.add(m.start, m.end)
            segs = m.segs()
            heeded = m.rule.attrs.get("heeded")
            summary = "an earlier warning was not heeded" if heeded is False else "a warning was given before"
            if m.rule.attrs.get("stance"):
                summary = "a warning before is denied"
            value = TextValue(summary=summary, heeded=heeded)
            draft = Draft("warning", value, sentence, begin(parsed, segs[0]), segs[-1].end, m.rule.name)
            draft.stance = m.rule.attrs.get("stance")
            found.append(draft)
        out += sorted(found, key=lambda d: d.start)
    return out
