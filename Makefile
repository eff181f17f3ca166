# Two commands for a bare checkout: `make demo` and `make test`. Each sets up .venv by itself.
# Needs Python 3.11 or 3.12 (3.13: with the reference engine), make, and a C compiler for durable-rules.

PYTHON ?= $(shell for p in python3.12 python3.11 python3.13 python3; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint types docs docs-check bench evaluate tune clean

demo: $(READY)
	$(BIN)/complaint-rules classify --format table examples/complaints.jsonl

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

docs: $(READY)
	$(BIN)/python docs/build.py

docs-check: $(READY)
	$(BIN)/python docs/build.py --check

bench: $(READY)
	$(BIN)/python -m pytest benchmarks --benchmark-only --benchmark-columns=min,median,max

evaluate: $(READY)
	$(BIN)/complaint-rules evaluate --format table tests/cases/locked.jsonl
	$(BIN)/complaint-rules evaluate --format table --no-semantic tests/cases/locked.jsonl

tune: $(READY)
	$(BIN)/complaint-rules tune tests/cases/dev.jsonl tests/cases/traps.jsonl tests/cases/own/zh-Hant.jsonl \
		tests/cases/own/zh-Hans.jsonl tests/cases/own/en.jsonl tests/cases/own/counters.jsonl \
		--unseen tests/cases/own/unseen.jsonl --pack rules --quote tests/cases/own/unseen.jsonl \
		--sayings tests/cases/own/sayings.jsonl

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or 3.12 is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	CPPFLAGS=-O3 $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $(READY)

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
