"""Who is who in a run: ids of reports, unique and the same on every run."""

from __future__ import annotations

import collections
import hashlib
from collections.abc import Sequence
from pathlib import PurePath


def content_digest(text: str) -> str:
    """Twelve hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def short_id(name: str) -> str:
    """A file name up to the first "_" or the suffix; the whole stem where that would be empty."""
    stem = PurePath(name).stem
    return stem.split("_", 1)[0] or stem


def file_ids(names: Sequence[str]) -> list[str]:
    """An id for each file name, in order.

    The short id, unless another file of the run has it too: then the whole stem. Where
    even the stem is shared (two folders, two suffixes) the files after the first get
    "~2", "~3", … in the order given.
    """
    shared = collections.Counter(short_id(name) for name in names)
    wanted = [short_id(n) if shared[short_id(n)] == 1 else PurePath(n).stem for n in names]
    ids = Ids()
    return [ids.take(want) for want in wanted]


class Ids:
    """Hands out ids, each once. Knows the digest of what took an id, where one was given."""

    def __init__(self, taken: Sequence[str] = ()) -> None:
        self._digests: dict[str, str] = dict.fromkeys(taken, "")

    def take(self, wanted: str, digest: str = "") -> str:
        """`wanted` itself, or with the first free "~2", "~3", … after it."""
        found, number = wanted, 1
        while found in self._digests:
            number += 1
            found = f"{wanted}~{number}"
        self._digests[found] = digest
        return found

    def holds(self, wanted: str, digest: str) -> bool:
        """Whether `wanted` was taken by this very text."""
        return bool(digest) and self._digests.get(wanted) == digest
