from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from skew_wagtail.privacy.actions import load_wordings


class Command(BaseCommand):
    """Load the wordings of consent that the package ships, where a municipality has none of its own."""

    help = "Load the shipped wordings of consent. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_wordings()
        if options["verbosity"] > 0:
            self.stdout.write(
                ngettext("%(count)d wording loaded.", "%(count)d wordings loaded.", count) % {"count": count}
            )
