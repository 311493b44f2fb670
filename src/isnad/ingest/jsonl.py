"""One JSON line → Report. The text is kept exactly as given: offsets must hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from isnad.ingest.days import iso_day
from isnad.ingest.decode import decode
from isnad.ingest.identity import content_digest
from isnad.issues import Issue
from isnad.model.report import Report

_PLAIN = ("outlet", "url", "language")
_DATES = ("published", "retrieved")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one line: a report, or None and the reason among the issues."""

    report: Report | None
    issues: tuple[Issue, ...] = ()


def read_line(raw: bytes, place: str) -> Line:
    """The report a line holds. `place` is where the line stands, for messages.

    Fields of a wrong type are left out and recorded; a line without a text is no report.
    """
    decoded = decode(raw)
    if decoded is None:
        return _nothing("I-ingest-binary", "", place, "not text", "is this file really JSON lines?")
    try:
        fields = msgspec.json.decode(decoded.text.strip())
    except RecursionError:
        return _nothing("I-ingest-json", "", place, "nested too deeply", "each line must hold one flat JSON object")
    except msgspec.DecodeError as fault:
        hint = "each line must hold one whole JSON object"
        if decoded.text.strip() in {"[", "[{"}:
            hint = "this looks like a JSON array: write one object a line, without the brackets"
        return _nothing("I-ingest-json", "", place, str(fault), hint)
    if not isinstance(fields, dict):
        return _nothing("I-ingest-json", "", place, "not a JSON object", 'write {"id": "…", "text": "…"}')
    text = fields.get("text")
    if not isinstance(text, str):
        reason = "no text" if text is None else f"text is {type(text).__name__}, not a string"
        return _nothing("I-ingest-field", _id(fields) or "", place, reason, 'write {"id": "…", "text": "…"}')
    return report_of(fields, text, place, decoded.note)


def report_of(fields: Mapping[str, Any], text: str, place: str, note: str) -> Line:
    """The report that named fields make; `note` is what decoding had to say."""
    issues: list[Issue] = []
    name = _id(fields)
    if name is None:
        name = content_digest(text)
        reason = "no id; the digest of the text is used"
        issues.append(Issue(code="I-ingest-id", report=name, place=place, reason=reason))
    if note:
        issues.append(Issue(code="I-ingest-charset", report=name, place=place, reason=note))
    kept: dict[str, str] = {}
    for field in _PLAIN + _DATES:
        value = fields.get(field)
        if value is None or value == "":
            continue
        usable = isinstance(value, str) and (field not in _DATES or iso_day(value) is not None)
        if usable:
            kept[field] = (iso_day(value) or value) if field in _DATES else value
            continue
        code = "I-ingest-date" if field in _DATES else "I-ingest-field"
        issues.append(
            Issue(
                code=code,
                report=name,
                place=place,
                reason=f"{field} {value!r} left out",
                hint="write YYYY-MM-DD" * (field in _DATES),
            )
        )
    title = fields.get("title")
    title_end = len(title) if isinstance(title, str) and title and text.startswith(title) else 0
    report = Report(id=name, text=text, source=place, title_end=title_end, **kept)  # type: ignore[arg-type]
    return Line(report=report, issues=tuple(issues))


def _id(fields: Mapping[str, Any]) -> str | None:
    value = fields.get("id")
    if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
        return None
    return str(value)


def _nothing(code: str, report: str, place: str, reason: str, hint: str) -> Line:
    return Line(report=None, issues=(Issue(code=code, report=report, place=place, reason=reason, hint=hint),))
