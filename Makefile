# Each target installs what it needs. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PEERS := $(VENV)/.peers
AS_OF := 2026-11-22
CORPORA ?=

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit test-slow evaluate left-out peers calibrate type-words evaluate-corpora bench hostile checks-document lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(INSTALLED) ## Make sample applications, appraise them, say where the worksheets are
	@$(BIN)/python -m samples demo --set demo
	@$(BIN)/parakh appraise demo/applications --out demo/appraised --as-of $(AS_OF)
	@echo "Open a worksheet with Excel or LibreOffice; its links open the scanned page with the figure marked."

test: lint types unit ## Lint, check types, run the tests

lint: $(INSTALLED) ## Style, import order of the rooms, YAML
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/yamllint --strict reference .pre-commit-config.yaml

types: $(INSTALLED) ## mypy --strict over all rooms
	@$(BIN)/mypy records reference extractors checks worksheets casefile flows samples benchmarks

unit: $(INSTALLED) ## The tests, but for the slow ones
	@$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

test-slow: $(INSTALLED) ## The tests that take half a minute and more: hostile files, hundreds of watched papers, LibreOffice
	@$(BIN)/pytest -n 2 --dist worksteal -m slow

evaluate: $(INSTALLED) ## Accuracy on generated samples: types, fields, tables, confidently wrong values
	@$(BIN)/python -m benchmarks.evaluate
	@$(BIN)/python -m benchmarks.bundles

left-out: $(INSTALLED) ## What an unseen layout would give: each family read without the words that only it has needed
	@$(BIN)/python -m benchmarks.evaluate --leave-one-out

peers: $(PEERS) ## Fields of documents beside invoice2data, pdfplumber and docling with patterns
	@$(BIN)/python -m benchmarks.field_peers

calibrate: $(INSTALLED) ## Fit reference/calibration.yaml anew from labelled papers (20 minutes)
	@$(BIN)/python -m benchmarks.calibrate --jobs 2

type-words: $(INSTALLED) ## Fit reference/type_words.tsv anew: which words tell the type of a paper (3 minutes)
	@$(BIN)/python -m benchmarks.type_words

evaluate-corpora: $(PEERS) ## Third-party files, beside peers: CORPORA=folder names where they are
	@$(BIN)/python -m benchmarks.corpora $(CORPORA)

bench: $(PEERS) ## Speed, beside peers in the same run
	@for part in bench checks_bulk words long_ledger "scans --first-look" isolation page_classes certificates workbooks \
	  recalculation intake reappraisal orchestration; do \
	  echo; echo "== $$part"; $(BIN)/python -m benchmarks.$$part || exit 1; done

hostile: $(INSTALLED) ## Bombs, loops and 500 broken copies of good files: each ends with a status
	@$(BIN)/python -m benchmarks.hostile

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-annotate --no-header --no-emit-package openvino-telemetry pyproject.toml

checks-document: $(INSTALLED) ## Write docs/checks.md from the checks and the scheme
	@$(BIN)/python -c "from pathlib import Path; from checks.catalogue import as_document; from reference import load_scheme; \
	  Path('docs/checks.md').write_text(as_document(load_scheme()), encoding='utf-8')"

lock: $(INSTALLED) ## Compile the lock files from pyproject.toml, without OpenVINO's telemetry, which it does not need
	@$(COMPILE) --extra dev -o requirements.lock
	@$(COMPILE) --extra dev --extra peers -o requirements-peers.lock

clean: ## Remove what the targets made, but not .venv
	@rm -rf demo evaluation .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(INSTALLED): requirements.lock pyproject.toml .ci/system-packages
	@PYTHON=$(PYTHON) bash .ci/system-packages
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Python packages into $(VENV) (about a minute)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(PEERS): $(INSTALLED) requirements-peers.lock
	@echo "Installing the programs that the measurements compare with" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-peers.lock
	@touch $@
