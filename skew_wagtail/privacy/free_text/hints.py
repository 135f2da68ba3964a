"""Hints to the editor who has saved a page: statements about people in its texts."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages
from wagtail.models import COMMENTS_RELATION_NAME, Page

from skew_wagtail.models import SkewPage

from .findings import Finding, Kind, find_personal, plain_text

MOST_HINTS = 5
#: A field with fewer letters holds a code or a short name, in which nothing is told.
_SHORTEST_TEXT_FIELD = 100

_HINTS = {
    Kind.PHONE: _(
        "“%(field)s” seems to hold a phone number: “%(excerpt)s”. Please enter it under contact persons; what "
        "stands in a text stays in its older versions for ever."
    ),
    Kind.MAIL: _(
        "“%(field)s” holds a mail address: “%(excerpt)s”. Please enter it under contact persons; what stands in "
        "a text stays in its older versions for ever."
    ),
    Kind.STATUS: _(
        "“%(field)s” seems to tell the residence status of a person: “%(excerpt)s”. Please leave out the name "
        "or the status, e.g. “a member is waiting for a decision”."
    ),
}


def hint_at_personal_texts(request: HttpRequest, page: Page) -> None:
    """Show a hint for each of the first places; the page is saved in any case, and nothing is logged.

    Autosaving asks for JSON and would show the hints at some later page, so it gets none.
    """
    if not isinstance(page, SkewPage) or not request.accepts("text/html"):
        return
    found = list(_findings(page))
    for label, finding in found[:MOST_HINTS]:
        # Wagtail's template escapes what the editor wrote.
        messages.warning(request, _HINTS[finding.kind] % {"field": label, "excerpt": finding.excerpt})
    further = len(found) - MOST_HINTS
    if further > 0:
        text = ngettext(
            "Please look at %(count)d more place like these.",
            "Please look at %(count)d more places like these.",
            further,
        )
        messages.warning(request, text % {"count": further})


def _findings(page: Page) -> Iterator[tuple[str, Finding]]:
    """What was found, with the label of its field; the page's own texts first, then those of its lists."""
    objects: list[models.Model] = [page]
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME:
            objects.extend(getattr(page, name).all())
    for instance in objects:
        for field in instance._meta.concrete_fields:
            if _holds_text(field):
                value = plain_text(getattr(instance, field.attname) or "")
                yield from ((capfirst(str(field.verbose_name)), finding) for finding in find_personal(value))


def _holds_text(field: Any) -> bool:
    if not field.editable or field.choices:
        return False
    if isinstance(field, models.SlugField | models.URLField | models.EmailField):
        return False
    long_enough = isinstance(field, models.CharField) and field.max_length >= _SHORTEST_TEXT_FIELD
    return isinstance(field, models.TextField) or long_enough
