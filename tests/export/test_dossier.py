"""The dossier whole: self-contained, deterministic, complete, and deaf to markup in reports."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from isnad.errors import InputError
from isnad.export.dossier import write_dossier
from isnad.export.pages import _file_names
from isnad.export.shown import shown
from isnad.issues import Issue
from isnad.model.claim import Claim, Evidence, Teller
from isnad.model.incident import Reading
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.model.values import TextValue

ISSUE = Issue(code="I-charset", report="ملف.html", place="byte 3", reason="no charset", hint="save as UTF-8")
LOOSE = Reading(report=Report(id="loose", text="افتتح الوزير معرض الكتاب.", language="ar"), claims=())


class Page(HTMLParser):
    """Elements, ids, links and the text of each report of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.opens: list[str] = []
        self.marks: set[str] = set()
        self.texts: list[str] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" else []
        self.loads += [values[name] for name in ("src", "srcset", "data", "poster", "action") if name in values]
        self.loads += [values["href"]] if "href" in values and tag != "a" else []
        self.opens += values.get("data-claims", "").split()
        if {"opens", "w"} & set(values.get("class", "").split()) and tag == "a":
            self.opens.append(values["href"].removeprefix("#claim-"))
        self.marks.update(values.get("data-c", "").split())
        assert not [name for name in values if name.startswith("on") or name == "style"], values
        if "data-text" in values:
            self._depth = 1
            self.texts.append("")
        elif self._depth:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.texts[-1] += data


@pytest.fixture
def folder(tmp_path: Path, record: Record, readings: dict[str, Reading]) -> Path:
    return write(tmp_path / "out", [record], {**readings, "loose": LOOSE}, [ISSUE])


def write(folder: Path, records: list[Record], readings: dict[str, Reading], issues: list[Issue]) -> Path:
    page = write_dossier(folder, records, readings, issues, version="1.2.3", overwrite=True)
    assert page == folder / "index.html"
    return folder


def pages(folder: Path) -> dict[str, Page]:
    return {p.name: Page(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.html"))}


def test_what_lies_in_the_folder(folder: Path) -> None:
    names = sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))
    data = ["claims.jsonl", "exports", "incidents.jsonl", "index.html", "issues.jsonl", "raqqa-1.html"]
    assert names == [*data, "reports.html", "toll.csv"]
    claims = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(claims) == 11
    assert json.loads((folder / "issues.jsonl").read_text(encoding="utf-8"))["code"] == "I-charset"


def test_pages_load_nothing_from_anywhere(folder: Path) -> None:
    for name, page in pages(folder).items():
        assert page.loads == [], name
        text = (folder / name).read_text(encoding="utf-8")
        assert "default-src 'none'" in unescape(text)
        assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest", text)


def test_every_link_inside_the_dossier_arrives(folder: Path) -> None:
    parsed = pages(folder)
    for name, page in parsed.items():
        for link in page.links:
            file, _, target = link.partition("#")
            assert (folder / (file or name)).is_file(), (name, link)
            if target:
                assert target in parsed[file or name].ids, (name, link)


def test_no_id_stands_twice(folder: Path) -> None:
    for name, page in pages(folder).items():
        assert len(page.ids) == len(set(page.ids)), name


def test_every_number_opens_claims_that_are_on_the_page_and_lit(folder: Path) -> None:
    page = pages(folder)["raqqa-1.html"]
    assert page.opens
    assert {f"claim-{name}" for name in page.opens} <= set(page.ids)
    assert set(page.opens) <= page.marks


def test_texts_stand_in_full(folder: Path, readings: dict[str, Reading]) -> None:
    found = pages(folder)
    assert found["raqqa-1.html"].texts == [shown(r.report.text) for r in readings.values()]
    assert found["reports.html"].texts == [LOOSE.report.text]


def test_same_arguments_same_bytes(tmp_path: Path, folder: Path, record: Record, readings: dict[str, Reading]) -> None:
    again = write(tmp_path / "again", [record], {**readings, "loose": LOOSE}, [ISSUE])
    for path in (p for p in folder.rglob("*") if p.is_file()):
        assert path.read_bytes() == (again / path.relative_to(folder)).read_bytes(), path.name


def test_nothing_in_gives_an_empty_dossier(tmp_path: Path) -> None:
    folder = write(tmp_path / "out", [], {}, [])
    assert sorted(p.name for p in folder.glob("*.html")) == ["index.html"]
    assert (folder / "claims.jsonl").read_bytes() == b""


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "</style></title></textarea>--><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "\u202e\u2067قتل\u202a",
    "&lt;b&gt;&amp;",
)


@pytest.mark.parametrize("bad", HOSTILE)
def test_markup_in_a_report_never_becomes_markup(tmp_path: Path, record: Record, bad: str) -> None:
    clean = Page((write(tmp_path / "clean", *hostile(record, "plain words")) / "page.html").read_text("utf-8"))
    folder = write(tmp_path / "out", *hostile(record, bad))
    dirty = {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.html")}
    page = Page(dirty["page.html"])
    assert page.tags == clean.tags
    assert page.texts[0] == shown(bad) * 2
    for html in dirty.values():
        assert html.count("<script>") == html.count("</script>") == 1
        assert "49" not in Page(html).texts
        assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["evidence"]["quote"] == bad


def hostile(record: Record, bad: str) -> tuple[list[Record], dict[str, Reading], list[Issue]]:
    """A record in which every word that comes from a report is `bad`."""
    teller = Teller(name=bad, type=bad, name_ar=bad)
    claim = Claim(
        claim="c1",
        report="r1",
        kind="mode",
        event="main",
        value=TextValue(summary=bad),
        attribution=(teller,),
        stance="asserted",
        quoted=True,
        evidence=Evidence(0, len(bad), bad),
        rule=bad,
    )
    member = msgspec.structs.replace(record.incident.members[0], id="r1", outlet=bad, published=bad, origin_family=bad)
    incident = msgspec.structs.replace(
        record.incident,
        id="page",
        kind=bad,
        title={"en": bad, "ar": bad},
        site=msgspec.structs.replace(record.incident.site, name=bad, name_ar=bad, admin1=bad, country=bad),
        members=(member,),
        claims=(claim,),
    )
    value = msgspec.structs.replace(record.conflicts[0].values[0], value=bad, value_ar=bad)
    value = msgspec.structs.replace(value, reports=("r1",), claims=("c1",))
    conflict = msgspec.structs.replace(record.conflicts[0], about=bad, values=(value, value), note=bad, note_ar=bad)
    row = msgspec.structs.replace(record.toll[0], role=bad, nationality=bad, claims=("c1",))
    made = msgspec.structs.replace(record, incident=incident, toll=(row,), conflicts=(conflict,), statements=())
    report = Report(id="r1", text=bad * 2, outlet=bad, url=f"javascript:{bad}", published=bad, language="ar")
    issue = Issue(code=bad, report=bad, place=bad, reason=bad, hint=bad)
    return [made], {"r1": Reading(report=report, claims=(claim,))}, [issue]


def test_a_folder_of_something_else_is_refused_before_anything_is_written(
    tmp_path: Path, record: Record, readings: dict[str, Reading]
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError):
        write(tmp_path, [record], readings, [])
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_forty_reports_stay_a_light_page(tmp_path: Path, record: Record, readings: dict[str, Reading]) -> None:
    base = readings["a1"]
    text = (base.report.text + "\n") * 12
    assert 1800 < len(text.encode()) < 2600
    many: dict[str, Reading] = {}
    for i in range(40):
        name = f"r{i}"
        claims = []
        for j in range(20):
            first = base.claims[j % len(base.claims)]
            shift = (len(base.report.text) + 1) * (j // len(base.claims))
            at = first.evidence
            evidence = Evidence(at.start + shift, at.end + shift, at.quote)
            claims.append(msgspec.structs.replace(first, claim=f"{name}-{j:02d}", report=name, evidence=evidence))
        report = msgspec.structs.replace(base.report, id=name, text=text)
        many[name] = Reading(report=report, claims=tuple(claims))
    members = tuple(msgspec.structs.replace(record.incident.members[0], id=name, origin_family=name) for name in many)
    incident = msgspec.structs.replace(
        record.incident, members=members, claims=tuple(c for r in many.values() for c in r.claims)
    )
    folder = write(tmp_path / "out", [msgspec.structs.replace(record, incident=incident)], many, [])
    assert (folder / "raqqa-1.html").stat().st_size < 1_500_000


def test_file_names_any_file_system_takes() -> None:
    names = _file_names(["inc-1", "حادث", "حادث", "index", "a/../b", "A/../b", "con", "x" * 300])
    assert names == ["inc-1", "incident", "incident-2", "index-1", "a-b", "a-b-2", "con-1", "x" * 80]
