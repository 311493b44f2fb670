"""PostgreSQL (extra isnad[postgres]): one schema of one database, for several people at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from isnad.errors import InputError, IsnadError

_KEYS = """
CREATE TABLE keyed AS SELECT n, ARRAY(
  SELECT ('x' || substr(encode(sha256(convert_to(t, 'UTF8')), 'hex'), 1, 8))::bit(32)::int FROM unnest(terms) t
) AS keys FROM words;
DROP TABLE words;
ALTER TABLE keyed RENAME TO words;
ALTER TABLE words ADD PRIMARY KEY (n), ALTER keys SET NOT NULL;
CREATE INDEX words_keys ON words USING gin (keys)
"""
"""Terms become 32 bits of their SHA-256: half the room. Two terms of one key are told apart by the text."""


def _key(term: str) -> int:
    return int.from_bytes(hashlib.sha256(term.encode()).digest()[:4], "big", signed=True)


class Postgres:
    """The PostgreSQL side of store/sql.py. Writers queue on one advisory lock."""

    wait = 10.0
    """Seconds a writer waits for another one."""
    words = {  # noqa: RUF012
        "blob": "BYTEA",
        "serial": "BIGSERIAL PRIMARY KEY",
        "compact": "",
        "plain": 'COLLATE "C"',
        "keys": _KEYS,
    }

    def __init__(self, url: str) -> None:
        try:
            import psycopg
        except ImportError as fault:
            raise InputError("E-store-extra", "PostgreSQL needs psycopg", "pip install 'isnad[postgres]'") from fault
        self.place = re.sub(r"//[^@/]*@", "//", url)
        self._faults: tuple[type[Exception], ...] = (psycopg.Error,)
        try:
            self._connection: Any = psycopg.connect(url, autocommit=True)
        except psycopg.Error as fault:
            raise InputError("E-store-open", f"cannot open {self.place}: {_first(fault)}") from fault

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            cursor = self._connection.execute(sql.replace("?", "%s"), list(values) or None)
            return cursor.fetchall() if cursor.description else []
        except self._faults as fault:
            raise self._told(fault) from fault

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        try:
            with self._connection.cursor() as cursor:
                cursor.executemany(sql.replace("?", "%s"), rows)
        except self._faults as fault:
            raise self._told(fault) from fault

    def _told(self, fault: Exception) -> IsnadError:
        state, text = getattr(fault, "sqlstate", None) or "", _first(fault)
        if state == "55P03":
            hint = "wait for it, then run again"
            return InputError("E-store-locked", f"{self.place} is being written by another run", hint)
        if state in ("25006", "42501"):
            return InputError("E-store-readonly", f"{self.place} cannot be written: {text}", "check the user's rights")
        if state.startswith("53"):
            hint = "nothing of this step was kept; make room and run again: it goes on where it stopped"
            return InputError("E-store-full", f"cannot write {self.place}: {text}", hint)
        if state.startswith(("08", "57")) or not state:
            hint = "nothing of this step was kept; run again when the server is back"
            return InputError("E-store-lost", f"the server of {self.place} is gone: {text}", hint)
        return IsnadError("E-store-damaged", f"{self.place}: {text}", "isnad verify; see the server's log")

    def begin(self) -> None:
        self.run("BEGIN")
        try:
            self.run(f"SET LOCAL lock_timeout = {int(self.wait * 1000)}")
            self.run("SELECT pg_advisory_xact_lock(7283945)")
        except IsnadError:
            self.end(keep=False)
            raise

    def end(self, *, keep: bool) -> None:
        if keep:
            self.run("COMMIT")
        elif not self._connection.closed:
            self.run("ROLLBACK")

    def has_schema(self) -> bool:
        # Not to_regclass: what it remembers of a table that was not there outlives the waiting for a lock.
        return bool(self.run("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'"))

    def make_index(self) -> list[str]:
        return [
            "CREATE TABLE words (n BIGINT PRIMARY KEY, terms TEXT[] NOT NULL)",
            "CREATE INDEX words_terms ON words USING gin (terms)",
        ]

    def index(self, number: int, terms: Sequence[str]) -> None:
        self.run("INSERT INTO words (n, keys) VALUES (?, ?::int[])", [number, [_key(term) for term in terms]])

    def unindex(self, number: int, terms: Sequence[str]) -> None:
        self.run("DELETE FROM words WHERE n = ?", [number])

    def compact(self) -> None:
        for table in ("bytes", "reading", "report", "words", "record", "derived", "mark"):
            self.run(f"VACUUM (FULL) {table}")

    def candidates(self, terms: Sequence[str]) -> tuple[str, list[Any]]:
        return "n IN (SELECT n FROM words WHERE keys @> ?::int[])", [[_key(term) for term in terms]]

    def integrity(self) -> list[str]:
        """Reads every page of our tables, of what they keep aside and of their indexes, so that the server
        checks the checksums; without pg_prewarm, only every page of the tables themselves."""
        relations = self.run(
            "SELECT c.oid, c.relname, c.relkind FROM pg_class c WHERE c.relkind IN ('r', 'i', 't') AND"
            " (c.relnamespace = current_schema()::regnamespace OR c.oid IN (SELECT unnest(ARRAY[t.reltoastrelid,"
            " (SELECT indexrelid FROM pg_index WHERE indrelid = t.reltoastrelid)]) FROM pg_class t"
            " WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r')) ORDER BY c.relname, c.oid"
        )
        every = bool(self.run("SELECT 1 FROM pg_proc WHERE proname = 'pg_prewarm'"))
        found = []
        for oid, name, kind in relations:
            try:
                if every:
                    self.run("SELECT pg_prewarm(?::oid::regclass, 'buffer')", [oid])
                elif kind == "r":
                    self.run(f'SELECT count(*) FROM "{name}" t WHERE t.ctid IS NOT NULL')
            except IsnadError as fault:
                found.append(f"{name}: {fault.message}")
        return found

    def sealed(self) -> str:
        on = self.run("SHOW data_checksums")[0][0] == "on"
        if not on:
            return "data checksums are off: pg_checksums --enable (server stopped)"
        every = self.run("SELECT 1 FROM pg_proc WHERE proname = 'pg_prewarm'")
        return "data checksums are on" + (
            "" if every else "; verify reads indexes too with CREATE EXTENSION pg_prewarm"
        )

    def close(self) -> None:
        self._connection.close()


def _first(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0]
