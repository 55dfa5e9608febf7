# The same words on a laptop and in CI. `make help` prints them.
.DEFAULT_GOAL := help
.PHONY: help demo setup setup-dev serve check test fuzz-api figures wheel lock clean
export UV_NO_PYTHON_DOWNLOADS = 1
# Processes of tests and of the product load what was compiled before, whatever the shell asks for.
unexport PYTHONDONTWRITEBYTECODE
PORT ?= 8000

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## the environment of a user
	@scripts/setup.sh base

setup-dev: ## the environment of a developer
	@scripts/setup.sh dev

demo: setup ## one command to the main job: the demonstration on 127.0.0.1:8000 (PORT=… for another)
	@.venv/bin/concertation demo --port $(PORT)

serve: setup ## serve the register on 127.0.0.1:8000
	@.venv/bin/concertation serve --port $(PORT)

check: setup-dev ## format, lint, types, contracts, both languages, generated files, migrations
	@scripts/check.sh

test: setup-dev ## every test, on SQLite and on PostgreSQL
	@browser="$$(scripts/chromium.sh)" && CONCERTATION_CHROMIUM="$$browser" .venv/bin/pytest -q -n auto --dist loadfile --no-loadscope-reorder
	@scripts/with_postgresql.sh .venv/bin/pytest -q -n auto --dist loadfile --no-loadscope-reorder tests/store tests/journeys

fuzz-api: setup-dev ## many requests to every operation of the API (CONCERTATION_FUZZ_EXAMPLES=… each, for each reader)
	@CONCERTATION_FUZZ_EXAMPLES="$${CONCERTATION_FUZZ_EXAMPLES:-100}" .venv/bin/pytest -q tests/api/test_fuzzing.py

figures: setup ## what starting from a fresh clone costs on this machine
	@.venv/bin/python -m benchmarks.start

wheel: setup-dev ## the package, with its assets, in dist/
	@.venv/bin/python -m hatchling build -t wheel

lock: setup ## pin the dependencies again; the lock files name no host
	@.tools/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 pyproject.toml -o requirements.lock.txt
	@.tools/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 pyproject.toml --extra postgresql --group dev -c requirements.lock.txt -o requirements-dev.lock.txt
	@scripts/setup.sh dev && .venv/bin/python scripts/write_notices.py

clean: ## forget the environment and what was built, never the data
	@rm -rf .venv .tools dist build frontend/node_modules src/concertation/web/static/vendor
	@rm -rf src/concertation/reports/documents/fonts
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests scripts benchmarks -name __pycache__ -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete
