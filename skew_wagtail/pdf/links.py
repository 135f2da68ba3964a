"""Links in a PDF: to the web, a mail address or a phone, with nothing that could run."""

import re
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

SCHEMES = ("https", "http", "mailto", "tel")
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


def safe_href(value: str) -> str | None:
    """The target in ASCII, or ``None`` when it is none of ``SCHEMES`` or has no place to go."""
    try:
        href = iri_to_uri(_SPACES.sub("", value))
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme.lower() not in SCHEMES:
        return None
    place = parts.netloc if parts.scheme.lower() in ("http", "https") else parts.path
    return href if place else None
