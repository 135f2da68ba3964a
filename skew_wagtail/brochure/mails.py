"""What the mail at the end of a build says."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url

from .models import BrochureEdition, EditionState


def result_of(edition: BrochureEdition) -> tuple[str, dict[str, Any]]:
    """Subject and context of the mail about a build that has ended."""
    subjects = {
        EditionState.READY: _("Your brochure is ready: %(title)s"),
        EditionState.WITHDRAWN: _("Please build your brochure again: %(title)s"),
    }
    subject = subjects.get(EditionState(edition.state), _("Your brochure could not be built: %(title)s"))
    path = reverse("skew_brochure:overview", args=[edition.brochure_id]) if edition.brochure_id else ""
    return subject % {"title": edition.title}, {
        "edition": edition,
        "is_ready": edition.state == EditionState.READY,
        "why": edition.explanation,
        "hint_count": len(edition.hints),
        "url": f"{get_admin_base_url() or ''}{path}",
    }
