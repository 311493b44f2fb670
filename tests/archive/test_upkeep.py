"""Bringing up to date: only what is near something new is grouped again."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from isnad.archive import upkeep
from isnad.archive.archive import read_new, take_in, told_readings
from isnad.archive.decisions import decisions, record_decision
from isnad.archive.intake import receive
from isnad.archive.state import records_of, settled_state
from isnad.archive.upkeep import bring_up_to_date, state_of
from isnad.archive.verify import verify
from isnad.group.vocabulary import Vocabulary
from isnad.model.codec import record_to_dict, to_json
from isnad.model.incident import Incident
from isnad.pipeline import make_incidents
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*_*.txt"))


def now() -> str:
    return "2026-01-02T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
    """An archive that thinks itself large."""
    monkeypatch.setattr(upkeep, "SMALL", 0)
    opened = open_store(str(tmp_path / "a.db"), tool="t")
    yield opened
    opened.close()


def add(store: SqlStore, *paths: Path, again: bool = False) -> upkeep.Update:
    take_in(store, receive([str(p) for p in paths], published="2026-01-01"), now, "me")
    read_new(store, now, "me")
    return bring_up_to_date(store, now, "me", again=again)


def groups(incidents: tuple[Incident, ...]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((m.id, m.role) for m in i.members) for i in incidents)


def whole(store: SqlStore) -> tuple[Incident, ...]:
    """All reports grouped, with the same words as the measure: those of the last whole grouping."""
    words = msgspec.msgpack.decode(store.derived("vocabulary") or b"", type=Vocabulary)
    group = functools.partial(make_incidents, known=words)
    return settled_state(told_readings(store), decisions(store), group).incidents


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("last", EXAMPLES, ids=lambda p: p.stem[:12])
def test_one_more_report_joins_its_incident(store: SqlStore, last: Path) -> None:
    assert add(store, *(p for p in EXAMPLES if p != last)).whole
    update = add(store, last)
    assert not update.whole
    state = state_of(store)
    assert groups(state.incidents) == groups(whole(store))
    assert update.incidents == len(state.incidents)
    assert {i.id for i in state.incidents} == store.records().keys()
    before = [to_json(record_to_dict(r)) for r in records_of(state)]
    again = add(store, again=True)
    assert again.whole
    assert [to_json(record_to_dict(r)) for r in records_of(state_of(store))] == before or again.reconciled
    assert verify(store) == []


def test_what_is_kept_is_what_was_grouped(store: SqlStore) -> None:
    """The kept form gives back every incident and record to the byte."""
    add(store, *EXAMPLES)
    fresh = settled_state(told_readings(store), decisions(store), make_incidents)
    assert upkeep.kept_state(store) == fresh
    assert list(records_of(state_of(store))) == list(records_of(fresh))


def test_a_report_that_changed_leaves_its_incident(store: SqlStore, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for path in EXAMPLES:
        shutil.copy(path, folder)
    add(store, folder)
    first = state_of(store)
    gone = next(i for i in first.incidents if len(i.members) > 1).members[0].id
    next(folder.glob(f"{gone}_*")).write_text("افتتح الوزير معرض الكتاب.", encoding="utf-8")
    update = add(store, folder)
    assert not update.whole
    after = state_of(store)
    # The words are measured by the archive as it was; how the others stand together may differ by that.
    inside = [m.id for i in after.incidents for m in i.members]
    assert gone not in inside
    assert sorted(inside) == sorted(m.id for i in whole(store) for m in i.members)


def test_decisions_are_applied_near_them_only(store: SqlStore) -> None:
    add(store, *EXAMPLES)
    state = state_of(store)
    claim = next(c for i in state.incidents for c in i.claims if c.kind == "casualties")
    one, two = (next(m.id for m in i.members if m.role == "covers") for i in state.incidents[:2])
    untouched = [i for i in state.incidents[2:] if claim.report not in {m.id for m in i.members}]

    def decide(act: str, *targets: str) -> int:
        return record_decision(store, act, targets, at=now(), who="me", reason="r").seq

    seq = decide("reject", claim.claim)
    decide("same", one, two)
    update = bring_up_to_date(store, now, "me")
    assert not update.whole
    after = state_of(store)
    assert groups(after.incidents) == groups(whole(store))
    assert claim.claim not in {c.claim for i in after.incidents for c in i.claims}
    assert {i.id for i in untouched} <= {i.id for i in after.incidents}
    decide("undo", str(seq))
    assert not bring_up_to_date(store, now, "me").whole
    assert groups(state_of(store).incidents) == groups(whole(store))
    assert claim.claim in {c.claim for i in state_of(store).incidents for c in i.claims}


def test_nothing_new_costs_nothing_and_says_nothing(store: SqlStore) -> None:
    add(store, *EXAMPLES)
    head = store.head()
    assert add(store, *EXAMPLES).reconciled == 0
    assert store.head() == head


def test_much_at_once_and_much_in_small_portions_is_grouped_whole(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "MANY", 2)
    assert add(store, *EXAMPLES[:3]).whole
    assert not add(store, EXAMPLES[3]).whole
    assert not add(store, EXAMPLES[4]).whole
    assert add(store, EXAMPLES[5]).whole, "a tenth has come since"
    monkeypatch.setattr(upkeep, "MANY", 1)
    assert add(store, *EXAMPLES[6:8]).whole, "two at once"


def test_another_run_in_between_is_noticed(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, *EXAMPLES[:5])
    other = open_store(store.place, tool="t")
    calls: list[int] = []
    real = upkeep.told_readings

    def meddling(view: SqlStore) -> list[object]:
        found = real(view)
        if not calls:
            calls.append(1)
            add(other, *EXAMPLES[5:])
        return found  # type: ignore[return-value]

    monkeypatch.setattr(upkeep, "told_readings", meddling)
    bring_up_to_date(store, now, "me", again=True)
    assert groups(state_of(store).incidents) == groups(whole(store))
    assert {i.id for i in state_of(store).incidents} == store.records().keys()
    other.close()
