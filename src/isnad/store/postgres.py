"""PostgreSQL (extra isnad[postgres]): one schema of one database, for several people at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from isnad.errors import InputError, IsnadError


class Postgres:
    """The PostgreSQL side of store/sql.py. Writers queue on one advisory lock."""

    words = {"blob": "BYTEA", "serial": "BIGSERIAL PRIMARY KEY"}  # noqa: RUF012

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
            raise IsnadError("E-store-damaged", f"{self.place}: {_first(fault)}", "see the server's log") from fault

    def begin(self) -> None:
        self.run("BEGIN")
        self.run("SELECT pg_advisory_xact_lock(7283945)")

    def end(self, *, keep: bool) -> None:
        self.run("COMMIT" if keep else "ROLLBACK")

    def has_schema(self) -> bool:
        return self.run("SELECT to_regclass('migration')::text")[0][0] is not None

    def make_index(self) -> list[str]:
        return [
            "CREATE TABLE words (n BIGINT PRIMARY KEY, terms TEXT[] NOT NULL)",
            "CREATE INDEX words_terms ON words USING gin (terms)",
        ]

    def index(self, number: int, terms: Sequence[str]) -> None:
        self.run("INSERT INTO words VALUES (?, ?)", [number, list(terms)])

    def candidates(self, terms: Sequence[str]) -> tuple[str, list[Any]]:
        return "n IN (SELECT n FROM words WHERE terms @> ?::text[])", [list(terms)]

    def integrity(self) -> list[str]:
        return []

    def close(self) -> None:
        self._connection.close()


def _first(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0]
