"""What is done to inventories."""

from wagtail.models import Locale

from skew_wagtail.vocabulary.models import StepState

from .models import InventoryProjectPage, InventoryStep
from .steps import standard_steps


def add_standard_steps(page: InventoryProjectPage) -> None:
    """Put the nine standard steps, all planned, after the steps of an inventory; the caller saves the page.

    Texts are in the page's language. The state is empty when the vocabulary has not been loaded.
    """
    locale = page.locale if page.locale_id else Locale.get_default()
    planned = StepState.objects.filter(slug="planned").first()
    start = page.steps.count()
    page.steps.add(
        *(
            InventoryStep(**step, state=planned, sort_order=start + position)
            for position, step in enumerate(standard_steps(locale.language_code))
        )
    )
