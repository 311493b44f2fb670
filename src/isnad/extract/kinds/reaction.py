"""reaction: what people said or felt in answer to the event.

Meaning: condolence, condemnation, labels, calls, vows, praise, contacts between officials.
Wrong: measures on the ground (`response`); opinions on what it means (`assessment`).
Right: "telephoned his counterpart", "called on the government to", "drew wide reactions".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.clauses import in_sentence, told
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport


def find(parsed: ParsedReport) -> list[Draft]:
    """The reaction claims of a report, one for each clause that makes one and is no warning before the event."""
    drafts = told(parsed, "reaction")
    cautions = [d for d in drafts if d.rule.rpartition(".")[2] in CAUTIONS]
    if not cautions:
        return drafts
    rules = parsed.pack.stage("warning")
    before = {
        index: [(w.start, w.end) for w in in_sentence(parsed.sentences[index], "warning", rules)]
        for index in sorted({d.sentence.index for d in cautions})
    }
    late = [d for d in cautions if not any(d.start < e and s < d.end for s, e in before[d.sentence.index])]
    return [d for d in drafts if d not in cautions or d in late]


CAUTIONS = frozenset({"cautioned", "to-nationals", "vowed", "threatened"})
"""Rules of words that are a warning where they were said before the event."""
