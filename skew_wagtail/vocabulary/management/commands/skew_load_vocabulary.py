from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from skew_wagtail.vocabulary.actions import load_vocabulary


class Command(BaseCommand):
    """Load the terms that the package ships; renamed, hidden and own terms stay as they are."""

    help = "Load or update the shipped vocabulary. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, result in load_vocabulary().items():
            if options["verbosity"] > 0:
                self.stdout.write(
                    _("%(name)s: %(created)d new, %(updated)d updated, %(unchanged)d unchanged")
                    % {"name": name, **vars(result)}
                )
