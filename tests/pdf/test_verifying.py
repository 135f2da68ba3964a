"""Each check of the finished file notices what it is for."""

from io import BytesIO

import pikepdf
import pytest

from skew_wagtail.pdf.actions import make_pdf
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.pdf.verifying import findings, structure_of


@pytest.fixture(scope="module")
def made(make_job):
    return {variant: make_pdf(make_job(variant=variant)).content for variant in Variant}


def of_kind(pdf, kind):
    return next(element for element in structure_of(pdf) if kind == element.S)


def untitled(pdf):
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = ""


def without_standard(pdf):
    with pdf.open_metadata() as metadata:
        del metadata["pdfuaid:part"]


def without_embedded_font(pdf):
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in entry:
                    del entry[key]


def set_to(path, value):
    """Put a value at a path below the catalog, e.g. ``MarkInfo.Marked``; ``None`` removes what is there."""

    def change(pdf):
        *parents, last = path.split(".")
        place = pdf.Root
        for name in parents:
            place = place[f"/{name}"]
        if value is None:
            del place[f"/{last}"]
        else:
            place[f"/{last}"] = value

    return change


def on_page(**values):
    def change(pdf):
        for name, value in values.items():
            pdf.pages[0][f"/{name}"] = value

    return change


def on_link(change):
    return lambda pdf: change(pdf.pages[0].Annots[0])


def outside_the_structure(pdf):
    link = of_kind(pdf, "/Link")
    del link["/K"]


BREAKS = {
    "not marked as tagged": set_to("MarkInfo.Marked", False),
    "no structure tree": set_to("StructTreeRoot", None),
    "language of the file": set_to("Lang", "fr"),
    "instead of its title": set_to("ViewerPreferences.DisplayDocTitle", False),
    "does something when": set_to("OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)),
    "do not name PDF/UA-1": without_standard,
    "title in the metadata": untitled,
    "a heading of level 4": lambda pdf: of_kind(pdf, "/H2").update({"/S": pikepdf.Name("/H4")}),
    "no alternative text": lambda pdf: of_kind(pdf, "/Figure").update({"/Alt": " "}),
    "no header cells": lambda pdf: [
        element.update({"/S": pikepdf.Name.TD}) for element in structure_of(pdf) if element.S == "/TH"
    ],
    "is the header of": lambda pdf: of_kind(pdf, "/TH").update({"/A": pikepdf.Array()}),
    "is no language": lambda pdf: of_kind(pdf, "/P").update({"/Lang": "deutsch!"}),
    "outside the structure": outside_the_structure,
    "do not say where": on_link(lambda link: link.update({"/Contents": ""})),
    "should not lead": on_link(lambda link: link.A.update({"/URI": "javascript:alert(1)"})),
    "not embedded": without_embedded_font,
    "no bookmarks": set_to("Outlines", None),
    "order of its structure": on_page(Tabs=pikepdf.Name.R),
    "wrong bleed": on_page(TrimBox=pikepdf.Array([5, 5, 100, 100])),
    "wrong bleed box": on_page(BleedBox=pikepdf.Array([5, 5, 100, 100])),
}


def found(content, variant, change=lambda pdf: None):
    changed = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(changed)
    with pikepdf.open(changed) as pdf:
        return findings(pdf, variant, "Gemeinsam in Ebersfurt", "de")


def test_each_defect_is_found(made):
    for variant, content in made.items():
        assert found(content, variant) == []
        for words, change in BREAKS.items():
            told = found(content, variant, change)
            assert any(words in finding for finding in told), (words, told)


def test_a_digital_edition_has_no_bleed_and_a_printed_one_has(made):
    assert "page 1 has the wrong bleed" in found(made[Variant.PRINT], "digital")
    assert "page 1 has the wrong bleed" in found(made[Variant.DIGITAL], "print")
    assert "the metadata do not name PDF/A-2" in found(made[Variant.PRINT], "digital")
