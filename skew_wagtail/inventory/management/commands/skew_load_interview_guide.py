from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from skew_wagtail.inventory.research.actions.team import load_standard_guide


class Command(BaseCommand):
    """Load the interview guide that the package ships, where a municipality has none of its own."""

    help = "Load the shipped interview guide. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_standard_guide()
        if options["verbosity"] > 0:
            text = (
                _("The interview guide is loaded.") if loaded else _("There is an interview guide already.")
            )
            self.stdout.write(text)
