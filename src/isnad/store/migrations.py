"""Numbered steps of the schema: applied once each, in order, recorded in `migration`.

`{blob}`, `{serial}`, `{compact}`, `{plain}` and `{keys}` stand for what the databases spell differently.
"""

from __future__ import annotations

M001 = """
CREATE TABLE event (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, who TEXT NOT NULL,
  tool TEXT NOT NULL, body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE bytes (sha TEXT PRIMARY KEY, packed {blob} NOT NULL);
CREATE TABLE report (n {serial}, id TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL, raw TEXT NOT NULL,
  text TEXT NOT NULL, extractor TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, origin TEXT NOT NULL,
  report TEXT NOT NULL, outlet TEXT NOT NULL, published TEXT NOT NULL, current INTEGER NOT NULL,
  UNIQUE (id, version));
CREATE INDEX report_key ON report (key);
CREATE TABLE reading (id TEXT NOT NULL, version INTEGER NOT NULL, reader TEXT NOT NULL, seq INTEGER NOT NULL,
  at TEXT NOT NULL, sha TEXT NOT NULL, packed {blob} NOT NULL, PRIMARY KEY (id, version, seq));
CREATE TABLE record (incident TEXT PRIMARY KEY, made TEXT NOT NULL, packed {blob} NOT NULL)
"""
M002 = """
ALTER TABLE reading ADD COLUMN kinds TEXT NOT NULL DEFAULT '';
ALTER TABLE reading ADD COLUMN places TEXT NOT NULL DEFAULT ''
"""
M003 = """
CREATE TABLE fetched (url TEXT PRIMARY KEY, at TEXT NOT NULL, status INTEGER NOT NULL, etag TEXT NOT NULL,
  modified TEXT NOT NULL, sha TEXT NOT NULL)
"""
M004 = """
DELETE FROM record;
CREATE TABLE derived (name TEXT PRIMARY KEY, packed {blob} NOT NULL);
CREATE TABLE member (report TEXT NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (report, incident)) {compact};
CREATE INDEX member_incident ON member (incident);
CREATE TABLE mark (name BIGINT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (name, report)) {compact};
CREATE INDEX mark_report ON mark (report);
CREATE INDEX event_decision ON event (seq) WHERE kind = 'decision'
"""
M005 = """
CREATE INDEX event_redact ON event (seq) WHERE kind = 'redact'
"""
M006 = """
CREATE INDEX report_order ON report (published {plain} DESC, id {plain}, n) WHERE current = 1;
{keys}
"""
MIGRATIONS = (M001, M002, M003, M004, M005, M006)
LATEST = len(MIGRATIONS)


def statements(number: int, **words: str) -> list[str]:
    """The statements of migration `number` (from 1), in the words of one database."""
    return [part.strip() for part in MIGRATIONS[number - 1].format(**words).split(";") if part.strip()]
