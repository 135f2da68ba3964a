"""A PDF is made whole or not at all, and the same from the same."""

import logging
import os
import resource
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from skew_wagtail.pdf import availability
from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.compiling import Limits, run_step
from skew_wagtail.pdf.errors import (
    PdfExtraMissing,
    PdfNoSpace,
    PdfOutOfMemory,
    PdfRefused,
    PdfTimeout,
    PdfUnsound,
)
from skew_wagtail.pdf.jobs import Stage, Variant
from skew_wagtail.pdf.staging import staged
from tests.sources import PACKAGE

TOO_MUCH = """#import "base.typ": *
#show: sheet
= #data.title
#let words = range(200000).map(n => str(n) + " " + data.title)
#for word in words { par(word) }
"""


@contextmanager
def no_file_larger_than(size):
    """A disk that is full after so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_same_job_gives_the_same_bytes_anywhere(make_job, tmp_path, monkeypatch):
    job, stages = make_job(), []
    first = make_pdf(job, stages.append)
    assert stages == [Stage.CHECKING, Stage.SETTING, Stage.VERIFYING]
    assert first.content.startswith(b"%PDF-1.7") and first.pages == 1
    elsewhere = tmp_path / "elsewhere/with a blank"
    shutil.copytree(job.template.parent, elsewhere)
    os.utime(elsewhere / "small.typ", (1, 1))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    time.tzset()
    second = make_pdf(replace(job, template=elsewhere / "small.typ"))
    monkeypatch.undo()
    time.tzset()
    assert second == first


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what a process has loaded")
def test_no_library_of_the_system_draws_text(make_job):
    """Neither Pango nor fontconfig nor what comes with them: one wheel does it."""
    program = (
        "import sys; from pathlib import Path; from skew_wagtail.pdf import worker;"
        "assert not worker.set_pages(Path('.')) and not worker.finish(Path('.'));"
        "print(Path('/proc/self/maps').read_text())"
    )
    with staged(make_job()) as folder:
        # No system fonts, no settings of fontconfig, nothing on the path.
        nothing = {
            "PATH": "",
            "HOME": str(folder),
            "FONTCONFIG_FILE": "/nowhere",
            "PYTHONPATH": ":".join(sys.path),
        }
        command = [sys.executable, "-P", "-c", program]
        done = subprocess.run(command, cwd=folder, env=nothing, capture_output=True, text=True, check=True)
        assert (folder / "done.pdf").read_bytes() == make_pdf(make_job()).content
    loaded = {line.split()[-1].rpartition("/")[2].lower() for line in done.stdout.splitlines() if "/" in line}
    assert any("typst" in name for name in loaded)
    libraries = ("pango", "fontconfig", "gobject", "glib-", "cairo", "harfbuzz", "freetype")
    assert [name for name in loaded for library in libraries if library in name] == []


def test_nothing_stays_in_the_temporary_folder(make_job, temporary):
    make_pdf(make_job())
    with pytest.raises(PdfRefused):
        make_pdf(make_job("#panic()"))
    assert list(temporary.iterdir()) == []


def test_what_typst_refuses_is_told(make_job):
    with pytest.raises(PdfRefused) as caught:
        make_pdf(make_job("#let x = (\n"))
    assert "unclosed delimiter" in caught.value.message


def test_a_warning_of_typst_is_a_refusal(make_job):
    template = '#import "base.typ": *\n#show: sheet\n= #data.title\n#text(font: "Comic Sans")[x]'
    with pytest.raises(PdfRefused) as caught:
        make_pdf(make_job(template))
    assert "comic sans" in caught.value.message


def test_a_file_that_fails_our_checks_is_thrown_away(make_job, temporary):
    with pytest.raises(PdfUnsound) as caught:
        make_pdf(make_job('#import "base.typ": *\n#show: sheet\n#data.title'))
    assert "there is no heading" in caught.value.message
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("place", ["/etc/passwd", "../../../etc/passwd", "../fonts/000.ttf"])
def test_a_template_reads_nothing_outside_its_folder(make_job, place):
    with pytest.raises(PdfRefused):
        make_pdf(make_job(f'#import "base.typ": *\n#show: sheet\n= #read("{place}")'))


def test_packages_are_not_fetched(make_job):
    with pytest.raises(PdfRefused):
        make_pdf(make_job('#import "@preview/example:0.1.0": *\n= Text'))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.typ")), ids=lambda path: path.name)
def test_templates_name_no_package_and_evaluate_no_text(path):
    source = path.read_text(encoding="utf-8")
    assert [
        word for word in ("@preview", "@local", "eval(", "http:", "https:", "plugin(") if word in source
    ] == []


def test_too_little_memory_is_told_and_kills_nobody_else(make_job, settings, temporary, caplog):
    settings.SKEW_WAGTAIL = {"PDF_MEMORY_BYTES": 300 * 2**20}
    with caplog.at_level(logging.CRITICAL), pytest.raises(PdfOutOfMemory) as caught:
        make_pdf(make_job(TOO_MUCH))
    assert "300 MB" in caught.value.message
    assert list(temporary.iterdir()) == []


def test_what_takes_too_long_is_given_up(make_job, settings, temporary):
    settings.SKEW_WAGTAIL = {"PDF_TIMEOUT_SECONDS": 1}
    start = time.monotonic()
    with pytest.raises(PdfTimeout) as caught:
        make_pdf(make_job(TOO_MUCH.replace("200000", "2000000")))
    assert time.monotonic() - start < 3
    assert "1 seconds" in caught.value.message or "1 Sekunden" in caught.value.message
    assert list(temporary.iterdir()) == []


def test_a_full_disk_is_told_before_setting(make_job, temporary):
    job = make_job()
    with no_file_larger_than(10_000), pytest.raises(PdfNoSpace):
        make_pdf(job)
    assert list(temporary.iterdir()) == []


def test_a_full_disk_is_told_while_setting(make_job):
    with staged(make_job()) as folder, no_file_larger_than(1_000), pytest.raises(PdfNoSpace):
        run_step("set", folder, Limits())


def test_without_the_extra_it_is_told_what_to_install(make_job, monkeypatch):
    assert availability.missing_extra() == ""
    monkeypatch.setitem(availability.MODULES, "no_such_typesetter", "no-such-typesetter")
    with pytest.raises(PdfExtraMissing) as caught:
        make_pdf(make_job())
    assert "no-such-typesetter" in caught.value.message
    assert "skew-wagtail[pdf]" in caught.value.message
    with pytest.raises(PdfExtraMissing):
        make_job().fingerprint()


def test_a_name_of_a_picture_leads_nowhere_else(make_job):
    with pytest.raises(ValueError, match="no name for a picture"):
        make_pdf(make_job(pictures={"../main.typ": b""}))


def test_hidden_and_undrawable_signs_stop_nothing(make_job):
    data = make_job().data | {"title": "Fest\u0007 ✓\u202e 🌍"}
    assert make_pdf(make_job(data=data)).pages == 1


def test_the_same_job_has_the_same_fingerprint(make_job):
    assert make_job().fingerprint() == make_job().fingerprint()


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"title": "Anders", "blocks": []}},
        {"pictures": {"logo.png": b"another"}},
        {"variant": Variant.PRINT},
        {"title": "Anders"},
        {"language": "en"},
        {"made_on": date(2026, 11, 26)},
        {"template": "= Anders"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_the_file_changes_the_fingerprint(make_job, change):
    before = make_job().fingerprint()
    assert make_job(**change).fingerprint() != before


def test_another_set_of_fonts_changes_the_fingerprint(make_job, settings):
    before = make_job().fingerprint()
    settings.SKEW_WAGTAIL = {"PDF_FONTS": ("manimgx_fonts",)}
    assert make_job().fingerprint() != before
