"""What somebody handed in by mistake: named, so that the message can say what to do instead."""

from __future__ import annotations

from isnad.ingest.forms import SHOWN

_HEADS = (
    (b"%PDF", "a PDF", "save its text first, as with: pdftotext -layout FILE.pdf FILE.txt"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as text"),
    (b"PK\x03\x04", "a packed document or an archive", "save a document as text; name an archive FILE.zip"),
    (b"\xff\xd8\xff", "a picture", "isnad reads no pictures: save the text that it shows"),
    (b"\x89PNG", "a picture", "isnad reads no pictures: save the text that it shows"),
)
_LONGEST = 2_000
"""No more code points than this of a line are looked at."""


def not_text(raw: bytes) -> tuple[str, str]:
    """Why bytes that no character set explains are no report, and what to do."""
    for head, what, hint in _HEADS:
        if raw.startswith(head):
            return f"not text but {what}", hint
    return "not text", f"isnad reads {SHOWN}"


def listed_addresses(text: str) -> int:
    """How many addresses a text holds that holds nothing else; 0 where it holds anything else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rows = [line for line in lines if not line.startswith("#")]
    alone = all(row[:_LONGEST].lower().startswith(("http://", "https://")) and " " not in row for row in rows)
    return len(rows) if alone else 0
