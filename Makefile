# Everything a person types. `make help` lists it.
SHELL := /bin/bash
UV := .venv/bin/uv
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup check test test-long evals demo serve bench bench-evals bench-follow bench-inputs bench-planning bench-real bench-web

help: ## list what can be run
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# Where the system has certificates, a company's own authority among them counts for uv too.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := 1
endif

# The tests start hundreds of processes: each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

$(UV):
	@python3 -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'

.venv/runs: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --quiet --frozen --inexact --no-default-groups
	@touch $@

.venv/ready: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --quiet --frozen --inexact
	@touch .venv/runs $@

setup: .venv/ready ## create .venv and install everything into it

demo: .venv/runs ## live the Halden Foods cycle, then look around in it
	.venv/bin/sopwith demo

serve: .venv/runs ## the pages and a worker, on your own data
	.venv/bin/sopwith serve

check: setup ## format, lint, types, layers: what every commit passes
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	.venv/bin/mypy .
	.venv/bin/pyright

test: setup ## the whole test suite
	$(PY) -m pytest -n 2 --dist worksteal -m 'not long'

test-long: setup ## everything, what takes long too, on new random examples
	$(PY) -m pytest -n 2 --dist worksteal --hypothesis-profile=wandering

EVALS := .evals
evals: setup ## recordings give their own events; the shipped playbook against the kept one
	@rm -rf $(EVALS)
	.venv/bin/sopwith evals verify evals/corpus
	.venv/bin/sopwith evals replay evals/corpus
	.venv/bin/sopwith evals replay evals/corpus/whole --tier T2
	.venv/bin/sopwith evals players
	.venv/bin/sopwith evals sim --playbook evals/baselines/playbook.toml --out $(EVALS)/corpus
	.venv/bin/sopwith evals compare evals/baselines/playbook.toml shipped $(EVALS)/corpus --out $(EVALS)/out
	@# what the corpus can't tell (3) is for whoever reviews, what it tells is not
	.venv/bin/sopwith evals gate $(EVALS)/out || [ $$? -eq 3 ]

bench: setup bench-inputs ## decision to next step, side by side with the alternatives
	$(PY) -m benchmarks.engine

bench-evals: setup ## recorded cycles a minute, against a bare loop over the pure functions
	$(PY) -m benchmarks.evals

bench-follow: setup ## reminders by our cadence beside none and beside weekly ones, simulated people
	$(PY) -m benchmarks.follow_through

bench-planning: setup ## supply plans of 24 to 2,000 items, side by side with bare HiGHS and linopy
	$(UV) sync --quiet --frozen --inexact --group bench
	$(PY) -m benchmarks.planning
	$(PY) -m benchmarks.trying

bench-real: setup ## forecast and plan on a real company's orders: make bench-real DATA=DIR
	$(PY) -m benchmarks.real_data $(DATA)

bench-inputs: setup ## a million forecast rows checked, side by side with polars and pandera
	$(UV) sync --quiet --frozen --inexact --group bench
	$(PY) -m benchmarks.inputs

bench-web: setup ## pages and decisions with 100,000 past requests, and a hundred approvers at once
	$(UV) sync --quiet --frozen --inexact --group bench
	$(PY) -m benchmarks.web --picture docs/pictures/pages-growth.svg
