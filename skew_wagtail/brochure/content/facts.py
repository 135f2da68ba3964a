"""The facts of an actor in a few words."""

from typing import Any

from django.utils.translation import gettext as _

from skew_wagtail.actors.models import ActorEntry, ActorProfilePage

from .terms import Terms


def facts_of(page: ActorProfilePage, entry: ActorEntry, terms: Terms) -> list[dict[str, Any]]:
    """``{"label", "values"}`` for each fact that is known."""
    charitable = {True: _("yes"), False: _("no"), None: ""}[page.is_charitable]
    facts = [
        (_("Kind of actor"), terms.labels("kind", entry)),
        (_("Topics"), terms.labels("topic", entry)),
        (_("Countries of engagement"), terms.labels("country", entry)),
        (_("Active in"), terms.labels("area", entry)),
        (_("For whom"), terms.labels("target_group", entry)),
        (_("Languages"), terms.labels("language", entry)),
        (_("Sustainable development goals"), terms.labels("sdg", entry)),
        (_("Tags"), terms.labels("tag", entry)),
        (_("Sector"), [page.sector]),
        (_("Legal form"), [page.legal_form]),
        (_("Recognised as charitable"), [charitable]),
        (_("Founded in"), [page.founded_year]),
        (_("Members"), [page.get_member_band_display() if page.member_band else ""]),
        (_("Volunteers"), [page.volunteer_count]),
        (_("Paid staff"), [page.staff_count]),
    ]
    return [
        {"label": label, "values": known}
        for label, values in facts
        if (known := [str(value) for value in values if value not in (None, "")])
    ]
