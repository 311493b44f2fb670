"""Redaction: what was said is gone from every byte of the archive, and the chain proves as much as before."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from isnad.archive.archive import read_new, report_of, take_in
from isnad.archive.bundle import write_bundle
from isnad.archive.intake import receive
from isnad.archive.redact import BLACK, redact
from isnad.archive.search import search
from isnad.archive.upkeep import bring_up_to_date, state_of
from isnad.archive.verify import verify
from isnad.cli.main import main
from isnad.errors import InputError
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

NAME = "زعفران"
ONE = f"قُتل ثلاثة أشخاص في انفجار في مدينة حمص الأحد، وقال الشاهد {NAME} إنه رآهم."
TWO = "أسفر حريق في مصنع للنسيج بمدينة حلب عن وفاة عاملين وإصابة خمسة آخرين، وفق الدفاع المدني."


def now() -> str:
    return "2026-01-02T00:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(ONE, encoding="utf-8")
    (made / "b.txt").write_text(TWO, encoding="utf-8")
    return made


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Iterator[SqlStore]:
    opened = open_store(str(tmp_path / "a.db"), tool="t")
    add(opened, folder)
    yield opened
    opened.close()


def add(store: SqlStore, folder: Path) -> list[str]:
    taken = take_in(store, receive([str(folder)], published="2026-01-01"), now, "me")
    read_new(store, now, "me")
    bring_up_to_date(store, now, "me")
    return [issue.code for issue in taken.issues if "redact" in issue.code]


def after(store: SqlStore) -> None:
    read_new(store, now, "me")
    bring_up_to_date(store, now, "me", again=True)
    store.compact()


def leaves(path: Path, word: str) -> bool:
    """Whether the word can be read anywhere in the file, packed or not."""
    raw, wanted = path.read_bytes(), word.encode()
    found = wanted in raw
    for start in re.finditer(b"\x78[\x01\x5e\x9c\xda]", raw):
        try:
            found = found or wanted in zlib.decompressobj().decompress(raw[start.start() :])
        except zlib.error:
            continue
    return found


def test_a_redacted_report_is_gone_and_the_chain_holds(store: SqlStore, folder: Path, tmp_path: Path) -> None:
    before = list(store.events())
    assert leaves(tmp_path / "a.db", NAME)
    done = redact(store, ["a"], now, "amal", reason="on request")
    after(store)
    assert (done.versions, len(done.erased), done.shared) == ([("a", 1)], 1, [])
    assert list(store.events())[: len(before)] == before
    assert verify(store) == []
    assert not leaves(tmp_path / "a.db", NAME)
    assert list(search(store, NAME)) == []
    assert [k.id for k in store.reports()] == ["b"]
    assert {m.id for i in state_of(store).incidents for m in i.members} == {"b"}
    assert {m.id for i in state_of(store, until=now()).incidents for m in i.members} == {"b"}
    kept = store.report("a", 1)
    assert kept is not None
    with pytest.raises(InputError, match="was redacted"):
        report_of(store, kept)
    assert add(store, folder) == ["I-ingest-redacted"], "a watched folder does not bring it back"
    assert write_bundle(store, tmp_path / "bag", day="2026-01-02") == 2
    assert not (tmp_path / "bag" / "data" / "raw" / kept.raw).exists()
    store.close()
    assert not leaves(tmp_path / "a.db", NAME)


def test_only_the_words_are_struck_out(store: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="do not stand"):
        redact(store, ["b"], now, "amal", reason="r", words=[NAME])
    assert len(list(store.events(kind="redact"))) == 0
    redact(store, ["a"], now, "amal", reason="protects a witness", words=[NAME])
    after(store)
    assert verify(store) == []
    kept = store.report("a")
    assert kept is not None
    text = report_of(store, kept).text
    assert (kept.version, text) == (2, ONE.replace(NAME, BLACK * len(NAME)))
    assert not leaves(tmp_path / "a.db", NAME)
    assert {m.id for i in state_of(store).incidents for m in i.members} == {"a", "b"}


def test_bytes_that_others_need_stay_and_are_named(store: SqlStore, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f'id,text\nx,"{ONE} س"\ny,"{TWO} س"\n', encoding="utf-8")
    add(store, table)
    x, y = store.report("x"), store.report("y")
    assert x is not None
    assert y is not None
    done = redact(store, ["x"], now, "amal", reason="r")
    assert done.shared == ([x.raw] if x.raw == y.raw else [])
    assert verify(store) == []
    assert store.blob(y.raw) is not None


def test_what_is_older_than_a_day_goes(store: SqlStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store.close()
    place = str(tmp_path / "a.db")
    assert main(["redact", "--before", "2026-01-02", "--reason", "retention", "--store", place]) == 2
    assert "E-redact-nothing" in capsys.readouterr().err
    assert main(["redact", "--before", "2026-01-03", "--reason", "retention", "--store", place]) == 0
    assert json.loads(capsys.readouterr().out)["versions"] == [["a", 1], ["b", 1]]
    assert main(["verify", "--store", place]) == 0
    opened = open_store(place, tool="t")
    assert (opened.reports(), opened.records()) == ([], {})
    opened.close()


def test_a_forged_redaction_is_damage(store: SqlStore) -> None:
    store._db.run("DELETE FROM bytes")
    store._db.run("UPDATE report SET report = '', current = 0 WHERE id = 'a'")
    assert {damage.seq for damage in verify(store)} >= {1, 2}
