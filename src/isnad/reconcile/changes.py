"""What differs between two records of one incident, one entry a difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from isnad.model.incident import When, Where
from isnad.model.record import Change, Conflict, Record, TollRow
from isnad.reconcile.conflicts.wording import Pair, about_words, amount, listed, notes, pair, people

WHOLE = ("person", None)


def changes(before: Record | None, after: Record) -> tuple[Change, ...]:
    """Every difference from `before` to `after`, in a fixed order: reports, kind, day, place, toll,
    rules, conflicts. Equal records have none. A side without rules is not compared by rules. Where
    there was no record before, the incident itself is the one change."""
    if before is None:
        return (_new(after),)
    out = _reports(before, after)
    old, new = before.incident, after.incident
    if old.kind != new.kind:
        out.append(_made("kind", _label("kind"), "changed", (old.kind, old.kind), (new.kind, new.kind)))
    out += _told("date", _day(old.date), _day(new.date), new.date.basis)
    out += _told("place", _place(old.site), _place(new.site), new.site.basis)
    out += _toll(before.toll, after.toll)
    if before.rules and after.rules:
        out += _rules(before.rules, after.rules)
    out += _conflicts(before.conflicts, after.conflicts)
    return tuple(out)


def _new(record: Record) -> Change:
    incident = record.incident
    titles = [incident.title.get(code, incident.kind) for code in notes()["languages"]]
    reports = sorted(m.id for m in incident.members)
    claims = [c for row in record.toll for c in row.claims]
    return _made("incident", _label("incident"), "first", None, (titles[0], titles[1]), claims, reports)


def _made(
    about: str,
    label: Pair,
    kind: str,
    before: Pair | None,
    after: Pair | None,
    claims: Iterable[str] = (),
    reports: Iterable[str] = (),
) -> Change:
    nothing = pair("changes", "nothing")
    words = {"first": "came", "gone": "left"}.get(kind, kind) if about == "reports" else kind
    note = pair("changes", "notes", words, about=label, before=before or nothing, after=after or nothing)
    return Change(
        about=about,
        kind=kind,
        before=before[0] if before else None,
        after=after[0] if after else None,
        before_ar=before[1] if before else None,
        after_ar=after[1] if after else None,
        note=note[0],
        note_ar=note[1],
        reports=tuple(reports),
        claims=tuple(dict.fromkeys(claims)),
    )


def _label(about: str, name: Pair | None = None) -> Pair:
    """What changed, in words: "killed", "killed, civilians", "the conflict over place"."""
    words = pair("changes", "about", about)
    return pair("changes", "named", about=words, name=name) if name else words


def _told(about: str, before: Pair | None, after: Pair | None, claims: Iterable[str]) -> list[Change]:
    if before == after:
        return []
    kind = "first" if before is None else "gone" if after is None else "changed"
    return [_made(about, _label(about), kind, before, after, claims)]


def _reports(before: Record, after: Record) -> list[Change]:
    old = {m.id for m in before.incident.members}
    new = {m.id for m in after.incident.members}
    out = []
    for kind, found in (("first", sorted(new - old)), ("gone", sorted(old - new))):
        if found:
            names = listed((name, name) for name in found)
            left, right = (None, names) if kind == "first" else (names, None)
            out.append(_made("reports", _label("reports"), kind, left, right, reports=found))
    return out


def _day(when: When) -> Pair | None:
    ends = [end for end in dict.fromkeys((when.low, when.high)) if end]
    return ("..".join(ends),) * 2 if ends else None


def _place(site: Where) -> Pair | None:
    if site.name is None and site.name_ar is None:
        return None
    return site.name or site.name_ar or "", site.name_ar or site.name or ""


def _toll(before: Iterable[TollRow], after: Iterable[TollRow]) -> list[Change]:
    old = {(r.effect, r.role, r.nationality): r for r in before}
    new = {(r.effect, r.role, r.nationality): r for r in after}
    out = []
    for key in sorted(old.keys() | new.keys(), key=lambda k: (k[0], k[1:] != WHOLE, k[1], k[2] or "")):
        effect, role, nation = key
        was, now = old.get(key), new.get(key)
        left, right = _figure(was), _figure(now)
        kind = _move(was, now)
        if kind is None:
            continue
        name = people(role, nation) if (role, nation) != WHOLE else None
        about = effect if name is None else f"{effect}: {name[0]}"
        row = now or was
        out.append(_made(about, _label(effect, name), kind, left, right, row.claims if row else ()))
    return out


def _figure(row: TollRow | None) -> Pair | None:
    if row is None:
        return None
    return pair("changes", "figure", amount=amount(row.low, row.high, row.approx), status=_status(row))


def _status(row: TollRow) -> Pair:
    return pair("changes", "statuses", row.status)


def _move(was: TollRow | None, now: TollRow | None) -> str | None:
    """How a figure moved; None where it did not."""
    if was is None or now is None:
        return "first" if now is not None else "gone" if was is not None else None
    left, right = (was.low, was.high), (now.low, now.high)
    if left == right:
        if was.status == now.status:
            return None
        return "settled" if now.status in ("agreed", "revised") else "changed"
    if None in (was.low, now.low):
        return "changed"
    assert was.low is not None
    assert now.low is not None
    top_was, top_now = _top(was.high), _top(now.high)
    if now.low <= was.low and top_now >= top_was:
        return "widened"
    if now.low >= was.low and top_now <= top_was:
        return "narrowed"
    return "raised" if now.low >= was.low else "lowered"


def _top(high: int | None) -> float:
    return float("inf") if high is None else float(high)


def _rules(before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]) -> list[Change]:
    """Answers of rules that moved. An effect that only one side counts shows among the toll already."""
    out = []
    for name in sorted(before.keys() & after.keys()):
        for effect in sorted(k for k in before[name].keys() & after[name].keys()):
            was, now = before[name][effect], after[name][effect]
            if isinstance(was, dict) and isinstance(now, dict) and "set_aside" in now:
                left, right = _answer(was), _answer(now)
                if left != right:
                    label = pair("changes", "rule", name=name, about=_label(effect))
                    out.append(_made(f"rule: {name} {effect}", label, "changed", left, right, now.get("claims", ())))
    return out


def _answer(answer: Mapping[str, Any]) -> Pair:
    low, high, best = (answer.get(key) for key in ("low", "high", "best"))
    if best is not None and low is None:
        return amount(best, best, False)
    told = amount(low, high, False)
    return told if best is None else pair("changes", "with_best", amount=told, best=best)


def _conflicts(before: Iterable[Conflict], after: Iterable[Conflict]) -> list[Change]:
    old, new = _sides(before), _sides(after)
    out = []
    for about in sorted(old.keys() | new.keys()):
        was, now = old.get(about), new.get(about)
        if was is not None and now is not None and was[0] == now[0]:
            continue
        kind = "first" if was is None else "gone" if now is None else "changed"
        left, right = was[0] if was else None, now[0] if now else None
        claims = now[1] if now else was[1] if was else ()
        label = pair("changes", "conflict", about=about_words(about))
        out.append(_made(f"conflict: {about}", label, kind, left, right, claims))
    return out


def _sides(conflicts: Iterable[Conflict]) -> dict[str, tuple[Pair, list[str]]]:
    """Each conflict in words (its kind and its values) and the claims behind it."""
    out: dict[str, tuple[Pair, list[str]]] = {}
    for found in conflicts:
        values = listed((v.value, v.value_ar) for v in found.values)
        label = pair("changes", "sides", kind=pair("kinds", found.kind), values=values)
        if found.about in out:
            known, claims = out[found.about]
            label = known[0] + "; " + label[0], known[1] + "\u061b " + label[1]
            out[found.about] = label, claims + [c for v in found.values for c in v.claims]
        else:
            out[found.about] = label, [c for v in found.values for c in v.claims]
    return out
