"""Running on: folders and feeds gone through again and again, incidents brought up to date after each round."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import msgspec

from isnad.archive.archive import Clock, Taken, read_new, take_in
from isnad.archive.fetching import Fetcher, Visits
from isnad.archive.intake import files_of, receive_files
from isnad.archive.upkeep import bring_up_to_date
from isnad.errors import InputError, IsnadError
from isnad.issues import Issue
from isnad.store.base import Store

SETTLED = 2.0
"""Seconds a file must have been left alone before it is read: it may still be being written."""


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one round."""

    new: int
    changed: int
    known: int
    asked: int
    unchanged: int
    incidents: int
    reconciled: int
    issues: tuple[Issue, ...]


class Watch:
    """Holds what was seen of the folders, so that a file that was left alone is not opened again."""

    def __init__(
        self,
        store: Store,
        now: Clock,
        who: str,
        *,
        folders: Sequence[str],
        feeds: Sequence[str],
        fetcher: Callable[[], Fetcher],
        published: str | None = None,
        jobs: int = 1,
        wall: Callable[[], float],
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._now = now
        self._who = who
        self._folders = folders
        self._feeds = feeds
        self._fetcher = fetcher
        self._published = published
        self._jobs = jobs
        self._wall = wall
        self._stopping = stopping
        self._seen: dict[str, tuple[int, int, int]] = {}
        self._incidents: int | None = None

    def round(self) -> Came:
        """One round. What it took is on the disk even where stopping ends it early."""
        taken = self._look()
        visits = self._fetcher().fetch(self._feeds) if self._feeds and not self._stopping() else Visits()
        made = 0
        fresh = taken.new + taken.changed + visits.taken.new + visits.taken.changed
        if self._incidents is None or fresh or any(True for _ in self._store.pending("")):
            read_new(self._store, self._now, self._who, jobs=self._jobs)
            update = bring_up_to_date(self._store, self._now, self._who)
            self._incidents, made = update.incidents, update.reconciled
        return Came(
            new=taken.new + visits.taken.new,
            changed=taken.changed + visits.taken.changed,
            known=taken.known + visits.taken.known,
            asked=visits.asked,
            unchanged=visits.unchanged,
            incidents=self._incidents,
            reconciled=made,
            issues=(*taken.issues, *visits.taken.issues),
        )

    def nothing(self, issue: Issue) -> Came:
        """A round in which nothing could be done."""
        zero = dict.fromkeys(("new", "changed", "known", "asked", "unchanged", "reconciled"), 0)
        return Came(**zero, incidents=self._incidents or 0, issues=(issue,))

    def _look(self) -> Taken:
        fresh: list[tuple[str, str]] = []
        marks: dict[str, tuple[int, int, int]] = {}
        for folder in self._folders:
            if not os.path.isdir(folder):
                raise InputError("E-input-missing", f"there is no folder {folder}", "name a folder that is there")
            for path, place in files_of(folder):
                mark = self._mark(path)
                if mark is not None and self._seen.get(path) != mark:
                    fresh.append((path, place))
                    marks[path] = mark
        taken = take_in(self._store, receive_files(fresh, published=self._published), self._now, self._who)
        self._seen |= marks  # not before: what could not be kept is looked at again
        return taken

    def _mark(self, path: str) -> tuple[int, int, int] | None:
        """What changes when a file does; None for one that is still being written, or gone."""
        try:
            status = os.stat(path)
        except OSError:
            return None
        # A file from the future (a clock set back) is settled too.
        if 0 <= self._wall() - status.st_mtime < SETTLED:
            return None
        return status.st_size, status.st_mtime_ns, status.st_ino


def rounds(watch: Watch, stop: threading.Event, every: float) -> Iterator[Came]:
    """One round after the other, `every` seconds from beginning to beginning (0: one only), until `stop` is
    set. A round that meets another writer is made up for by the next one."""
    while not stop.is_set():
        began = time.monotonic()
        try:
            yield watch.round()
        except IsnadError as fault:
            if fault.code == "E-engine-process" and stop.is_set():
                return  # the signal went to the worker processes too; what they did not read waits
            if fault.code != "E-store-locked" or not every:
                raise
            yield watch.nothing(Issue(code="I-watch-locked", report="", place="", reason=fault.message))
        if not every:
            return
        stop.wait(max(0.0, began + every - time.monotonic()))
