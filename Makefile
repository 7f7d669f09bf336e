# make            sets itself up and builds every guide in content/, and their site, into dist/
# make examples   builds the guides of other shapes in examples/ into dist/, beside the others
# make site       makes the site alone: dist/site
# make watch      builds again what an edit touches, until Ctrl-C
# make serve      shows the pages in a browser while they are written, until Ctrl-C
# make test       sets itself up and runs the linter, the type checker and the whole suite
# make mutants    tests the tests: makes small changes of the code and asks who notices (hours)
# make gates      the long checks: installs the press as a stranger would, and has veraPDF judge
# make bench      times the press against other tools and writes bench/RESULTS.md (ten minutes)
# make pictures   renders the pictures of the README, the kinds of blocks and the pictograms anew
# make bytes      records which bytes of the real guide changed: make bytes WHY="..."
# make docs       writes the pages about problems, kinds of blocks and facts, and pictograms anew
# make schema     writes the JSON Schemas of the content files anew
# make lock       resolves the dependencies anew, with hashes

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: build examples site watch serve test mutants gates bytes bench pictures docs schema lock clean

build: $(VENV)/press.ready
	$(BIN)/python build.py

examples: $(VENV)/press.ready
	$(BIN)/python build.py examples

site: $(VENV)/press.ready
	$(BIN)/python -m vademecum site

watch: $(VENV)/press.ready
	$(BIN)/python -m vademecum watch

serve: $(VENV)/serve.ready
	$(BIN)/python -m vademecum serve

test: $(VENV)/dev.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal

mutants: $(VENV)/dev.ready
	$(BIN)/python tools/mutate.py --wide --sample $(or $(SAMPLE),150) $(MODULES)

gates: $(VENV)/dev.ready
	$(BIN)/python -m pytest tests/gates

bench: $(VENV)/bench.ready
	sh tools/chromium.sh
	$(BIN)/python -m bench

pictures: $(VENV)/dev.ready
	$(BIN)/python tools/pictures.py docs
	$(BIN)/python -m vademecum.commands.reference docs pictures
	sh tools/chromium.sh
	$(BIN)/python -m vademecum site -q
	$(BIN)/python tools/site_pictures.py dist/site docs
	$(BIN)/python -m vademecum.commands.pictogram_reference docs pictures

bytes: $(VENV)/dev.ready
	$(BIN)/python -m tests.gates.bytes "$(WHY)"

docs: $(VENV)/press.ready
	$(BIN)/python -m vademecum.problems.codes
	$(BIN)/python -m vademecum.commands.reference docs
	$(BIN)/python -m vademecum.commands.fact_reference docs
	$(BIN)/python -m vademecum.commands.pictogram_reference docs

schema: $(VENV)/press.ready
	$(BIN)/python -m vademecum.content.schema

lock: $(VENV)/dev.ready
	$(BIN)/pip install --quiet uv
	for set in "press" "serve --extra serve" "dev --group dev" "bench --group bench"; do \
	  set -- $$set; name=$$1; shift; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header --upgrade pyproject.toml \
	    "$$@" -o requirements/$$name.txt; \
	done

$(VENV)/%.ready: requirements/%.txt tools/setup.sh
	PYTHON=$(PYTHON) sh tools/setup.sh $(VENV) requirements/$*.txt
	touch $@

clean:
	rm -rf $(VENV) dist
