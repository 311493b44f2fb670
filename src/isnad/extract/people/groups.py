"""People in a sentence: counted, dual, single or plural, with role and nationality."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.grammar.match import Line, Match, reduce
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack

KINDS = ("counted", "single", "plural")
STATE = ("soldier", "security")
"""Roles of the bodies that have ranks: of an officer the body tells which he is."""


def reduce_groups(line: Line, pack: LanguagePack) -> Line:
    """The line with every noun phrase for people joined to one segment.

    Class `group` with `counted`, `single` or `plural`, and `harmed` when the noun itself
    says what befell them; a definite phrase without a figure is a `refgroup`, no new count.
    Attributes of the `group` sense: low, high, approx, role, nat, effect, others, vague.
    """
    if not line.holds(pack.chars("person", "victim", "nation", "other", "force")):
        return line

    def build(m: Match) -> Seg | None:
        return _group(m, pack)

    cut: list[Line] = []
    out = reduce(pack.stage("groups"), _parted(line, pack, cut), build)
    return Line([s for s in out.segs if s.sig != BETWEEN]) if cut else out


BETWEEN = "\uf8fe"
"""A sign that no pattern knows, set between people who act and people whom they act on."""


def _parted(line: Line, pack: LanguagePack, cut: list[Line]) -> Line:
    """The line with a segment that ends every phrase between a noun for one person, or for many who act, and a noun
    for other people at once behind it: "a gunman two policemen". `cut` is filled where there is one."""
    people = pack.chars("person", "nation")
    if len(line.where(people)) < 2:
        return line
    out: list[Seg] = []
    head: Seg | None = None
    for n, seg in enumerate(line.segs):
        person = seg.sig in people and seg.has("person", "nation") and not seg.definite
        if person and head is not None and _apart(head, seg, pack.settings["noun"]["accusative"]):
            out.append(Seg(seg.start, seg.start, BETWEEN, ()))
            cut.append(line)
            head = None
        out.append(seg)
        if person:
            head = head or (seg if n == 0 or not line.segs[n - 1].has("count") else None)
        elif head is not None and not seg.has("trait"):
            head = None
    return Line(out) if cut else line


def _apart(head: Seg, seg: Seg, accusative: str) -> bool:
    """Whether a noun for people cannot belong to the one before it: another number, or an object's ending."""
    if not seg.has("person"):
        return False
    first, then = _number_of(head), seg.attr("number", "person")
    if first in ("sg", "f"):
        ends = head.end - head.start > len(_lemma(head)) and not head.pronoun
        marked = seg.end - seg.start == len(_lemma(seg)) + len(accusative) and then == "sg"
        return then in ("dual", "pl2") or (marked and not ends)
    return first == "pl" and then in ("dual", "sg")


def _lemma(seg: Seg) -> str:
    return next((s.lemma for s in seg.senses if s.cls in ("person", "nation")), "")


def count_duals(line: Line, pack: LanguagePack, written: Callable[[int, int], str]) -> Line:
    """The line with every group whose noun is marked in writing as a dual counted as two: where two and
    many are spelt alike, newspapers set a vowel mark. `written` is the stored text of a folded slice."""
    marked = tuple(pack.settings.get("written_dual", ()))
    sign = pack.lexicon.alphabet.sign(frozenset({"group", "counted"}))
    out = [_as_two(seg, sign) if _is_marked(seg, marked, written) else seg for seg in line.segs]
    return Line(out)


def _is_marked(seg: Seg, marked: tuple[str, ...], written: Callable[[int, int], str]) -> bool:
    if not seg.has("plural") or not seg.has("group") or seg.has("harmed") or not seg.parts:
        return False
    return written(seg.parts[0].start, seg.parts[0].end).endswith(marked)


def _as_two(seg: Seg, sign: str) -> Seg:
    attrs = {**next(s.attrs for s in seg.senses if s.cls == "group"), "low": 2, "high": 2}
    senses = (Sense("group", attrs), Sense("counted"))
    return Seg(seg.start, seg.end, sign, senses, seg.definite, "", seg.parts, seg.rule)


def _group(m: Match, pack: LanguagePack) -> Seg | None:
    n, head = m.seg("n"), m.seg("p")
    attrs = _number(m, n, head)
    if attrs is None:
        return None
    attrs.update(_who(m, head))
    segs = m.segs()
    kind = attrs.pop("kind")
    his = head is not None and bool(head.pronoun or head.attr("his", "person"))
    owned = kind == "single" and head is not None and his and head.has("person") and not head.definite
    own = head is not None and (head.pronoun or head.attr("def") or head.attr("own", "person"))
    definite = head is not None and (head.definite or bool(own)) and not owned
    back = definite and kind != "counted"
    classes = {"refgroup" if back else "group"}
    if not back:
        classes.add(kind)
    nth = m.seg("nth")
    place = nth.attr("v", "ord") if nth is not None and attrs["low"] == 1 else None
    if place is not None and place > 1:
        attrs["nth"] = place
        classes.add("nth")
    if attrs["effect"]:
        classes.add("harmed")
    senses = [Sense("refgroup" if back else "group", attrs)]
    senses += [Sense(c) for c in sorted(classes - {"group", "refgroup"})]
    sig = pack.lexicon.alphabet.sign(frozenset(classes))
    return Seg(segs[0].start, segs[-1].end, sig, tuple(senses), definite, "", tuple(segs), m.rule.name)


def _number(m: Match, n: Seg | None, head: Seg | None) -> dict[str, Any] | None:
    if n is not None:
        second = m.seg("p2")
        if second is not None and second.attr("number", "person") in {"sg", "f", "dual"}:
            return None
        count = n.sense("count")
        if count is None:
            return None
        low, high = count.attrs["low"], count.attrs["high"]
        if any(v is not None and v != int(v) for v in (low, high)):
            return None
        if m.rule.attrs.get("after") and (not _agrees(n, head, low) or (head is not None and head.attr("figure"))):
            return None
        post = m.seg("post")
        if post is not None and post.has("atleast_post"):
            high = None
        approx = bool(count.attrs["approx"]) or (post is not None and post.has("about_post"))
        grown = {k: count.attrs[k] for k in ("before", "after") if k in count.attrs}
        return {
            "kind": "counted",
            "low": low,
            "high": high,
            "approx": approx,
            "vague": count.attrs.get("vague"),
            **grown,
        }
    one = {"low": 1, "high": 1, "approx": False, "vague": None}
    if m.rule.attrs.get("one"):
        return {"kind": "counted", **one}
    number = _number_of(head)
    plain = head is not None and head.has("victim") and not head.attr("figure", "victim")
    if head is not None and head.attr("figure") and number != "dual" and not plain:
        return None
    if head is not None and number == "dual" and head.definite and _bound(head):
        return None
    if number in {"sg", "f"} and head is not None and head.attr("gender", "other") == "f" and not _woman_before(m):
        return None
    if number == "dual" and head is not None and head.definite and not head.has("person", "victim", "other"):
        return None
    if number == "dual" or (number == "pl" and any(s.attr("number", "other") == "dual" for s in m.segs("mods"))):
        return {"kind": "counted", "low": 2, "high": None if m.seg("post") else 2, "approx": False, "vague": None}
    if number in {"sg", "f"}:
        named = head is not None and (head.has("person", "victim", "other") or _harmed_before(m))
        return {"kind": "single", **one, "high": None if m.seg("post") else 1} if named else None
    return {"kind": "plural", "low": None, "high": None, "approx": False, "vague": None}


def _agrees(n: Seg, head: Seg | None, low: Any) -> bool:
    """Whether a figure after a noun belongs to it: "the three Americans", "one interpreter"."""
    if head is None or low is None:
        return False
    if n.definite:
        return head.definite or bool(head.pronoun)
    number = _number_of(head)
    if low == 1:
        return number == "sg" and not head.definite
    return bool(low == 2 and number in {"dual", "pl2"} and not head.definite)


def _number_of(head: Seg | None) -> Any:
    """The grammatical number of a noun as a word for people, whatever else it may mean."""
    if head is None:
        return None
    own = (head.attr("number", cls) for cls in ("person", "victim", "other", "nation") if head.has(cls))
    return next((n for n in own if n), head.attr("number"))


def _bound(head: Seg) -> bool:
    """Whether a dual lacks its ending, as only a noun before another may: never one with its article."""
    lemma = next((s.lemma for s in head.senses if s.attrs.get("number") == "dual"), "")
    return bool(lemma) and head.end - head.start - len(lemma) < 2


def _woman_before(m: Match) -> bool:
    """Whether a feminine "another" has a woman or girl before it: else it goes with a thing."""
    return any(s.attr("role", "person") == "woman" or s.attr("gender", "person") == "f" for s in m.line.segs[: m.start])


def _harmed_before(m: Match) -> bool:
    """Whether a bare nationality stands for a person: "the killing of a Palestinian"."""
    segs, at = m.line.segs, m.start - 1
    while at > 1 and segs[at].has("and") and segs[at - 1].has("nation"):
        at -= 2
    if at > 0 and segs[at].has("ord"):
        at -= 1
    return at >= 0 and segs[at].has("harm_noun", "harm_verb") and not segs[at].definite and not segs[at].pronoun


def _drives(m: Match) -> bool:
    """Whether a word for a leader is followed by a vehicle: he is its driver."""
    after = m.line.segs[m.end] if m.end < len(m.line) else None
    return after is not None and after.has("vehicle", "vessel", "aircraft")


def _who(m: Match, head: Seg | None) -> dict[str, Any]:
    role = "person"
    nat = None
    effect = None
    also = None
    generic = True
    others = rank = False
    for seg in (head, *m.segs("mods"), *m.segs("natn"), *m.segs("body"), *m.segs("late")):
        if seg is None:
            continue
        if seg is head and seg.attr("drives") and _drives(m):
            generic = False
        person = seg.sense("person")
        if person is not None and generic:
            found = person.attrs.get("role", "person")
            if found != "person" and (seg is head or not person.attrs.get("head_only")):
                rank = seg is head and bool(person.attrs.get("rank"))
                role, generic = found, rank
        elif person is not None and seg is not head and person.attrs.get("role", "person") not in ("person", role):
            also = also or person.attrs["role"]
        victim = seg.sense("victim")
        if victim is not None and effect is None and (seg is head or not seg.definite or _number_of(head) == "dual"):
            effect = victim.attrs["effect"]
        nation = seg.sense("nation")
        if nation is not None and nat is None:
            nat = nation.attrs.get("nat")
        country = seg.sense("country") if nat is None and seg is not head else None
        if country is not None:
            nat = country.attrs.get("iso")
        force = seg.sense("force")
        if force is not None and generic and (not rank or force.attrs["role"] in STATE):
            role, generic, rank = force.attrs["role"], False, False
        others = others or seg.has("other")
    second = m.seg("p2")
    if second is not None:
        roles = {x.attrs.get("role") for s in (second, *m.segs("body")) for x in s.senses}
        role = "mixed" if roles - {role, "person", None} else role
    return {"role": role, "nat": nat, "effect": effect, "others": others, "also": also, "rank": rank}
