"""Fonts come from packages and folders, never from the machine."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from skew_wagtail.pdf.errors import PdfExtraMissing
from skew_wagtail.pdf.fonts import font_set


def test_latin_letters_come_first_and_arabic_ones_are_there():
    fonts = font_set()
    assert fonts.families == ("Noto Sans", "Noto Sans Arabic")
    assert set(map(ord, "äẞčłЖΩحم—„“\ufffd")) <= fonts.letters


def test_a_package_adds_scripts_and_a_font_that_is_there_stays(settings):
    before = font_set()
    settings.SKEW_WAGTAIL = {"PDF_FONTS": ("manimgx_fonts",)}
    fonts = font_set()
    assert fonts.files[: len(before.files)] == before.files
    assert len(set(fonts.families)) == len(fonts.families)
    assert set(map(ord, "ማএहთאதไក🌍")) <= fonts.letters
    assert fonts.digest != before.digest


def test_a_folder_adds_its_fonts(settings, tmp_path):
    package = Path(find_spec("manimgx_fonts").origin).parent
    shutil.copy(package / "NotoSansEthiopic[wght].ttf", tmp_path)
    (tmp_path / "LICENSE.txt").write_text("OFL")
    settings.SKEW_WAGTAIL = {"PDF_FONTS": (tmp_path,)}
    assert font_set().families[-1] == "Noto Sans Ethiopic"


@pytest.mark.parametrize("source", ["no_such_fonts", "fonts/here", ""])
def test_fonts_that_are_not_there_are_told(settings, source):
    settings.SKEW_WAGTAIL = {"PDF_FONTS": (source,)}
    with pytest.raises(PdfExtraMissing) as caught:
        font_set()
    assert re.search(rf"[“„]{source}[”“]", caught.value.message)
