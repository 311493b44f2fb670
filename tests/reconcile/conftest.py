"""A case made of readings that are one incident by decree, so that counting is tested alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import pytest

from isnad.group.toll import toll
from isnad.model.incident import Incident, Member, Reading, When, Where
from isnad.reconcile.case import Case, build
from isnad.reuse.statements import Source, origins


def _incident(readings: Sequence[Reading], copies: dict[str, str] | None = None) -> Incident:
    families = {r.report.id: (copies or {}).get(r.report.id, "fam-" + r.report.id) for r in readings}
    claims = [c for r in readings for c in r.claims]
    told = origins(claims, {r.report.id: Source(r.report.text, families[r.report.id]) for r in readings})
    return Incident(
        id="inc",
        kind="bombing",
        title={},
        date=When(low="2020-05-05", high="2020-05-05", precision="day"),
        site=Where(name="Taiz", name_ar="تعز", lat=13.58, lon=44.02, precision="near", radius_m=10_000),
        members=tuple(
            Member(
                id=r.report.id,
                outlet=r.report.outlet,
                published=r.report.published,
                role="covers",
                origin_family=families[r.report.id],
                toll=toll(r.report, r.claims),
            )
            for r in readings
        ),
        claims=tuple(msgspec.structs.replace(c, origin=told[c.claim]) for c in claims),
    )


@pytest.fixture
def incident() -> Callable[..., Incident]:
    """Makes one incident of readings; `copies` names the families of copies by report."""
    return _incident


@pytest.fixture
def case() -> Callable[..., Case]:
    """The case of readings that are one incident."""
    return lambda *readings, copies=None: build(_incident(readings, copies), {r.report.id: r for r in readings})
