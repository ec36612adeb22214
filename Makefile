# Everything starts with `make run` or `make test`; both set up what they need first. `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
OUT := out
# More for pytest, for instance: make test PYTEST_ARGS="-x tests/core"
PYTEST_ARGS ?=
# Programs that draw get a screen of their own.
SCREEN := tools/with-screen

LOCK := requirements/dev.lock
LIBRARIES := .venv/.system-libraries
PACKAGES := .venv/.packages

.PHONY: help setup run test lint bench screenshots lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

setup: $(LIBRARIES) $(PACKAGES) ## System libraries, virtual environment, packages (run and test begin with it)
	@:

.venv/bin/python:
	@echo "Making the virtual environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Candor needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "On Debian: apt-get install python3-venv" >&2; exit 1; }

# Where something is still missing this goes on (and asks again next time): it has been named, and may not be needed.
$(LIBRARIES): tools/system_libraries.py | .venv/bin/python
	@if $(PYTHON) tools/system_libraries.py; then touch $@; fi

$(PACKAGES): $(LOCK) pyproject.toml | .venv/bin/python $(LIBRARIES)
	@echo "Installing packages into .venv (about 1 GB, most of it Qt; only the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup ## Open the editor on the starter brochure (without a display: write it into out/)
	@tools/run $(BIN) $(OUT)

lint: setup ## Style, types, floors
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ." >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@floors=$$($(BIN)/lint-imports --no-cache 2>&1) || { printf '%s\n' "$$floors"; exit 1; }

test: lint ## Everything that can be checked, in under ten minutes
	@$(SCREEN) $(BIN)/python -m pytest -q -m "not windows" -n auto --maxprocesses 4 --dist loadfile $(PYTEST_ARGS) || [ $$? = 5 ]
	@$(SCREEN) $(BIN)/python -m pytest -q -m windows $(PYTEST_ARGS) || [ $$? = 5 ] # 5: none were asked for

bench: setup ## Measure; prints a table and writes out/bench.json
	@mkdir -p $(OUT)
	@$(SCREEN) $(BIN)/python -m tests.benchmarks --output $(OUT)/bench.json

screenshots: setup ## Remake the pictures in the README
	@$(SCREEN) $(BIN)/python tools/screenshots.py docs/pictures

UV_LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" $(LOCK_ARGS)

# LOCK_ARGS=--upgrade takes newer versions; without it only what pyproject.toml changed is changed.
lock: setup ## Remake requirements/*.lock from pyproject.toml
	@$(UV_LOCK) --output-file requirements/app.lock pyproject.toml
	@$(UV_LOCK) --extra dev --constraint requirements/app.lock --output-file requirements/dev.lock pyproject.toml

clean: ## Remove everything that make made, the environment included
	rm -rf .venv $(OUT) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
