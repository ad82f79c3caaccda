# Everything is set up in a private virtual environment, once; a target does again only what its files ask for.

VENV ?= .venv
python := $(VENV)/bin/python
pip := $(python) -m pip -qq --disable-pip-version-check

export PYTHON

.PHONY: help demo test golden sent lint format generated catalogue bench lock upgrade clean

help:
	@echo "make demo       build the example's documents"
	@echo "make test       run the tests; some of them: make test TESTS=tests/test_catalogue.py"
	@echo "make lint       formatting, style, types, and which module may import which"
	@echo "make format     put formatting and style right where a machine can"
	@echo "make golden     accept what the documents say now as what they should say"
	@echo "make sent       keep what this version sends, for the test that later ones build it again"
	@echo "make generated  write schema/ and docs/mallar.md anew from the model"
	@echo "make catalogue  bring the Swedish catalogue of messages up to date"
	@echo "make bench      measure speed and memory beside other programs, and write docs/performance.md anew"
	@echo "make lock       write the requirements after a change of pyproject.toml; newer versions: make upgrade"
	@echo "make clean      remove everything that was made"

demo: $(VENV)/demo
	@$(VENV)/bin/auditresp build

test: $(VENV)/development
	@$(python) -m pytest --numprocesses auto $(TESTS)

golden: $(VENV)/development
	@$(python) -m pytest --numprocesses auto --update-golden $(TESTS)

sent: $(VENV)/development
	@$(python) tools/make_sent.py

lint: $(VENV)/development
	@$(python) -m ruff format --check
	@$(python) -m ruff check
	@$(python) -m mypy
	@$(VENV)/bin/lint-imports

format: $(VENV)/development
	@$(python) -m ruff format
	@$(python) -m ruff check --fix

generated: $(VENV)/development
	@for kind in settings recommendations response; do $(VENV)/bin/auditresp schema $$kind > schema/$$kind.schema.json; done
	@$(python) tools/make_mallar.py

catalogue: $(VENV)/development
	@$(python) tools/catalogue.py

bench: | $(python)
	@$(python) bench/set_up.py
	@bench/.venv/bin/python bench/run.py

# The lock files hold hashes and no addresses, so that they serve with whatever index the machine is set up to use.
compile = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(newer) pyproject.toml --group build

lock: $(VENV)/development
	@$(pip) install uv
	@$(compile) --output-file requirements.txt
	@$(compile) --group dev --constraint requirements.txt --output-file requirements-dev.txt

upgrade: newer = --upgrade
upgrade: lock

clean:
	rm -rf $(VENV) bench/.venv bench/node_modules build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# Commands start at once from the first time on: the source is compiled here, also where Python is told not to write what it compiles.
# The project itself is installed without asking the network for anything: what builds it is among the locked requirements.
install = @echo "Setting up $(VENV) (once) …" && \
	$(pip) install --require-hashes --requirement $< && \
	$(pip) install --no-deps --no-build-isolation --editable . && \
	$(python) -m compileall -q src && \
	touch $@

$(VENV)/demo: requirements.txt pyproject.toml | $(python)
	$(install)

$(VENV)/development: requirements-dev.txt pyproject.toml | $(python)
	$(install)

$(python):
	@found=$$(tools/find-python) && "$$found" -m venv --clear $(VENV)
