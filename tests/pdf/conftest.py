import tempfile
from datetime import date

import pytest

from skew_wagtail.pdf.jobs import PdfJob, Variant
from tests.pictures import photo, written

TEMPLATE = """#import "base.typ": *
#show: sheet.with(paper: "a5")
#title(data.title)
= #data.title
#blocks-of(data.blocks)
#table(columns: 2, table.header([Land], [Zahl]), [Ghana], [3])
#picture("logo.png", "Ein Logo", width: 20mm)
"""
DATA = {
    "title": "Gemeinsam in Ebersfurt",
    "blocks": [
        {"kind": "heading", "level": 1, "runs": [{"text": "Über uns"}]},
        {"kind": "paragraph", "runs": [{"text": "Mehr", "href": "https://example.org/"}]},
    ],
}


@pytest.fixture(scope="session")
def make_job(tmp_path_factory):
    """Jobs for a small template, in a folder of their own; keywords replace what they hold."""

    def make(template=TEMPLATE, **changes):
        folder = tmp_path_factory.mktemp("templates")
        (folder / "small.typ").write_text(template, encoding="utf-8")
        job = {
            "template": folder / "small.typ",
            "data": DATA,
            "pictures": {"logo.png": written(photo(), "PNG")},
            "variant": Variant.DIGITAL,
            "title": "Gemeinsam in Ebersfurt",
            "language": "de",
            "made_on": date(2026, 11, 25),
        }
        return PdfJob(**job | changes)

    return make


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files, empty at first."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
