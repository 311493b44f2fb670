"""Decisions outlive re-runs and changed packs: all kept, all applied or reported."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from isnad import api
from isnad.archive.archive import read_new, take_in
from isnad.archive.decisions import decisions, record_decision
from isnad.archive.intake import receive
from isnad.archive.state import records_of
from isnad.archive.upkeep import bring_up_to_date, state_of
from isnad.archive.verify import verify
from isnad.errors import InputError
from isnad.lang.pack import HOME, read_pack
from isnad.model.codec import record_from_dict, record_to_dict
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def now() -> str:
    return "2026-01-02T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(str(tmp_path / "a.db"), tool="t")
    take_in(opened, receive([str(EXAMPLES)], published="2026-01-01"), now, "me")
    read_new(opened, now, "me")
    bring_up_to_date(opened, now, "me")
    yield opened
    opened.close()


def decide(store: SqlStore, act: str, *targets: str, value: dict[str, object] | None = None) -> int:
    return record_decision(store, act, targets, at=now(), who="amal", reason="r", value=value).seq


def test_accept_and_choose_stand_beside_the_range(store: SqlStore, tmp_path: Path) -> None:
    state = state_of(store)
    incident = next(i for i in state.incidents if any(c.kind == "casualties" for c in i.claims))
    claim = next(c for c in incident.claims if c.kind == "casualties")
    effect = getattr(claim.value, "effect")  # noqa: B009
    before = next(r for r in records_of(state) if r.incident.id == incident.id)
    accepted = decide(store, "accept", claim.claim)
    chosen = decide(store, "choose", claim.report, value={effect: 77, "date": "2025-12-13"})
    state = state_of(store)
    record = next(r for r in records_of(state) if r.incident.id == incident.id)
    assert [(r.decision, r.act) for r in record.desk] == [(accepted, "accept"), (chosen, "choose")]
    assert record.desk[1].value == {effect: {"low": 77, "high": 77}, "date": "2025-12-13"}
    assert (record.toll, record.conflicts, record.rules) == (before.toll, before.conflicts, before.rules)
    plain = record_to_dict(record)
    assert record_from_dict(plain, {c.claim: c for c in record.incident.claims}).desk == record.desk
    page = api.export(tmp_path / "out", [record], state.readings).parent / f"{incident.id}.html"
    text = page.read_text(encoding="utf-8")
    assert "chosen by the desk" in text
    assert "confirmed by the desk" in text
    assert "amal" in text
    rows = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {row["claim"]: row.get("review", {}).get("state") for row in rows}
    assert [c for c, state in told.items() if state] == [claim.claim]
    assert told[claim.claim] == "confirmed"


def test_unsure_waits_until_somebody_decides(store: SqlStore) -> None:
    one, two = (i.members[0].id for i in state_of(store).incidents[:2])
    seq = decide(store, "unsure", one, two)
    state = state_of(store)
    assert [d.seq for d in state.waiting] == [seq]
    assert sum(r.act == "unsure" for record in records_of(state) for r in record.desk) >= 2
    decide(store, "different", one, two)
    assert state_of(store).waiting == []


@pytest.mark.parametrize(
    "value", [{"killed": -1}, {"killed": "3"}, {"killed": {"low": 4, "high": 2}}, {"date": "13/12"}, {"weather": 1}]
)
def test_what_cannot_be_chosen_is_refused(store: SqlStore, value: dict[str, object]) -> None:
    report = state_of(store).incidents[0].members[0].id
    with pytest.raises(InputError):
        decide(store, "choose", report, value=value)


def changed_pack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack that has lost its words for modes and its rules for places."""
    shutil.copytree(HOME / "ar", folder)
    told = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(told.replace('version = "', 'version = "9.', 1), encoding="utf-8")
    (folder / "rules" / "mode.yaml").write_text("rules: []\n", encoding="utf-8")
    (folder / "rules" / "sites.yaml").write_text("rules: []\n", encoding="utf-8")
    pack = read_pack(folder)
    monkeypatch.setattr("isnad.pipeline.load_pack", lambda code: pack)
    monkeypatch.setattr("isnad.archive.archive.pack_settings", lambda code: (pack.settings, pack.folding))


def test_fifty_decisions_after_a_changed_pack(store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = state_of(store)
    claims = [c for i in state.incidents for c in i.claims if c.event == "main"]
    acts = ("accept", "reject", "correct")
    made: list[int] = []
    for n, claim in enumerate(claims[:: max(1, len(claims) // 44)][:44]):
        act = acts[n % 3] if hasattr(claim.value, "low") and claim.kind == "casualties" else acts[n % 2]
        made.append(decide(store, act, claim.claim, value={"low": 9, "high": 9} if act == "correct" else None))
    covers = [next(m.id for m in i.members if m.role == "covers") for i in state.incidents]
    pairs = [(a, b) for n, a in enumerate(covers) for b in covers[n + 1 :]]
    for act, pair in zip(("same", "unsure", "different"), pairs, strict=False):
        made.append(decide(store, act, *pair))
    while len(made) < 50:
        made.append(decide(store, "choose", covers[len(made) % len(covers)], value={"killed": len(made)}))
    logged = list(store.events())
    changed_pack(tmp_path / "pack", monkeypatch)
    changes = read_new(store, now, "me", again=True)
    assert changes, "the changed pack must read something else"
    update = bring_up_to_date(store, now, "me")
    after = state_of(store)
    assert update.unapplied == after.unapplied

    assert list(store.events())[: len(logged)] == logged
    assert [d.seq for d in decisions(store)] == made
    reported = {d.seq for d, _ in after.unapplied}
    read = {c.claim: c for r in after.readings for c in r.claims}
    counted = Counter[str]()
    for decision in after.standing:
        target = decision.targets[0]
        if decision.seq in reported:
            counted["reported"] += 1
        elif decision.act == "reject":
            assert target not in read
            counted["applied"] += 1
        elif decision.act == "correct":
            assert getattr(read[target].value, "low") == 9  # noqa: B009
            counted["applied"] += 1
        elif decision.act == "accept":
            assert any(target in r.claims for record in records_of(after) for r in record.desk) or not any(
                target == c.claim for i in after.incidents for c in i.claims
            )
            counted["applied"] += 1
        else:
            counted["applied"] += 1
    gone = {line.split()[2].rstrip(":") for line in changes if line.startswith("- ")}
    on_claims = {d.targets[0]: d.seq for d in after.standing if d.act in acts}
    assert {on_claims[c] for c in gone & on_claims.keys()} <= reported
    assert gone & on_claims.keys(), "some decided claim must have vanished"
    assert counted["applied"] > 0
    assert counted["applied"] + counted["reported"] == len(after.standing)
    assert verify(store) == []

    monkeypatch.undo()
    read_new(store, now, "me", again=True)
    assert state_of(store).unapplied == state.unapplied
