"""Budgets and bans that a reviewer should not have to watch for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "isnad"
FILES = sorted(
    path for folder in ("src", "tests", "eval", "benchmarks", "tools") for path in (ROOT / folder).rglob("*.py")
)
SHIPPED = sorted(PACKAGE.rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 60
COMMAND_LINES = 80
ARABIC = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters and vowel marks; punctuation and digits of the script are no words."""
CODES = {path.parent.name for path in (PACKAGE / "lang").glob("*/pack.toml")}
LATE = {
    ("isnad/ingest/html.py", "trafilatura"): "heavy, and most runs hold no page",
    ("isnad/ingest/readers/workbook.py", "openpyxl"): "an extra, and slow to load",
    ("isnad/reuse/families.py", "isnad.reuse.bulk"): "loads numpy, and most runs hold few reports",
    ("isnad/store/postgres.py", "psycopg"): "an extra, and most archives are SQLite",
}
"""Imports inside a function that are allowed, each with its reason."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_module_stays_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES, f"{lines} lines: it is two things"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_function_stays_small(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name} at line {node.lineno}: {node.end_lineno - node.lineno + 1} lines"
        for node in _functions(tree)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli").glob("*.py")), ids=_name)
def test_a_command_parses_calls_and_prints(path: Path) -> None:
    if "def run(argv" in (text := path.read_text(encoding="utf-8")):
        assert len(text.splitlines()) <= COMMAND_LINES


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("path", [p for p in SHIPPED if PACKAGE / "lang" not in p.parents], ids=_name)
def test_no_language_outside_its_pack(path: Path) -> None:
    """Words are data: this is what makes a second language addable."""
    found = [
        f"line {node.lineno}: {node.value!r}"
        for node in _strings(ast.parse(path.read_text(encoding="utf-8")))
        if ARABIC.search(str(node.value)) or node.value in CODES
    ]
    assert found == []


@pytest.mark.parametrize("path", SHIPPED, ids=_name)
def test_no_import_inside_a_function(path: Path) -> None:
    name = path.relative_to(PACKAGE.parent).as_posix()
    found = []
    for function in _functions(ast.parse(path.read_text(encoding="utf-8"))):
        for node in ast.walk(function):
            modules: list[str] = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            found += [f"{m} at line {node.lineno}" for m in modules if (name, m) not in LATE]
    assert found == []


def test_every_allowed_late_import_is_still_there() -> None:
    for name, module in LATE:
        assert f"import {module}" in (PACKAGE.parent / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_note_without_an_issue(path: Path) -> None:
    marks = re.findall(r"#\s*(?:TODO|FIXME|XXX)\b(?!.*#\d)", path.read_text(encoding="utf-8"))
    assert marks == []


def test_some_packs_and_files_were_looked_at() -> None:
    """The tests above hold for an empty list too."""
    assert CODES
    assert len(SHIPPED) > 20
