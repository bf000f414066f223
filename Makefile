# make tour   open the tour in JupyterLab
# make test   run everything that CI runs
#
# Both set up .venv first, and again only after a change of pyproject.toml.

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python -m
KEY    := $(shell cksum < pyproject.toml | tr -dc 0-9)

TOUR_EXTRAS  := pandas,keyring,brotli,jupyter
READY        := $(VENV)/.ready-test-$(KEY)
# What the tests need contains what the tour needs.
TOUR_READY   := $(or $(wildcard $(READY)),$(VENV)/.ready-tour-$(KEY))

# Where no display is, a browser can only be a surprise in the terminal: the URL is printed instead.
BROWSER_FLAG := $(shell [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || echo --no-browser)

NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=60

.PHONY: help setup tour test lint types docs unit notebooks refresh operations format clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup: $(READY)

$(VENV)/bin/python:
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hypernav needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "No virtual environment could be made; on Debian: apt-get install python3-venv"; exit 1; }

$(READY): $(VENV)/bin/python
	@echo "Installing hypernav and the tools of its tests: a few minutes the first time"
	@$(RUN) pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@rm -f $(VENV)/.ready-*; touch $@

$(VENV)/.ready-tour-$(KEY): $(VENV)/bin/python
	@echo "Installing hypernav and JupyterLab: a few minutes the first time"
	@$(RUN) pip install --quiet --disable-pip-version-check --editable ".[$(TOUR_EXTRAS)]"
	@rm -f $(VENV)/.ready-*; touch $@

tour: $(TOUR_READY)
	@echo "The tour opens in a browser; without one, open the URL printed below. Ctrl-C ends it."
	@JUPYTER_PREFER_ENV_PATH=1 $(RUN) jupyterlab --allow-root $(BROWSER_FLAG) --log-level=ERROR \
	    --ServerApp.root_dir=notebooks --LabApp.default_url=/lab/tree/00-tour.ipynb

# Every step runs whatever the others said, and pytest closes.
test: $(READY)
	@status=0; \
	for step in lint types docs; do \
	    echo "== $$step"; $(MAKE) --no-print-directory $$step || { status=1; echo "== $$step failed"; }; \
	done; \
	echo "== pytest: tests, doctests and notebooks"; \
	$(RUN) pytest -ra $(NBVAL) tests hypernav notebooks || status=1; \
	exit $$status

lint: $(READY)
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .

format: $(READY)
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .

types: $(READY)
	@$(RUN) mypy

docs: $(READY)
	@$(RUN) sphinx -b html -E -W --keep-going -q -d docs/_build/doctrees docs docs/_build/html

unit: $(READY)
	@$(RUN) pytest tests hypernav

notebooks: $(READY)
	@$(RUN) pytest $(NBVAL) notebooks

# After a deliberate change of what is displayed: runs the notebooks, on loopback, and keeps their new outputs;
# makes the documentation's tables of fields and operators anew.
refresh: $(READY)
	@PYTHONPATH=$(CURDIR)/tests/block_network JUPYTER_PREFER_ENV_PATH=1 \
	    $(RUN) jupyter nbconvert --log-level=ERROR --to notebook --execute --inplace notebooks/*.ipynb
	@$(VENV)/bin/python tests/clean_notebooks.py notebooks/*.ipynb
	@$(RUN) tests.dialects

# After a vendor's description changed: makes the lists of operations that ship with the APIs anew.
operations: $(READY)
	@$(VENV)/bin/python -m tests.operations

clean:
	@rm -rf $(VENV) docs/_build docs/notebooks .mypy_cache .pytest_cache .ruff_cache .hypothesis
