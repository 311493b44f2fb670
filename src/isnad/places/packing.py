"""The file the gazetteer lives in: columns in one compressed block, made and read here only.

Layout: magic, length of the header, JSON header, zlib body. The body holds the sections that
the header lists, each aligned to 8 bytes, so that columns are used in place without copying.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from isnad.errors import InternalError

MAGIC = b"ISNADPLACES1\n"
_LENGTH = struct.Struct("<I")


def pack(header: Mapping[str, Any], sections: Mapping[str, bytes]) -> bytes:
    """The bytes of a gazetteer file. The same arguments give the same bytes."""
    body = bytearray()
    table: dict[str, list[int]] = {}
    for name, data in sections.items():
        body += b"\0" * (-len(body) % 8)
        table[name] = [len(body), len(data)]
        body += data
    head = json.dumps({**header, "sections": table}, ensure_ascii=False, sort_keys=True).encode()
    return MAGIC + _LENGTH.pack(len(head)) + head + zlib.compress(bytes(body), 9)


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """Header and sections of a gazetteer file.

    Raises InternalError when the bytes are no gazetteer or are damaged.
    """
    if not data.startswith(MAGIC):
        raise InternalError("places-file", "the gazetteer file is not one of isnad's", "install isnad again")
    start = len(MAGIC) + _LENGTH.size
    (length,) = _LENGTH.unpack_from(data, len(MAGIC))
    try:
        header: dict[str, Any] = json.loads(data[start : start + length])
        body = memoryview(zlib.decompress(memoryview(data)[start + length :]))
    except (ValueError, zlib.error) as error:
        raise InternalError("places-file", f"the gazetteer file is damaged: {error}", "install isnad again") from error
    return header, {name: body[at : at + size] for name, (at, size) in header["sections"].items()}
