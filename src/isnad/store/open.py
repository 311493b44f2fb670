"""The store that a name stands for."""

from __future__ import annotations

from isnad.store.postgres import Postgres
from isnad.store.sql import SqlStore
from isnad.store.sqlite import Sqlite

DEFAULT = "isnad.db"


def open_store(name: str, *, tool: str) -> SqlStore:
    """The archive at a path (SQLite) or postgresql://… address; made where there is none.

    `tool` is written into every event. Raises InputError where it cannot be opened or written,
    IsnadError where it is damaged or newer than this isnad.
    """
    if name.startswith(("postgresql://", "postgres://")):
        return SqlStore(Postgres(name), tool)
    return SqlStore(Sqlite(name), tool)
