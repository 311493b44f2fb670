"""What every store must do (store/base.py), on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.archive.archive import read_new, report_of, take_in, told_readings
from isnad.archive.intake import receive
from isnad.archive.redact import redact
from isnad.archive.search import Fields, search
from isnad.archive.state import settled_state
from isnad.archive.upkeep import bring_up_to_date, state_of
from isnad.archive.verify import verify
from isnad.errors import InputError, IsnadError
from isnad.pipeline import make_incidents
from isnad.store.base import Fetched
from isnad.store.chain import START, digest, seal
from isnad.store.migrations import LATEST
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

AT = "2026-01-02T03:04:05Z"
NEWS = "قُتل ثلاثة أشخاص وأصيب اثنان في انفجار عبوة ناسفة في مدينة حمص، بحسب وزارة الصحة السورية."


def now() -> str:
    return AT


def add(store: SqlStore, *paths: Path) -> None:
    take_in(store, receive([str(p) for p in paths]), now, "me")
    read_new(store, now, "me")
    bring_up_to_date(store, now, "me")


def test_events_follow_each_other_and_seal_themselves(store: SqlStore) -> None:
    with store.writer() as writer:
        first = writer.append(AT, "note", "me", {"b": 1, "a": "ا"})
        second = writer.append(AT, "note", "me", {})
    assert [e.seq for e in store.events()] == [1, 2]
    assert (first.prev, second.prev) == (START, first.hash)
    assert all(e.hash == seal(e) for e in store.events())
    assert store.head() == second
    assert list(store.events(1)) == [second]


def test_a_failed_transaction_leaves_nothing(store: SqlStore) -> None:
    def fail() -> None:
        with store.writer() as writer:
            writer.append(AT, "note", "me", {})
            writer.put_blob(b"x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.head() is None
    assert list(store.blobs()) == []


def test_bytes_are_kept_once_and_whole(store: SqlStore) -> None:
    data = bytes(range(256)) * 9
    with store.writer() as writer:
        assert writer.put_blob(data) == writer.put_blob(data) == digest(data)
    assert list(store.blobs()) == [digest(data)]
    assert store.blob(digest(data)) == data
    assert store.blob("0" * 64) is None


@pytest.mark.parametrize("earlier", range(LATEST))
def test_migrates_from_every_earlier_schema(place: str, earlier: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if earlier:
        monkeypatch.setattr("isnad.store.sql.SqlStore.migrate", lambda self: None)
        old = open_store(place, tool="old")
        monkeypatch.undo()
        old.migrate(earlier)
        with old.writer() as writer:
            writer.append(AT, "note", "me", {})
        old.close()
    new = open_store(place, tool="new")
    assert new._applied() == LATEST
    assert new.readings() == []
    assert len(list(new.events())) == bool(earlier)
    new.close()


def test_adding_again_changes_nothing_and_a_changed_page_is_a_new_version(store: SqlStore, tmp_path: Path) -> None:
    page = tmp_path / "a_x.txt"
    page.write_text(NEWS, encoding="utf-8")
    add(store, page)
    head = store.head()
    add(store, page)
    assert store.head() == head
    page.write_text(NEWS + " وكان ذلك مساء الأحد.", encoding="utf-8")
    add(store, page)
    assert [(k.id, k.version, k.current) for k in store.reports(every=True)] == [("a", 1, False), ("a", 2, True)]
    first = store.report("a", 1)
    assert first is not None
    assert store.blob(first.raw) == NEWS.encode()
    assert verify(store) == []
    assert [m.id for i in state_of(store).incidents for m in i.members] == ["a"]


def test_search_finds_words_however_spelt(store: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text("افتتح الوزير معرض الكتاب في المدينة.", encoding="utf-8")
    add(store, tmp_path)

    def ids(question: str, **fields: str) -> list[str]:
        return [hit.kept.id for hit in search(store, question, Fields(**fields))]

    assert ids("الانفجار") == ids("وانفجار") == ids("إنفجار") == ids("اِنْفِجار") == ["a"]
    assert ids("مدينه") == ["a", "b"]
    assert ids('"عبوة ناسفة"') == ["a"]
    assert ids('"ناسفة عبوة"') == []
    assert ids("انفجار معرض") == []
    assert ids("", kind="casualties") == ["a"]
    assert ids("، ؟") == []
    hit = next(iter(search(store, "وزارة الصحة")))
    assert [NEWS[a:b] for a, b in hit.spans] == ["وزارة", "الصحة"]
    assert [hit.snippet[a:b] for a, b in hit.lit] == ["وزارة", "الصحة"]


def test_a_newer_schema_is_refused(store: SqlStore, place: str) -> None:
    store._db.run("INSERT INTO migration VALUES (?)", [LATEST + 1])
    with pytest.raises(IsnadError, match="newer"):
        open_store(place, tool="t")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE event SET who = 'you' WHERE seq = 1", "event 1 was altered"),
        ("DELETE FROM event WHERE seq = 1", "event 2 follows event 0"),
        ("UPDATE report SET outlet = 'x'", "row was altered"),
        ("DELETE FROM report", "row is missing"),
        ("DELETE FROM bytes", "bytes are missing"),
        ("UPDATE bytes SET packed = sha::bytea", "bytes were altered"),
        ("DELETE FROM reading", "is missing"),
        ("UPDATE report SET current = 0", "current versions"),
    ],
)
def test_verify_names_what_was_tampered_with(store: SqlStore, tmp_path: Path, sql: str, said: str) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    add(store, tmp_path / "a.txt")
    assert verify(store) == []
    store._db.run(sql if "postgres" in store.place else sql.replace("sha::bytea", "CAST(sha AS BLOB)"))
    found = verify(store)
    assert said in found[0].what


def test_verify_against_a_noted_head(store: SqlStore) -> None:
    with store.writer() as writer:
        noted = writer.append(AT, "note", "me", {}).hash
    assert verify(store, head=noted) == []
    assert "cut or replaced" in verify(store, head="f" * 64)[0].what


def test_how_an_address_answered_is_kept_once(store: SqlStore) -> None:
    assert store.fetched("https://a.example/") is None
    for etag in ("1", "2"):
        with store.writer() as writer:
            writer.put_fetched(Fetched(url="https://a.example/", at=AT, status=200, etag=etag))
    assert store.fetched("https://a.example/") == Fetched(url="https://a.example/", at=AT, status=200, etag="2")
    assert verify(store) == []


def test_a_clock_set_back_is_said_in_the_log(store: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    add(store, tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(NEWS + NEWS, encoding="utf-8")
    take_in(store, receive([str(tmp_path / "b.txt")]), lambda: "2025-01-01T00:00:00Z", "me")
    clock, added = list(store.events())[-2:]
    assert (clock.kind, clock.plain()) == ("clock", {"before": AT, "now": "2025-01-01T00:00:00Z"})
    assert (added.kind, added.at) == ("add", "2025-01-01T00:00:00Z")
    assert verify(store) == []


def test_what_is_redacted_is_gone_and_the_rest_proves_itself(store: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEWS.replace("ثلاثة", "أربعة"), encoding="utf-8")
    add(store, tmp_path)
    done = redact(store, ["a"], now, "me", reason="on request")
    bring_up_to_date(store, now, "me", again=True)
    store.compact()
    assert done.versions == [("a", 1)]
    assert [store.blob(sha) for sha in done.erased] == [None] * len(done.erased)
    assert [hit.kept.id for hit in search(store, "انفجار")] == ["b"]
    assert verify(store) == []
    assert state_of(store).incidents == settled_state(told_readings(store), [], make_incidents).incidents


def test_a_second_writer_is_told_to_wait(store: SqlStore, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.store.postgres.Postgres.wait", 0.05)
    monkeypatch.setattr("isnad.store.sqlite.Sqlite.wait", 0.05)
    other = open_store(place, tool="t")
    with store.writer(), pytest.raises(InputError, match="another run"), other.writer():
        pass
    with other.writer() as writer:
        assert writer.append(AT, "note", "me", {}).seq == 1
    other.close()


def test_a_store_that_cannot_be_written_is_still_read(store: SqlStore, place: str) -> None:
    with store.writer() as writer:
        writer.append(AT, "note", "me", {})
    only = "SET default_transaction_read_only = on" if "postgres" in place else "PRAGMA query_only = on"
    store._db.run(only)
    with pytest.raises(InputError, match="cannot be written"), store.writer() as writer:
        writer.append(AT, "note", "me", {})
    assert verify(store) == []


def test_reports_in_other_scripts_and_odd_signs_are_kept_as_they_are(store: SqlStore, tmp_path: Path) -> None:
    odd = "null \\u0000 and \\ud800 half, \U0001f525 and a question mark? % %s ; '"
    (tmp_path / "a.jsonl").write_text(
        '{"id": "o?%s", "outlet": "a\\u0000", "url": "http://a/\\u0000", "text": "x\\u0000y"}\n\n', encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(odd, encoding="utf-8")
    add(store, tmp_path)
    assert verify(store) == []
    assert {report_of(store, kept).text for kept in store.reports()} >= {odd}
    assert len(store.reports()) == 2


def test_search_finds_places_by_any_of_their_names(store: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text("افتتح الوزير معرض الكتاب في المدينة.", encoding="utf-8")
    add(store, tmp_path)
    assert [hit.kept.id for hit in search(store, "Homs")] == ["a"]
    assert [hit.spans for hit in search(store, "homs")] == [()]
    assert list(search(store, '"Homs"')) == []
    assert list(search(store, "Homs", Fields(kind="background"))) == []
    assert list(search(store, "Homs Kitab")) == []
    assert store.traits().keys() == {"a"}
    assert [kept.id for kept in store.named(["b", "a", "zz"])] == ["a", "b"]
    assert store.some([store.named(["a"])[0].raw, "0" * 64]) == {digest(NEWS.encode()): NEWS.encode()}


def test_what_waits_comes_in_the_order_of_arrival(store: SqlStore, tmp_path: Path) -> None:
    for name in ("z", "a", "m"):
        (tmp_path / f"{name}.txt").write_text(NEWS + name, encoding="utf-8")
        take_in(store, receive([str(tmp_path / f"{name}.txt")]), now, "me")
    assert [kept.id for kept in store.pending("")] == ["z", "a", "m"]
    assert [kept.id for kept in store.unread("")] == ["a", "m", "z"]
    read_new(store, now, "me")
    assert list(store.pending("")) == []
    assert [kept.id for kept in store.pending("another")] == ["z", "a", "m"]
