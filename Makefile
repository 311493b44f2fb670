# demo test eval bench fuzz kills lint clean. Each target makes .venv itself; nothing else has to be set up.
# PYTHON picks the interpreter (3.11 to 3.13): make test PYTHON=python3.13
PYTHON ?= python3
BIN := .venv/bin
# pip and the interpreter write here what they keep, so nothing but .venv and out/ is touched.
RUN := .venv/.run-stamp
DEV := .venv/.dev-stamp
OUT := out/demo

# How often each act is killed on each database: make kills COUNT=200
COUNT := 20

# What to fuzz, and for how long: make fuzz READER=feed SECONDS=600
READER := feed
SECONDS := 300
FUZZ := .venv/.fuzz-stamp

.PHONY: demo test eval bench fuzz kills lint clean

demo: $(RUN)
	@$(BIN)/isnad dossier examples -o $(OUT) --overwrite >/dev/null
	@echo "Open this page in a browser:"
	@echo "  $(CURDIR)/$(OUT)/index.html"

test: lint
	$(BIN)/pytest

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/isnad lint

eval: $(RUN)
	$(BIN)/python eval/gate.py

bench: $(RUN)
	$(BIN)/python benchmarks/bench.py

fuzz: $(FUZZ)
	$(BIN)/python tools/fuzz/run.py $(READER) $(SECONDS)

kills: $(DEV)
	@mkdir -p out && rm -f out/kills.tsv
	ISNAD_KILLS=$(COUNT) ISNAD_KILLS_LOG=out/kills.tsv $(BIN)/pytest tests/store/test_kills.py tests/web/test_killed.py
	@cut -f1,2,4 out/kills.tsv | sort | uniq -c

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("isnad needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

$(RUN): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[browser]' \
		|| echo "make: SKIPPED: the browser extra does not install here; the browser checks will not run"
	@touch $@ $(RUN)

$(FUZZ): pyproject.toml $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,fuzz]'
	@touch $@
