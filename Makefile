# Short names for what .ci/ does; each also runs without make.
.PHONY: demo test e2e lint types drift bench ci

demo:  ## set up, sync the catalog, build production
	bash .ci/demo

test:  ## set up and run the tests
	bash .ci/test

e2e:  ## build a cluster's programs, which takes long the first time, and run the end-to-end tests on them
	bash .ci/e2e

lint:
	.venv/bin/ruff check && .venv/bin/ruff format --check

types:
	.venv/bin/mypy

drift:
	.venv/bin/mcpgen sync --check catalog.yaml

bench:
	.venv/bin/python -m bench.run

ci:
	bash .ci/run

include by-hand.mk
