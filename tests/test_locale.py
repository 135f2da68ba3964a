"""The German catalogues are complete: whatever the code says to people, they say in German."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent
CATALOGUES = ("skew_wagtail", "example_site")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def catalogue(app):
    return polib.pofile(str(ROOT / app / "locale/de/LC_MESSAGES/django.po"))


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The strings in the code as it is now, by app."""
    if not shutil.which("xgettext"):
        pytest.fail("xgettext is missing. Please run: sudo apt-get install -y gettext")
    copy = tmp_path_factory.mktemp("source") / "project"
    ignored = shutil.ignore_patterns(
        ".venv", ".git", "var", "tests", "docs", "benchmarks", "*.mo", "*.po", "build"
    )
    shutil.copytree(ROOT, copy, ignore=ignored)
    for app in CATALOGUES:
        (copy / app / "locale").mkdir(exist_ok=True)
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "--locale",
        "de",
        "--no-location",
        "--ignore",
        "scripts/*",
    ]
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})
    return {app: polib.pofile(str(copy / app / "locale/de/LC_MESSAGES/django.po")) for app in CATALOGUES}


def key(entry):
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


@pytest.mark.parametrize("app", CATALOGUES)
def test_every_string_of_the_code_is_in_the_catalogue_and_no_other(collected, app):
    in_code = {key(entry) for entry in collected[app] if not entry.obsolete}
    known = {key(entry) for entry in catalogue(app) if not entry.obsolete}
    assert sorted(map(str, in_code - known)) == []
    assert sorted(map(str, known - in_code)) == []


@pytest.mark.parametrize("app", CATALOGUES)
def test_every_string_is_translated(app):
    entries = catalogue(app)
    assert [entry.msgid for entry in entries.untranslated_entries()] == []
    assert [entry.msgid for entry in entries.fuzzy_entries()] == []


@pytest.mark.parametrize("app", CATALOGUES)
def test_placeholders_are_the_same(app):
    for entry in catalogue(app):
        originals = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        wanted = set(PLACEHOLDER.findall(" ".join(originals)))
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]:
            if translation:
                assert set(PLACEHOLDER.findall(translation)) <= wanted, entry.msgid
        together = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
        assert set(PLACEHOLDER.findall(together)) == wanted, entry.msgid


@pytest.mark.parametrize("app", CATALOGUES)
def test_the_compiled_catalogue_is_fresh(app):
    compiled = polib.mofile(str(ROOT / app / "locale/de/LC_MESSAGES/django.mo"))
    assert {key(entry)[:2]: (entry.msgstr, entry.msgstr_plural) for entry in compiled} == {
        key(entry)[:2]: (entry.msgstr, entry.msgstr_plural) for entry in catalogue(app) if not entry.obsolete
    }


def test_pages_are_german(client, directory):
    html = client.get("/akteure/").content.decode()
    assert "Suchen" in html
    assert "Search and filter" not in html
