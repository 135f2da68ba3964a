# Two commands: "make run" serves the demonstration town, "make test" proves everything.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
PYTEST ?= -n auto
BIN := .venv/bin
MANAGE := DJANGO_SETTINGS_MODULE=example_site.settings $(BIN)/python manage.py

.PHONY: run test lint bench reset install browser gettext messages screenshots help

help:
	@echo "make run          serve the demonstration town at http://$(HOST):$(PORT)/ (HOST, PORT)"
	@echo "make reset        forget the demonstration town's data"
	@echo "make test         run all tests (DATABASE_URL for another database than SQLite)"
	@echo "make lint         check style, templates, migrations, settings and the German catalogue"
	@echo "make bench        print how fast directory, import and brochure are compared with others, and how sure suspicions are"
	@echo "make messages     collect strings and compile the German catalogue"
	@echo "make screenshots  take the pictures of the handbook and the README anew"

.venv/installed: setup.cfg pyproject.toml
	@echo "Setting up .venv (one to two minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --progress-bar on -e ".[test]"
	@touch $@

install: .venv/installed

run: install
	@mkdir -p example_site/var
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo
	@HOST=$(HOST) PORT=$(PORT) $(MANAGE) serve_demo

reset:
	@rm -rf example_site/var
	@echo "The demonstration town's data is gone; make run loads it again."

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || sh scripts/need.sh chromium chromium fonts-dejavu-core

gettext:
	@command -v xgettext >/dev/null || sh scripts/need.sh xgettext gettext

test: install browser gettext
	@$(BIN)/python -m pytest $(PYTEST)

lint: install gettext
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet skew_wagtail templates
	@$(MANAGE) makemigrations --check --dry-run
	@DEBUG=0 SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") \
	  $(MANAGE) check --deploy --fail-level WARNING
	@$(BIN)/python -m pytest -q tests/test_locale.py

bench: install
	@$(BIN)/python benchmarks/directory.py
	@$(BIN)/python benchmarks/duplicates.py
	@$(BIN)/python benchmarks/imports.py
	@$(BIN)/python benchmarks/brochure.py

# Sorted, without line numbers, dates, guesses and dead entries: a change of strings is all that a diff shows.
messages: install gettext
	@mkdir -p skew_wagtail/locale example_site/locale
	@$(MANAGE) makemessages --locale de --no-location --no-wrap \
	  --ignore "benchmarks/*" --ignore "build/*" --ignore "docs/*" --ignore "scripts/*" --ignore "tests/*"
	@for room in skew_wagtail example_site; do ( \
	  cd $$room/locale/de/LC_MESSAGES && \
	  msgattrib --no-obsolete --clear-fuzzy --empty --clear-previous --sort-output --no-wrap \
	    --output-file django.new django.po && \
	  sed "/^.POT-Creation-Date/d" django.new > django.po && rm django.new && \
	  msgfmt --check --statistics --output-file django.mo django.po ) || exit 1; \
	done

screenshots: install browser
	@$(BIN)/python scripts/screenshots.py
