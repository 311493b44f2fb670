"""SQLite: one file, nothing to set up. A transaction is on the disk before it is acknowledged."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from typing import Any

from isnad.errors import InputError, IsnadError
from isnad.store import seal

WAIT = 10.0
"""Seconds a writer waits for another one."""


class Sqlite:
    """The SQLite side of store/sql.py."""

    wait = WAIT
    words = {"blob": "BLOB", "serial": "INTEGER PRIMARY KEY", "compact": "WITHOUT ROWID", "plain": "", "keys": ""}  # noqa: RUF012

    def __init__(self, path: str) -> None:
        self.place = path
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise InputError("E-store-open", f"there is no folder {folder}", "make it, or name another store")
        try:
            self._connection = sqlite3.connect(path, timeout=self.wait, isolation_level=None)
        except sqlite3.Error as fault:
            raise _told(fault, path) from fault
        self._checked = self._wrote = False
        self.run("PRAGMA synchronous = FULL")
        self.run("PRAGMA cell_size_check = ON")
        self.run("PRAGMA secure_delete = ON")

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise _told(fault, self.place) from fault

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as fault:
            raise _told(fault, self.place) from fault

    def begin(self) -> None:
        self.run("BEGIN IMMEDIATE")
        if not self._checked:
            found = seal.check(self.place)[1] if os.path.getsize(self.place) else []
            if found:
                self.end(keep=False)
                hint = "nothing was written; isnad verify names what is damaged; restore a backup"
                raise IsnadError("E-store-damaged", found[0], hint)
            self._checked = True

    def end(self, *, keep: bool) -> None:
        if keep:
            try:
                self.run("COMMIT")
                self._wrote = True
            except IsnadError:
                self.end(keep=False)
                raise
        elif self._connection.in_transaction:
            self.run("ROLLBACK")

    def has_schema(self) -> bool:
        return bool(self.run("SELECT 1 FROM sqlite_master WHERE name = 'migration'"))

    def make_index(self) -> list[str]:
        return ["CREATE VIRTUAL TABLE words USING fts5(terms, content='', detail=none, tokenize='unicode61')"]

    def index(self, number: int, terms: Sequence[str]) -> None:
        self.run("INSERT INTO words (rowid, terms) VALUES (?, ?)", [number, " ".join(terms)])

    def unindex(self, number: int, terms: Sequence[str]) -> None:
        self.run("INSERT INTO words (words, rowid, terms) VALUES ('delete', ?, ?)", [number, " ".join(terms)])

    def compact(self) -> None:
        self.begin()
        self.run("INSERT INTO words (words) VALUES ('optimize')")
        self.end(keep=True)
        self.run("VACUUM")

    def candidates(self, terms: Sequence[str]) -> tuple[str, list[Any]]:
        wanted = " AND ".join(f'"{term}"' for term in terms)
        return "n IN (SELECT rowid FROM words WHERE words MATCH ?)", [wanted]

    def integrity(self) -> list[str]:
        try:
            found = [row[0] for row in self.run("PRAGMA integrity_check") if row[0] != "ok"]
        except IsnadError as fault:
            found = [fault.message]
        return found + seal.check(self.place)[1]

    def sealed(self) -> str:
        state = seal.check(self.place)[0]
        return {
            seal.WHOLE: "sealed: every byte of the file is as it was written",
            seal.STALE: "written since it was sealed; the next run that writes seals it again",
            seal.NONE: "no seal beside the file; the next run that writes makes one",
        }.get(state, "not as it was sealed: isnad verify")

    def close(self) -> None:
        """Seals the file where this connection wrote, unless another writer is at it (who will)."""
        if self._wrote:
            with contextlib.suppress(IsnadError):
                self.run("PRAGMA busy_timeout = 50")
                self.run("BEGIN IMMEDIATE")
                seal.write(self.place)
                self.run("ROLLBACK")
        self._connection.close()


def _told(fault: Exception, path: str) -> IsnadError:
    text = str(fault)
    if "locked" in text or "busy" in text:
        return InputError("E-store-locked", f"{path} is being written by another run", "wait for it, then run again")
    if "readonly" in text:
        return InputError("E-store-readonly", f"{path} cannot be written", "check the permissions of file and folder")
    if "full" in text or "I/O" in text:
        hint = "nothing of this step was kept; make room and run again: it goes on where it stopped"
        return InputError("E-store-full", f"cannot write {path}: {text}", hint)
    if "unable to open" in text:
        return InputError("E-store-open", f"cannot open {path}", "check the permissions of file and folder")
    hint = "isnad verify names the first broken link; restore a backup"
    return IsnadError("E-store-damaged", f"{path}: {text}", hint)
