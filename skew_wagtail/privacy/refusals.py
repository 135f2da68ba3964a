"""Looking up who does not want to be listed."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from skew_wagtail.text import name_key

from .models import ListingRefusal

REFUSED = _(
    "“%(name)s” must not be listed: %(reason)s, %(date)s. If that has changed, somebody who may lift refusals can do "
    "so under “Refusals”."
)


class ListingRefused(PermissionDenied):
    """Somebody tried to publish an organisation that does not want to be listed."""


class Refusals:
    """The refusals in force, read once for many questions."""

    def __init__(self) -> None:
        self.rows = list(ListingRefusal.objects.filter(lifted_at=None))

    def find(self, names: Iterable[str], actor_key: UUID | None = None) -> ListingRefusal | None:
        """The refusal that names an organisation, by any of its names or by its actor key."""
        keys = {key for name in names if (key := name_key(name))}
        return next((row for row in self.rows if row.names(keys, actor_key)), None)


def refusal_params(refusal: ListingRefusal) -> dict[str, str]:
    """What goes into ``REFUSED``."""
    return {
        "name": refusal.name,
        "reason": str(refusal.get_reason_display()),
        "date": date_format(refusal.refused_on, "SHORT_DATE_FORMAT"),
    }


def refusal_message(refusal: ListingRefusal) -> str:
    """Why an organisation cannot be listed, and who can change that."""
    return str(REFUSED) % refusal_params(refusal)
