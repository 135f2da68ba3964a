"""Hints to who has written about people where only organisations belong."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from skew_wagtail.privacy.free_text.findings import find_personal

MOST_HINTS = 3


def hint_at_people(request: HttpRequest, texts: Iterable[str]) -> None:
    """Show a hint for each of the first places; what was written is stored in any case."""
    found = [finding for text in texts for finding in find_personal(text)]
    text = _("“%(excerpt)s” seems to say something about a person. Please write about organisations only.")
    for finding in found[:MOST_HINTS]:
        # Wagtail's template escapes what was written.
        messages.warning(request, text % {"excerpt": finding.excerpt})
