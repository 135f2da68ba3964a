"""Send the reminders of inventories."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from skew_wagtail.inventory.board.digest import send_digests


class Command(BaseCommand):
    help = "Mails what is overdue and what comes next to who asked for it; once a day, also when run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        count = send_digests()
        self.stdout.write(
            ngettext("%(count)d letter sent.", "%(count)d letters sent.", count) % {"count": count}
        )
