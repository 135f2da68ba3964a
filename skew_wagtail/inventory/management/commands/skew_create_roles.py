"""Make the groups of editors, contractors and readers."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from skew_wagtail.actors.management.arguments import REFUSED
from skew_wagtail.inventory.roles.actions import make_role
from skew_wagtail.inventory.roles.plan import editors, our_sections, readers, team
from skew_wagtail.terminal import table


class Command(BaseCommand):
    help = "Makes the groups of editors, contractors and readers, or gives them what they lack; takes nothing away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--page", action="append", default=[], metavar="PAGE",
                            help="number or path of a page below which the groups work; may be repeated; "
                            "without it directories, inventories and all other pages of ours")  # fmt: skip
        parser.add_argument("--editors", default=_("Editorial team"), help="name of the editors' group")
        parser.add_argument("--team", default=_("Inventory team"), help="name of the contractors' group")
        parser.add_argument("--readers", default=_("Reading"), help="name of the readers' group")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        pages = [_find_page(text) for text in options["page"]] or our_sections()
        made = [
            make_role(options["editors"], editors(pages)),
            make_role(options["team"], team(pages)),
            make_role(options["readers"], readers()),
        ]
        rows = [(_("Group"), _("Permissions added"), _("On pages"), _("In collections"))]
        rows += [
            (role.group.name, str(role.permissions), str(role.on_pages), str(role.on_files)) for role in made
        ]
        for line in table(rows, numbers=(1, 2, 3)):
            self.stdout.write(line)
        if not pages:
            self.stderr.write(
                _(
                    "There is no directory and no list of inventories yet. Please run this again after you made them."
                )
            )


def _find_page(text: str) -> Page:
    """The page with this number, or at this path of one of the sites."""
    if text.isdecimal():
        found = Page.objects.filter(id=int(text)).first()
    else:
        path = text.strip("/")
        roots = [site.root_page.url_path for site in Site.objects.select_related("root_page")]
        found = Page.objects.filter(
            url_path__in=[root + (f"{path}/" if path else "") for root in roots]
        ).first()
    if found is None:
        message = _("There is no page “%(text)s”. Enter its path, e.g. /akteure/, or its number.")
        raise CommandError(message % {"text": text}, returncode=REFUSED)
    return found
