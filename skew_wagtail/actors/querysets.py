"""Reading the public face of profiles."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import StrIndex
from wagtail.models import PageViewRestriction


class ActorEntryQuerySet(models.QuerySet):
    """Entries of published profiles."""

    def public(self) -> "ActorEntryQuerySet":
        """Entries whose page is live and free of view restrictions at this moment.

        Entries follow every change by signals; this asks once more at read time, in the same query, so that
        a change that sent none shows nothing either.
        """
        restrictions = PageViewRestriction.objects.annotate(
            position=StrIndex(OuterRef("page__path"), "page__path")
        )
        return self.filter(removed=False, page__live=True).exclude(Exists(restrictions.filter(position=1)))
