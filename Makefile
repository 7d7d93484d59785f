# Needs Python 3.11 or later, make and the package index. DATA and START are for bench and train only.
PYTHON ?= python3
VENV   ?= .venv
DATA   ?= ../shared/bench
BIN    := $(VENV)/bin
RUN    ?= runs/weights
START  ?= $(RUN)/start
# glibc gives big blocks back to the system at once and asks again: a third of a training step.
CALM   := MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=17179869184

.PHONY: demo test lint bench bench-speed train clean

demo: $(VENV)/installed  ## read the example desk, ask who said, held and did what, show one article
	@BIN=$(BIN) sh examples/demo.sh

test: $(VENV)/tested  ## all tests
	$(BIN)/python -m pytest

lint: $(VENV)/linted  ## format, style, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/installed  ## the scoreboard on DATA; fails under a floor
	$(BIN)/python -m bench.run --data $(DATA) --write bench/SCOREBOARD.md

bench-speed: $(VENV)/installed  ## words a second beside spaCy's full pipeline, in pairs
	PYTHON=$(BIN)/python sh bench/speed.sh $(DATA)

train: $(VENV)/training  ## new weights from DATA, resumable: the same command goes on
	test -f $(START)/model.safetensors || $(BIN)/python -m train.start --out $(START)
	$(CALM) $(BIN)/python -m train.run --data $(DATA) --start $(START) --out $(RUN)/teacher
	$(CALM) $(BIN)/python -m train.run --data $(DATA) --start $(START) --out $(RUN)/second \
		--going-on-from $(RUN)/teacher --rehearsed 0.03 --epochs 4 --windows 24
	$(CALM) $(BIN)/python -m train.distil --data $(DATA) --teacher $(RUN)/teacher --second $(RUN)/second --out $(RUN)/student
	$(BIN)/python -m train.export --run $(RUN)/student --out onrecord/models/weights
	$(BIN)/python -m train.calibrate --data $(DATA) --run $(RUN)/student --weights onrecord/models/weights
	$(BIN)/python -m train.places --data $(DATA) --write
	$(BIN)/python -m bench.run --data $(DATA) --card onrecord/models/weights/card.json

$(VENV)/made:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/pip install --quiet --group test
	touch $@

$(VENV)/linted: $(VENV)/installed
	$(BIN)/pip install --quiet --group lint
	touch $@

$(VENV)/training: $(VENV)/installed
	$(BIN)/pip install --quiet --group train
	touch $@

clean:
	rm -rf $(VENV) build dist
