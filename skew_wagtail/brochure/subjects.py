"""What brochures hold of a person who asks what is stored on them."""

from collections.abc import Set

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from skew_wagtail.privacy.printed_copies import PrintedCopy

from .models import BrochureEdition
from .withdrawing import OFFERED


def copies_of_people(people: Set[int]) -> list[PrintedCopy]:
    """The editions that show any of these contact persons, newest first, each file by itself; two queries.

    A link is there while visitors can get the edition.
    """
    editions = BrochureEdition.objects.exclude(built_at=None).exclude(brochure=None)
    editions = editions.select_related("brochure").prefetch_related("actors")
    copies = []
    for edition in editions:
        rows = [row for row in edition.actors.all() if people.intersection(row.people)]
        is_offered = edition.state in OFFERED and edition.brochure.live
        for variant in sorted({row.get_variant_display() for row in rows}):
            copies.append(
                PrintedCopy(
                    title=_("%(edition)s (%(variant)s)") % {"edition": edition, "variant": variant},
                    printed_on=date_format(timezone.localtime(edition.built_at), "SHORT_DATE_FORMAT"),
                    url=(edition.brochure.full_url or "") if is_offered else "",
                )
            )
    return copies
