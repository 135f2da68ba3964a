"""The package's settings: one dict ``SKEW_WAGTAIL`` in the host's settings, read here only."""

from typing import Any

from django.conf import settings

#: Every key, with its default. The README's table of settings is tested against this dict.
DEFAULTS: dict[str, Any] = {
    # Template that ours extend; the host's own page frame.
    "BASE_TEMPLATE": "base.html",
    # Whether our small stylesheet is linked on our pages.
    "CSS": True,
    # Actors on one page of a directory.
    "PAGE_SIZE": 24,
    # Filter options shown per group before "show all".
    "FACET_OPTIONS": 12,
    # Largest ``per_page`` of the public JSON.
    "API_MAX_PER_PAGE": 500,
    # Sensitive fields an editor may fill in: "member_origins", "faith_affiliation", "donation_account".
    "SENSITIVE_FIELDS": (),
    # Letters to many people leave so many a minute.
    "LETTERS_A_MINUTE": 30,
    # Where in request.META the visitor's address stands, e.g. "HTTP_X_REAL_IP" behind a proxy.
    "CLIENT_ADDRESS": "REMOTE_ADDR",
    # Whether place and camera are taken out of every image that is uploaded to the site.
    "STRIP_IMAGE_METADATA": True,
    # Largest spreadsheet, in rows and in bytes.
    "IMPORT_MAX_ROWS": 20_000,
    "IMPORT_MAX_BYTES": 10 * 1024 * 1024,
    # Largest zip of logos that comes with one, in bytes.
    "IMPORT_PICTURES_MAX_BYTES": 50 * 1024 * 1024,
    # Largest file that a municipality may attach to its answer to a call, in bytes.
    "INTEREST_FILE_MAX_BYTES": 5 * 1024 * 1024,
    # Memory (address space) and seconds that making one PDF may take.
    "PDF_MEMORY_BYTES": 3 * 1024**3,
    "PDF_TIMEOUT_SECONDS": 300,
    # Most actors in a PDF that a visitor asks for; 0 offers none.
    "PDF_RESULTS_MAX": 50,
    # In statistics by language or target group smaller numbers of actors are not told.
    "STATISTICS_LEAST": 5,
    # Fonts for further scripts: names of installed packages or whole paths of folders.
    "PDF_FONTS": (),
}


def get(name: str) -> Any:
    """The value of one setting: the host's, else the default.

    Raises:
        KeyError: the package has no such setting.
    """
    default = DEFAULTS[name]
    return _chosen().get(name, default)


def unknown_names() -> list[str]:
    """Keys in the host's dict that the package does not know, such as misspelt ones."""
    return [name for name in _chosen() if name not in DEFAULTS]


def _chosen() -> dict[str, Any]:
    return getattr(settings, "SKEW_WAGTAIL", {})
