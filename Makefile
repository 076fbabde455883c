# One command each. `make run` and `make test` set everything up themselves, from a fresh clone, with Python 3.11 or later.

VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= out
SOURCE ?= seeds
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: help setup setup-dev run test lint check unit bench bench-translation serve lock wheel clean
.DEFAULT_GOAL := help

help:            ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1  /p' $(MAKEFILE_LIST) | awk '{cmd=$$1" "$$2; $$1=$$2=""; printf "  %-24s%s\n", cmd, $$0}'

setup:           ## the virtual environment with what a run needs (quick when nothing changed)
	@sh .ci/setup requirements.lock

setup-dev:       ## the same, with what the tests need
	@sh .ci/setup requirements.lock requirements-dev.lock

run: setup       ## the main flow on seeds/, into out/ (SOURCE=... OUT=... for others)
	@$(BIN)/diptych run $(SOURCE) --out $(OUT)

test: setup-dev  ## linter, types, import rules and every test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory unit

lint: setup-dev  ## ruff, mypy and the import rules
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

unit: setup-dev  ## the tests alone
	@$(BIN)/python -m pytest -n 2 --dist loadfile

bench: setup-dev              ## cleaning, translation and the guard beside their peers
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.growth
	@$(BIN)/python -m tests.bench.translate
	@$(BIN)/python -m tests.bench.guard ../shared/bench/newstest2013.fr ../shared/bench/newstest2013.en --limit 1000

bench-translation: setup-dev  ## translation: quality and speed of the package in use
	@$(BIN)/python -m tests.bench.translation
	@$(BIN)/python -m tests.bench.whole_way

serve: setup     ## serve the deployments (schedule, manual, event) from one process
	@$(BIN)/diptych serve

lock: setup-dev  ## resolve the dependencies again (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: see its documentation for how to install it"; exit 2; }
	@set -e; options="--universal --python-version 3.11 --excludes requirements.excludes --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate --quiet $(LOCKFLAGS)"; \
	uv pip compile pyproject.toml $$options --extra build -o requirements.lock; \
	uv pip compile pyproject.toml $$options --extra build --extra dev --constraints requirements.lock -o requirements-dev.lock

wheel: setup-dev ## the wheel, in dist/
	@$(BIN)/python -m hatchling build -t wheel

clean:           ## remove what the commands above wrote, the environment excepted
	@rm -rf out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
