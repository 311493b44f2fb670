"""The archive as a desk uses it: decisions, moments, re-reading, bundles, hostile input."""

from __future__ import annotations

import contextlib
import hashlib
import io
import itertools
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.archive.archive import read_new, take_in, told_readings
from isnad.archive.bundle import write_bundle
from isnad.archive.decisions import decisions, record_decision
from isnad.archive.intake import Received, files_of, from_stream, receive
from isnad.archive.terms import term, words
from isnad.archive.upkeep import bring_up_to_date, state_of
from isnad.archive.verify import verify
from isnad.errors import InputError
from isnad.ingest.source import Ask
from isnad.issues import Issue
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

ONE = "قُتل ثلاثة أشخاص وأصيب اثنان في انفجار عبوة ناسفة في مدينة حمص الأحد، بحسب وزارة الصحة السورية."
TWO = "أسفر حريق في مصنع للنسيج بمدينة حلب عن وفاة عاملين وإصابة خمسة آخرين، وفق الدفاع المدني."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(str(tmp_path / "a.db"), tool="t")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(ONE, encoding="utf-8")
    (made / "b.txt").write_text(TWO, encoding="utf-8")
    return made


def add(store: SqlStore, folder: Path, at: str = "2026-01-02T00:00:00Z", *, again: bool = False) -> list[str]:
    take_in(store, receive([str(folder)], published="2026-01-01"), lambda: at, "me")
    changes = read_new(store, lambda: at, "me", again=again)
    bring_up_to_date(store, lambda: at, "me")
    return changes


def decide(store: SqlStore, act: str, *targets: str, value: dict[str, object] | None = None) -> int:
    return record_decision(store, act, targets, at="2026-01-03T00:00:00Z", who="me", reason="r", value=value).seq


def test_claims_are_rejected_corrected_and_undone(store: SqlStore, folder: Path) -> None:
    add(store, folder)
    before = state_of(store)
    killed = next(c for r in before.readings for c in r.claims if c.kind == "casualties" and r.report.id == "a")
    seq = decide(store, "correct", killed.claim, value={"low": 7, "high": 7})
    after = {c.claim: c for r in state_of(store).readings for c in r.claims}
    assert msgspec.to_builtins(after[killed.claim].value)["low"] == 7
    gone = decide(store, "reject", killed.claim)
    assert killed.claim not in {c.claim for r in state_of(store).readings for c in r.claims}
    decide(store, "undo", str(gone))
    decide(store, "undo", str(seq))
    assert state_of(store) == before
    assert len(decisions(store, undone=True)) == 4
    assert verify(store) == []


def test_reports_are_joined_and_parted(store: SqlStore, folder: Path) -> None:
    add(store, folder)
    apart = state_of(store).incidents
    assert len(apart) == 2
    decide(store, "same", "a", "b")
    (joined,) = state_of(store).incidents
    assert sorted(m.id for m in joined.members) == ["a", "b"]
    decide(store, "different", "a", "b")
    assert state_of(store).incidents == apart


def test_a_decision_whose_claim_vanished_is_reported(store: SqlStore, folder: Path) -> None:
    add(store, folder)
    claim = next(c.claim for r in told_readings(store) if r.report.id == "a" for c in r.claims)
    decide(store, "reject", claim)
    (folder / "a.txt").write_text("نص آخر لا يروي شيئا.", encoding="utf-8")
    add(store, folder)
    assert [(d.targets, why) for d, why in state_of(store).unapplied] == [((claim,), "the claim is no longer read")]


def test_as_of_gives_what_was_known_then(store: SqlStore, folder: Path) -> None:
    (folder / "b.txt").rename(folder.parent / "b.txt")
    add(store, folder, "2026-01-02T00:00:00Z")
    then = state_of(store)
    (folder.parent / "b.txt").rename(folder / "b.txt")
    (folder / "a.txt").write_text(ONE + " وقع ذلك صباحا.", encoding="utf-8")
    add(store, folder, "2026-01-05T00:00:00Z")
    decide(store, "reject", then.readings[0].claims[0].claim)
    assert state_of(store, until="2026-01-02T23:59:59Z") == then
    assert state_of(store, until="2026-01-01T00:00:00Z").incidents == ()
    assert len(state_of(store).readings) == 2


def test_reading_again_with_the_same_reader_changes_nothing(store: SqlStore, folder: Path) -> None:
    add(store, folder)
    head = store.head()
    assert add(store, folder, again=True) == []
    assert store.head() == head


def test_a_bundle_is_checked_without_isnad(store: SqlStore, folder: Path, tmp_path: Path) -> None:
    add(store, folder)
    bag = tmp_path / "bag"
    assert write_bundle(store, bag, ["a"], day="2026-01-02") == 1
    check = ["sha256sum", "--quiet", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    assert subprocess.run(check, cwd=bag, check=False).returncode == 0
    raw = hashlib.sha256(ONE.encode()).hexdigest()
    assert (bag / "data" / "raw" / raw).read_bytes() == ONE.encode()
    with pytest.raises(InputError, match="there already"):
        write_bundle(store, bag, day="2026-01-02")
    with pytest.raises(InputError, match="no report"):
        write_bundle(store, tmp_path / "c", ["zz"], day="2026-01-02")


def test_a_table_is_read_by_its_columns(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f'nr,body,when\n1,"{ONE}",2026-01-01\n', encoding="utf-8-sig")
    (item,) = receive([str(table)], columns={"text": "body", "published": "when", "id": "nr"})
    assert isinstance(item, Received)
    assert (item.report.id, item.report.published, item.report.text) == ("1", "2026-01-01", ONE)
    (issue,) = receive([str(table)])
    assert isinstance(issue, Issue)
    assert "no column" in issue.reason


def test_zips_are_read_in_memory_and_bombs_refused(tmp_path: Path) -> None:
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("../../out.txt", ONE)
        made.writestr("bomb.txt", b"0" * 30_000_000)
        made.writestr("in.zip", b"PK")
    items = list(receive([str(path)]))
    assert [i.report.text for i in items if isinstance(i, Received)] == [ONE]
    assert sorted(i.code for i in items if isinstance(i, Issue)) == ["I-ingest-refused"] * 2
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["z.zip"]


@given(st.binary(max_size=300))
def test_no_bytes_trip_the_reading_of_a_zip(data: bytes) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        made.writestr("a.csv", data)
        made.writestr("b.jsonl", data)
    raw = whole.getvalue()
    for cut in (raw, data, raw[: len(raw) // 2], data + raw):
        list(from_stream(io.BytesIO(cut), "z.zip", "z.zip", "zip", None, Ask()))


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    found = list(words(text))
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_terms_meet() -> None:
    assert term("والقتلي") == term("قتلي")
    assert term("المدينه") == term("مدينه")
    assert term("Homs") == term("homs")
    assert term("انفجارات") == term("انفجار")


def test_a_folder_is_gone_through_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "a/x.html", "c/.hidden.txt", ".git/x.txt", "README.txt", "d/no.exe"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / ".isnad-dossier").touch()
    (tmp_path / "e" / "claims.jsonl").touch()
    (tmp_path / "f").symlink_to(tmp_path / "b")
    deep = tmp_path / "z"
    for _ in range(300):
        deep = deep / "z"
        with contextlib.suppress(OSError):
            deep.mkdir(parents=True)
    found = list(files_of(str(tmp_path)))
    assert [place for _, place in found] == ["a/x.html", "a.txt", "b/1.txt", "b/2.txt"]
    assert all(Path(path).is_file() for path, _ in found)


def test_issues_can_be_told_as_they_come(store: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "b.txt").touch()
    told: list[Issue] = []
    taken = take_in(store, receive([str(tmp_path)]), lambda: "2026-01-02T03:04:05Z", "me", tell=told.append)
    assert [issue.code for issue in told] == ["I-ingest-empty"]
    assert (taken.new, taken.told, taken.issues) == (1, 1, [])
