# Every habit by name; each installs what it needs first.
PORT ?= 8000
VENV_PYTHON = .venv/bin/python

.PHONY: up test check bench format lock

up:       ## everything in one terminal, at http://127.0.0.1:$(PORT)/
	@bin/prepare up
	@exec $(VENV_PYTHON) manage.py up --port $(PORT)

test:     ## every check and every test, on SQLite and, where its binaries exist, on PostgreSQL
	@bin/prepare test
	@$(VENV_PYTHON) bin/test.py

check:    ## formatting, lint, types, import contracts, templates, migrations: seconds
	@bin/prepare test
	@$(VENV_PYTHON) bin/check.py

bench:    ## what docs/developers/benchmarks.md says, measured here: half an hour, best on a quiet machine
	@bin/prepare test
	@$(VENV_PYTHON) -m sandbox bench
	@$(VENV_PYTHON) -m tests.bench

format:   ## put code and templates into their one form
	@bin/prepare test
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

lock:     ## resolve requirements/*.in again into hashed locks
	@bin/prepare test
	@cd requirements && for name in production frontend local development; do \
		../.venv/bin/uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
		--no-header --quiet --upgrade --output-file $$name.txt $$name.in; done
