"""Looking for applications."""

from collections.abc import Mapping
from typing import Any

from skew_wagtail.text import name_key

from .models import ApplicationState, InventoryApplication

#: On their way; another one of the same municipality would be the same once more.
_RUNNING = (ApplicationState.AWAITED, ApplicationState.RECEIVED, ApplicationState.REVIEW)


def twin_of(application: InventoryApplication, answers: Mapping[str, Any]) -> InventoryApplication | None:
    """Another running application of the same municipality and mail address, however both are spelled."""
    others = InventoryApplication.objects.filter(
        state__in=_RUNNING, contact_email__iexact=answers["contact_email"]
    ).exclude(pk=application.pk)
    wanted = name_key(answers["municipality_name"])
    return next((other for other in others if name_key(other.municipality_name) == wanted), None)
