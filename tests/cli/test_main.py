"""isnad itself: help, near misses, errors that are words and never a stack trace."""

from __future__ import annotations

import errno
import functools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from isnad import __version__
from isnad.cli import main as cli
from isnad.errors import InputError, InternalError, PackError

ISNAD = str(Path(sys.executable).with_name("isnad"))
TEXT = "قتل ثلاثة أشخاص وأصيب خمسة آخرون في انفجار سيارة مفخخة قرب سوق شعبي في مدينة الباب مساء الاثنين.\n"


def staged(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    def run(_argv: list[str]) -> int:
        raise fault

    monkeypatch.setattr(cli.importlib, "import_module", lambda _name: SimpleNamespace(run=run))


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(f"  {name} " in shown for name in cli.COMMANDS)


def test_without_a_command_there_is_help_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "isnad dossier examples" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"isnad {__version__}\n"


def test_a_near_miss_is_met_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["dosier", "x"])
    assert ended.value.code == 2
    assert "did you mean dossier?" in capsys.readouterr().err


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert f"isnad {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fault", "status", "shown"),
    [
        (InputError("E-input-nothing", "nothing could be read", "give files"), 1, "E-input-nothing"),
        (InputError("E-input-missing", "there is no x"), 2, "E-input-missing"),
        (PackError("E-pack-broken", "no rules"), 3, "E-pack-broken"),
        (InternalError("E-engine-process", "killed"), 3, "E-engine-process"),
        (ZeroDivisionError("division by zero"), 3, "E-internal: ZeroDivisionError: division by zero"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "E-output-write: cannot write: No space left"),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
)
def test_every_fault_is_a_message_and_a_status(
    fault: BaseException, status: int, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ISNAD_DEBUG", raising=False)
    staged(monkeypatch, fault)
    assert cli.main(["claims", "x"]) == status
    told = capsys.readouterr()
    assert told.out == ""
    assert shown in told.err
    assert "Traceback" not in told.err


def test_the_traceback_is_there_for_who_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISNAD_DEBUG", "1")
    staged(monkeypatch, ZeroDivisionError())
    assert cli.main(["claims", "x"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_help_starts_quickly_and_imports_nothing_heavy() -> None:
    """The budget is half a second; the imports are what would break it, and do not depend on the machine."""
    code = "import sys; import isnad.cli.main; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"msgspec", "yaml", "jinja2", "lxml", "trafilatura", "charset_normalizer", "ahocorasick_rs", "hijridate"}
    assert heavy & set(loaded) == set()
    took = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([ISNAD, "--help"], stdout=subprocess.DEVNULL, check=True)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.5


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(n), "text": TEXT, "published": "2025-12-14"}) for n in range(2_000)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [ISNAD, "claims", str(tmp_path), "--quiet"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stderr is not None
    assert run.stdout.read(50)
    run.stdout.close()
    told = run.stderr.read()
    assert (run.wait(60), told) == (0, b"")


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    run = subprocess.run([ISNAD, "claims", str(tmp_path)], capture_output=True, env=env, check=True)
    assert "ثلاثة" in run.stdout.decode("utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_polite_kill_ends_politely(number: signal.Signals) -> None:
    # a shell that runs tests in its background ignores SIGINT, and so would the child
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [ISNAD, "claims", "-", "--progress"]
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed)
    time.sleep(1.5)
    run.send_signal(number)
    _, told = run.communicate(timeout=20)
    assert run.returncode == 130
    assert b"stopped" in told
    assert b"Traceback" not in told
