"""Send the letters that wait."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail import conf
from skew_wagtail.privacy.outbox.sending import send_due


class Command(BaseCommand):
    help = "Sends the letters whose turn it is; made to run every minute, also twice at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, help="send no more than this number; else LETTERS_A_MINUTE")

    def handle(self, *args: Any, limit: int | None = None, **options: Any) -> None:
        sent, failed = send_due(conf.get("LETTERS_A_MINUTE") if limit is None else limit)
        if sent or failed:
            self.stdout.write(ngettext("%(num)d letter sent.", "%(num)d letters sent.", sent) % {"num": sent})
        if failed:
            text = _("%(num)d not sent; they stand in the register of letters.") % {"num": failed}
            self.stderr.write(text)
