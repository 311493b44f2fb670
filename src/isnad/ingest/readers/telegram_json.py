"""Telegram Desktop's result.json: one chat or a whole account. A message with a text is a report,
its bytes kept as they stand in the file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from isnad.ingest.days import iso_day, settle
from isnad.ingest.source import Ask, Piece, Refused, skipped, whole
from isnad.issues import Issue
from isnad.model.report import DateFound, Report


class _Chat(msgspec.Struct):
    messages: list[msgspec.Raw]
    name: Any = None
    id: Any = None


class _Chats(msgspec.Struct):
    chats: list[_Chat] = msgspec.field(name="list")


class _Account(msgspec.Struct):
    chats: _Chats


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The messages that have a text; service messages and bare media are counted."""
    raw = whole(stream).lstrip(b"\xef\xbb\xbf")
    empty = 0
    for chat in _chats(raw):
        outlet = chat.name if isinstance(chat.name, str) and chat.name else None
        number = chat.id if isinstance(chat.id, (int, str)) and not isinstance(chat.id, bool) else outlet or "chat"
        for one in chat.messages:
            fields = _fields(one)
            text, message = _words(fields.get("text")), fields.get("id")
            if fields.get("type") != "message" or not text.strip() or not isinstance(message, int):
                empty += 1
                continue
            published, dates = settle(tuple(_dates(fields)))
            report = Report(
                id=f"tg{number}-{message}",
                text=text,
                outlet=outlet,
                published=published,
                source=f"{place}:{message}",
                dates=dates,
            )
            key = f"telegram:{number}/{message}"
            yield Piece(item=report, raw=bytes(one), form="telegram-json", key=key, given=_given(fields))
    yield from skipped(place, empty, "message(s) without a text")


def _chats(raw: bytes) -> list[_Chat]:
    try:
        return [msgspec.json.decode(raw, type=_Chat)]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return msgspec.json.decode(raw, type=_Account).chats.chats
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Refused(f"no export of Telegram Desktop: {fault}") from fault


def _fields(raw: msgspec.Raw) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _words(text: object) -> str:
    """A text is a string, or pieces of which the marked ones are objects."""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else []
    words = [part.get("text") if isinstance(part, dict) else part for part in parts]
    return "".join(word for word in words if isinstance(word, str))


def _dates(fields: dict[str, Any]) -> Iterator[DateFound]:
    for name, doubt in (("date", ""), ("edited", "the day of a change")):
        words = fields.get(name)
        moment = _moment(fields.get(f"{name}_unixtime"))
        if moment:
            evidence = f"{name}_unixtime {fields[f'{name}_unixtime']}"
            yield DateFound(value=moment, source=f"export {name}", evidence=evidence, verdict=doubt)
        elif isinstance(words, str) and (day := iso_day(words)):
            yield DateFound(value=day, source=f"export {name}", evidence=words[:120], verdict=doubt)


def _moment(seconds: object) -> str | None:
    if not isinstance(seconds, str) or not seconds.isascii() or not seconds.isdigit() or len(seconds) > 11:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _given(fields: dict[str, Any]) -> dict[str, str]:
    """Who is said to have written or forwarded it, for the log."""
    names = ("from", "from_id", "forwarded_from", "author")
    return {name: value[:300] for name in names if isinstance(value := fields.get(name), str) and value}
