# What a developer types. `make demo` and `make test` need only Python 3.11+, git and make; the second run is fast.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run
DEV_READY := $(VENV)/.dev
TABLES := $(wildcard data/wallonia/*.csv) $(wildcard ontology/*.ttl) $(wildcard ontology/schemes/*.ttl)

.DEFAULT_GOAL := help
.PHONY: help demo test test-full check tests smoke bench screenshots requirements tidy-data browser clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(RUN_READY) ## set up, write the bundled ecosystem's map, print its path and five figures
	@$(BIN)/python -m triplehelix.graph.bundled
	@$(BIN)/triplehelix map -o map.html
	@$(BIN)/triplehelix stats --headline

test: $(DEV_READY) browser check tests smoke ## set up, then all checks and tests, in small numbers (under 5 minutes)

test-full: export THX_DEPTH = full
test-full: test ## the same with the numbers that claims rest on

check: $(DEV_READY) ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

tests: $(DEV_READY)
	@$(BIN)/python -m triplehelix.graph.bundled
	$(BIN)/pytest --numprocesses auto --dist worksteal

smoke: $(DEV_READY) ## each command once against the built wheel, without the development group
	$(BIN)/python tests/smoke.py $(VENV)/smoke

bench: $(DEV_READY) ## each claim about speed, beside what a user would pick instead
	$(BIN)/python -m triplehelix.graph.bundled
	$(BIN)/python -m bench.run

tidy-data: $(DEV_READY) ## put the bundled tables into canonical form
	$(BIN)/python tests/tidy_data.py

screenshots: $(DEV_READY) browser ## the pictures of the documentation, from the real page
	$(BIN)/python -m triplehelix.graph.bundled
	$(BIN)/python -m tests.screenshots

requirements: $(DEV_READY) ## pin the versions anew, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links pyproject.toml requirements/build.in -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links -c requirements/run.txt pyproject.toml requirements/build.in --group dev -o requirements/dev.txt

browser: ## a real Chromium for the browser tests, as a system package where that is permitted
	@sh tests/install_browser.sh

clean: ## remove what was set up and built
	rm -rf $(VENV) dist build data/built .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache map.html

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Triple Helix needs Python 3.11 or newer; say make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): pyproject.toml hatch_build.py requirements/run.txt | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(DEV_READY): pyproject.toml hatch_build.py requirements/dev.txt $(RUN_READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
