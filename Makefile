# Two commands are enough for a newcomer: make run, make test.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PYTHONUNBUFFERED := 1

.PHONY: help run test check bench demo lock baseline words clean

help: ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# Installs again only when a lock file changed.
$(READY): requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Paeonia needs; about a minute the first time.  正在安装所需组件，首次约需一分钟。"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(READY) ## start the site with its database and the demo programme
	@$(BIN)/paeonia serve

test: $(READY) ## run every test
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope

check: $(READY) ## style, types, floors, laws
	$(BIN)/ruff check .
	$(BIN)/mypy src/paeonia/record src/paeonia/criteria src/paeonia/knowledge
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/laws

bench: $(READY) ## measure, and write build/bench.json
	@$(BIN)/python -m bench

demo: $(READY) ## load the invented programme again
	@$(BIN)/paeonia migrate && $(BIN)/paeonia demo

lock: $(READY) ## write the lock files from pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra test --extra dev --output-file requirements-dev.lock pyproject.toml
LOCKING := --quiet --generate-hashes --strip-extras --no-annotate --no-header --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

baseline: $(READY) ## run all migrations once and write down the empty tables, for a quick first start
	@empty=$$(mktemp -d) && PAEONIA_HOME=$$empty PAEONIA_THROWAWAY=1 DJANGO_SETTINGS_MODULE=paeonia.site.settings $(BIN)/python -m paeonia.site.baseline; rm -rf $$empty

words: $(READY) ## collect the sentences people read and compile their Chinese
	$(BIN)/python -m paeonia.ui.catalogues

clean: ## remove what was built, keep the data
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
