"""Every reader on damaged bytes: by hypothesis here, by coverage with `make fuzz`, and on what that found."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.ingest.forms import READERS

HERE = Path(__file__).resolve().parent
CASES = sorted(path for path in (HERE / "cases").rglob("*") if path.is_file())


def _module(name: str) -> ModuleType:
    place = HERE.parent.parent.parent / "tools" / "fuzz" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"isnad_fuzz_{name}", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SEEDS, TARGET = _module("seeds"), _module("target")
BYTES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([b"\x00", b"\xff\xfe", b"\n", b'"', b"<", b"]]>", b"&#0;", b"&a;", b"99999999999999999999", b"-1"]),
)


@st.composite
def damaged(draw: st.DrawFn, form: str) -> bytes:
    """A sound file with a few places written over, cut out or put in; or any bytes."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    data = draw(st.sampled_from(SEEDS.seeds()[form]))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.sampled_from([0, 0, 1, 2, 8, 40, 10_000]))
        data = data[:at] + draw(BYTES) * draw(st.sampled_from([1, 1, 1, 50])) + data[at + gone :]
    return bytes(data)


@pytest.mark.parametrize("form", TARGET.FORMS)
@given(data=st.data())
@settings(max_examples=80)
def test_no_bytes_trip_a_reader(form: str, data: st.DataObject) -> None:
    TARGET.run(form, SEEDS.wrap(form, data.draw(damaged(form))))


@pytest.mark.parametrize("form", TARGET.FORMS)
def test_the_seeds_are_sound(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mutating what a reader refuses anyway would test nothing."""
    loaded: list[object] = []
    real = TARGET._loaded
    monkeypatch.setattr(TARGET, "_loaded", lambda item: (loaded.append(item), real(item)))
    for seed in SEEDS.seeds()[form]:
        TARGET.run(form, SEEDS.wrap(form, seed))
    assert loaded or form in ("days", "robots", "opml")
    assert set(READERS) <= set(TARGET.FORMS)


@pytest.mark.parametrize("case", CASES, ids=[f"{path.parent.name}-{path.name}" for path in CASES])
def test_what_fuzzing_found_stays_mended(case: Path) -> None:
    TARGET.run(case.parent.name, SEEDS.wrap(case.parent.name, case.read_bytes()))
