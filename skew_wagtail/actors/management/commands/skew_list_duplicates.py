"""List profiles that may be the same organisation."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.actors.duplicates.pairs import Pair, suspected_pairs
from skew_wagtail.actors.management.arguments import find_directory
from skew_wagtail.terminal import table


class Command(BaseCommand):
    help = "Lists pairs of profiles that may be the same organisation, strongest first, and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--directory", help="path (/akteure/) or page number; without it all directories")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        directory = options["directory"] and find_directory(options["directory"])
        pairs = suspected_pairs(directory=directory or None)
        if options["format"] == "json":
            rows = [_as_data(pair) for pair in pairs]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        elif pairs:
            heads = (_("Confidence"), _("No."), _("Profile"), _("No."), _("Profile"), _("Why"))
            for line in table([heads, *map(_as_row, pairs)], numbers=(0, 1, 3)):
                self.stdout.write(line)
            text = ngettext("%(count)d pair.", "%(count)d pairs.", len(pairs))
            self.stdout.write(text % {"count": len(pairs)})
        else:
            self.stdout.write(_("No two profiles look like the same organisation."))


def _as_row(pair: Pair) -> tuple[str, ...]:
    profiles = [text for page in pair.proposal for text in (str(page.pk), page.draft_title)]
    reasons = ", ".join(str(reason.label) for reason in pair.suspicion.reasons)
    return f"{pair.suspicion.confidence:.0%}", *profiles, reasons


def _as_data(pair: Pair) -> dict[str, Any]:
    return {
        "confidence": pair.suspicion.confidence,
        "profiles": [{"id": page.pk, "name": page.draft_title, "live": page.live} for page in pair.proposal],
        "reasons": [reason.value for reason in pair.suspicion.reasons],
    }
