"""Readings made by hand, for tests of what comes after extraction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

from isnad.model.claim import Claim, Evidence, Teller
from isnad.model.incident import Reading
from isnad.model.report import Report
from isnad.model.values import VALUE_OF_KIND, TextValue

settings.register_profile("isnad", deadline=None, derandomize=True)
settings.load_profile("isnad")
# Machines are noisy: no property is about seconds, and every run draws the same examples.

Told = tuple[str, str, dict[str, Any]]
"""A kind, the words that carry the claim, and the fields of its value; fields that begin with
an underscore belong to the claim: _event, _stance, _by (the names of the tellers), _type."""


def _reading(name: str, text: str, *told: Told, published: str | None = None, outlet: str | None = None) -> Reading:
    claims = []
    at: dict[str, int] = {}
    for number, (kind, quote, fields) in enumerate(told):
        start = text.index(quote, at.get(quote, 0))
        at[quote] = start + 1
        own = {k: v for k, v in fields.items() if not k.startswith("_")}
        if kind not in VALUE_OF_KIND:
            own.setdefault("summary", quote)
        claims.append(
            Claim(
                claim=f"{name}-{number}",
                report=name,
                kind=kind,
                event=fields.get("_event", "main"),
                value=VALUE_OF_KIND.get(kind, TextValue)(**own),
                attribution=tuple(Teller(name=n, type=fields.get("_type", "official")) for n in fields.get("_by", ())),
                stance=fields.get("_stance", "asserted"),
                quoted=False,
                evidence=Evidence(start, start + len(quote), quote),
                rule="test",
            )
        )
    claims.sort(key=lambda c: (c.evidence.start, c.evidence.end))
    return Reading(report=Report(id=name, text=text, published=published, outlet=outlet), claims=tuple(claims))


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """Makes a reading: reading(id, text, (kind, words, value fields), …, published=…)."""
    return _reading
