"""The commands on real folders: what they print, where, and with which status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from isnad.cli.main import main
from isnad.cli.options import issue_line
from isnad.ingest.reader import read_reports
from isnad.issues import Issue
from isnad.model.report import Report

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = str(ROOT / "examples")
ISNAD = str(Path(sys.executable).with_name("isnad"))
FIELDS = {"claim", "report", "kind", "event", "value", "attribution", "stance", "quoted", "evidence", "rule", "origin"}


def isnad(*args: object, stdin: bytes = b"") -> tuple[int, bytes, str]:
    run = subprocess.run([ISNAD, *map(str, args)], input=stdin, capture_output=True, check=False)
    return run.returncode, run.stdout, run.stderr.decode()


def lines(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.decode().splitlines()]


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    status, out, _ = isnad("claims", EXAMPLES)
    assert status == 0
    return lines(out)


def test_claims_are_lines_of_the_contract_with_true_quotes(claims: list[dict[str, Any]]) -> None:
    texts = {item.id: item.text for item in read_reports([EXAMPLES]) if isinstance(item, Report)}
    assert {claim["report"] for claim in claims} == set(texts)
    for claim in claims:
        span = claim["evidence"]
        assert claim.keys() >= FIELDS
        assert texts[claim["report"]][span["start"] : span["end"]] == span["quote"]
    assert len({claim["claim"] for claim in claims}) == len(claims)


def test_clutter_of_a_page_makes_no_claim(claims: list[dict[str, Any]]) -> None:
    told = {c["value"]["low"] for c in claims if c["report"] == "04" and c["kind"] in ("casualties", "arrests")}
    assert told
    assert not told & {7, 10, 12, 20}


def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "text": f"قتل {n} أشخاص وأصيب {n + 1} في حريق بمدينة حلب فجر الثلاثاء."} for n in range(3, 203)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows) + "{broken\n", encoding="utf-8")
    one, two = (isnad("claims", path, "--jobs", jobs) for jobs in (1, 2))
    assert one == two
    assert len(lines(one[1])) >= 200
    assert one[2].count("I-ingest-json") == 1


def test_incidents_are_lines_of_the_contract_in_any_order() -> None:
    files = sorted(str(path) for path in (ROOT / "examples").iterdir() if path.name != "README.md")
    forth, back = isnad("incidents", *files), isnad("incidents", *reversed(files))
    assert forth[0] == 0
    assert forth[1] == back[1]
    for incident in lines(forth[1]):
        assert incident.keys() >= {"incident", "title", "kind", "date", "site", "reports", "toll", "rules", "conflicts"}


def test_standard_input_and_files_give_the_same_claims(tmp_path: Path) -> None:
    text = "أصيب أربعة عمال في انهيار مبنى بمدينة حماة صباح السبت.\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    from_file = isnad("claims", tmp_path / "x.txt", "--published", "2025-12-14")
    raw = json.dumps({"id": "x", "text": text, "published": "2025-12-14"}).encode()
    assert isnad("claims", "-", stdin=raw)[1] == from_file[1] != b""


def test_why_shows_words_rule_and_teller(claims: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> None:
    claim = next(c for c in claims if c["attribution"] and c["kind"] == "casualties")
    assert main(["why", EXAMPLES, "--claim", claim["claim"], "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert f"⟦{' '.join(claim['evidence']['quote'].split())}⟧" in shown
    assert claim["rule"] in shown
    assert claim["attribution"][0]["name"] in shown
    assert main(["why", EXAMPLES, "--claim", claim["claim"][:10], "--json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["claim"] == claim["claim"]


def test_why_without_an_id_lists_the_claims(claims: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", EXAMPLES, "--quiet"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert sorted(row.split()[0] for row in shown) == sorted(claim["claim"] for claim in claims)


def test_why_with_an_unknown_id_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", EXAMPLES, "--claim", "nothing-like-this", "--quiet"]) == 2
    assert "E-why-claim" in capsys.readouterr().err


def test_why_tells_what_a_figure_stands_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", EXAMPLES, "--figure", "killed", "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "figure     killed: 3 to 4" in shown
    assert "why      02, 03: told by Syrian Interior Ministry, the same content" in shown
    assert shown.count("\nincident ") == 1
    incident = shown.split()[1]
    assert main(["why", EXAMPLES, "--figure", "killed", "--incident", incident[:9], "--json", "--quiet"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert told["incident"] == incident
    assert len(told["origins"]) == told["row"]["origins"]


def test_why_with_a_figure_that_nobody_gives_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", EXAMPLES, "--figure", "displaced", "--quiet"]) == 2
    told = capsys.readouterr().err
    assert "E-why-figure" in told
    assert "killed:soldier" in told


@pytest.mark.parametrize("command", ["claims", "incidents", "why"])
def test_a_folder_without_reports_is_status_1(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    assert main([command, str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "I-ingest-empty empty empty.txt: empty file" in told.err
    assert "E-input-nothing" in told.err


@pytest.mark.parametrize(
    "args", [["claims", "/no/such/folder"], ["claims", EXAMPLES, "--published", "14.12.2025"], ["dossier", EXAMPLES]]
)
def test_wrong_usage_is_status_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status: object = main(args)
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    assert capsys.readouterr().out == ""


def test_bad_input_of_every_kind_harms_nothing_else(tmp_path: Path) -> None:
    good = "قتل خمسة أشخاص في غرق قارب قبالة سواحل طرطوس الجمعة.\n"
    (tmp_path / "good.txt").write_text(good, encoding="utf-8")
    alone = isnad("claims", tmp_path)[1]
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "english.txt").write_text("Two people were hurt in a fire on Monday.\n", encoding="utf-8")
    (tmp_path / "quiet.txt").write_text("افتتح وزير الثقافة معرض الكتاب الأربعاء.\n", encoding="utf-8")
    (tmp_path / "script.html").write_text(f"<html><body><script>{good}</script></body></html>", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text('{"id": "l1"}\nnonsense\n', encoding="utf-8")
    status, out, told = isnad("claims", tmp_path)
    assert (status, out) == (0, alone)
    assert alone
    codes = [row.split()[0] for row in told.splitlines()]
    assert sorted(codes) == [
        "I-extract-nothing:",
        "I-ingest-binary",
        "I-ingest-empty",
        "I-ingest-field",
        "I-ingest-json",
        "I-ingest-language",
        "I-ingest-no-text",
    ]


def test_quiet_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("افتتح وزير الثقافة معرض الكتاب الأربعاء.\n", encoding="utf-8")
    (tmp_path / "b.txt").touch()
    assert isnad("claims", tmp_path, "--quiet") == (0, b"", "")


def test_progress_counts_reports(tmp_path: Path) -> None:
    assert "reports 1 " in isnad("claims", EXAMPLES, "--progress")[2]


def test_an_issue_is_one_line_whatever_it_holds() -> None:
    issue = Issue(code="I-x", report="a\nb", place="\x1b[31mred", reason="line\r\nend", hint="عربي")
    assert issue_line(issue) == "I-x a\\nb \\x1b[31mred: line\\r\\nend (عربي)"


def test_a_dossier_is_written_and_its_page_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("قتل خمسة أشخاص في غرق قارب قبالة طرطوس الجمعة.\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").touch()
    status, printed, told = isnad("dossier", tmp_path / "in", "-o", out)
    assert (status, printed.decode()) == (0, f"{out}/index.html\n")
    assert (out / "index.html").is_file()
    assert "1 report, " in told
    assert "1 of 1 reports bear no day of publication" in told
    issues = lines((out / "issues.jsonl").read_bytes())
    assert [(issue["code"], issue["report"]) for issue in issues] == [("I-ingest-empty", "b")]
    assert lines((out / "claims.jsonl").read_bytes())
    assert lines((out / "incidents.jsonl").read_bytes())


def test_the_same_input_gives_the_same_dossier(tmp_path: Path) -> None:
    for name, jobs in (("one", 1), ("two", 2)):
        assert isnad("dossier", EXAMPLES, "-o", tmp_path / name, "--jobs", jobs)[0] == 0
    one, two = (
        {p.relative_to(r): p.read_bytes() for p in r.rglob("*") if p.is_file()}
        for r in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_an_existing_dossier_is_replaced_only_when_asked(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert isnad("dossier", EXAMPLES, "-o", out)[0] == 0
    before = (out / "index.html").stat().st_mtime_ns
    status, printed, told = isnad("dossier", EXAMPLES, "-o", out)
    assert (status, printed) == (2, b"")
    assert "--overwrite" in told
    assert (out / "index.html").stat().st_mtime_ns == before
    assert isnad("dossier", EXAMPLES, "-o", out, "--overwrite")[0] == 0


def test_a_folder_with_other_files_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert isnad("dossier", EXAMPLES, "-o", tmp_path, "--overwrite")[0] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("where", ["/proc/isnad-out", "/dev/null/out"])
def test_a_folder_that_cannot_be_written(where: str) -> None:
    status, printed, told = isnad("dossier", EXAMPLES, "-o", where)
    assert (status, printed) == (2, b"")
    assert where in told
    assert "Traceback" not in told


def test_a_summary_as_json(tmp_path: Path) -> None:
    status, printed, _ = isnad("dossier", EXAMPLES, "-o", tmp_path / "out", "--json", "--quiet")
    summary = json.loads(printed)
    assert status == 0
    assert summary["reports"] == 12
    assert Path(summary["page"]).is_file()


@pytest.mark.parametrize("wait", [0.6, 0.9, 1.2, 1.6, 2.0])
def test_a_killed_run_leaves_no_half_dossier(tmp_path: Path, wait: float) -> None:
    """Killed at some point of its way, a run has left all of the dossier or nothing that looks like one."""
    out = tmp_path / "out"
    run = subprocess.Popen([ISNAD, "dossier", EXAMPLES, "-o", str(out), "--quiet"], stdout=subprocess.DEVNULL)
    time.sleep(wait)
    run.kill()
    run.wait(20)
    if out.exists():
        assert {"index.html", "claims.jsonl", "incidents.jsonl", "issues.jsonl"} <= set(os.listdir(out))
    again = isnad("dossier", EXAMPLES, "-o", out, "--overwrite")
    assert again[0] == 0, again[2]


def test_a_kill_while_writing_leaves_the_old_dossier(tmp_path: Path) -> None:
    """The process kills itself after some of the pages are written: the worst moment there is."""
    out = tmp_path / "out"
    assert isnad("dossier", EXAMPLES, "-o", out)[0] == 0
    before = {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()}
    code = (
        "import os, signal, pathlib, sys\n"
        "whole, count = pathlib.Path.write_text, [0]\n"
        "def write(self, *args, **kwargs):\n"
        "    count[0] += 1\n"
        "    if count[0] > 3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return whole(self, *args, **kwargs)\n"
        "pathlib.Path.write_text = write\n"
        "from isnad.cli.main import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "dossier", EXAMPLES, "-o", str(out), "--overwrite", "--jobs", "1"], check=False
    )
    assert run.returncode == -9
    assert {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()} == before
