"""How an editor would bring in the rows of a file: one profile after the other, by Wagtail's own verbs.

The bulk import has to leave the same behind, only faster.
"""

from typing import Any

from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage
from skew_wagtail.exchange.cells.columns import COLUMNS, Place
from skew_wagtail.exchange.importing.people import apply_consent, apply_contact
from skew_wagtail.exchange.importing.results import RowPlan


def add_one_by_one(plans: list[RowPlan], directory: ActorDirectoryPage, user: Any) -> None:
    """Add a new profile for each plan."""
    for plan in plans:
        page = ActorProfilePage(translation_key=plan.actor_key, live=False, owner=user)
        for key, value in plan.values.items():
            column = COLUMNS[key]
            if column.place is Place.PAGE:
                column.cell.write(page, column.name, value)
        with disable_reference_index_auto_update():
            apply_contact(plan.contact, page)
            directory.add_child(instance=page)
            for record in plan.records:
                record.save()
            revision = page.save_revision(user=user, log_action=True)
            apply_consent(plan.contact, page, user)
            if plan.publish:
                revision.publish(user=user)
        ReferenceIndex.create_or_update_for_object(ActorProfilePage.objects.get(pk=page.pk))
