"""assessment: an opinion on what the event means, comes from, or leads to.

Meaning: what cannot be checked apart from the speaker: questions, signs, fears, expectations, judgements.
Wrong: facts that could be checked (`background`).
Right: "raises questions about", "is expected to", "a turning point".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.clauses import told
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport


def find(parsed: ParsedReport) -> list[Draft]:
    """The assessment claims of a report, one for each clause that makes one."""
    return told(parsed, "assessment")
