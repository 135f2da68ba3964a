"""Whether PDFs can be made here: the site runs without the packages for it."""

from importlib.util import find_spec

from django.utils.translation import gettext as _

#: What the extra ``pdf`` installs, by the names under which it is imported.
MODULES = {
    "typst": "typst",
    "pikepdf": "pikepdf",
    "fontTools": "fonttools",
    "fontpkg_noto_sans": "fontpkg-noto-sans",
    "fontpkg_noto_sans_arabic": "fontpkg-noto-sans-arabic",
}


def missing_extra() -> str:
    """Empty when PDFs can be made, else a sentence that says what to install."""
    missing = [package for module, package in MODULES.items() if find_spec(module) is None]
    if not missing:
        return ""
    return _(
        "PDFs cannot be made on this site yet: %(missing)s is not installed. "
        "Please ask the people who look after it to run: %(command)s"
    ) % {"missing": ", ".join(missing), "command": 'python -m pip install "skew-wagtail[pdf]"'}
