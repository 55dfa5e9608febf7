# The same words on a laptop and in CI. `make help` prints them.
.DEFAULT_GOAL := help
.PHONY: help demo setup setup-dev serve check test lock clean
export UV_NO_PYTHON_DOWNLOADS = 1

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## the environment of a user
	@scripts/setup.sh base

setup-dev: ## the environment of a developer
	@scripts/setup.sh dev

demo: setup ## one command to the main job: the demonstration on 127.0.0.1:8000
	@.venv/bin/concertation demo

serve: setup ## serve the register on 127.0.0.1:8000
	@.venv/bin/concertation serve

check: setup-dev ## format, lint, types, contracts, migrations, forbidden words
	@scripts/check.sh

test: setup-dev ## every test, on SQLite and on PostgreSQL
	@.venv/bin/pytest -q
	@scripts/with_postgresql.sh .venv/bin/pytest -q tests/store tests/journeys

lock: ## pin the dependencies again; the lock files name no host
	@.tools/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 pyproject.toml -o requirements.lock.txt
	@.tools/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 pyproject.toml --extra postgresql --group dev -c requirements.lock.txt -o requirements-dev.lock.txt

clean: ## forget the environment, never the data
	@rm -rf .venv .tools frontend/node_modules src/concertation/web/static/vendor
