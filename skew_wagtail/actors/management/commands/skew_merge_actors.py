"""Make one profile of two."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from skew_wagtail.actors.management.arguments import REFUSED, find_profile, find_user
from skew_wagtail.actors.merging import MergeRefused, merge_profiles, plan_merge
from skew_wagtail.actors.merging.items import Choice
from skew_wagtail.actors.merging.plan import MergePlan
from skew_wagtail.actors.merging.summary import consequences, outcome

#: What an option on the command line chooses.
_CHOICES = {"take": Choice.MERGED, "leave": Choice.KEPT, "join": Choice.BOTH}


class Command(BaseCommand):
    help = "Merges two profiles, as in the admin; all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kept", type=int, metavar="KEEP", help="page number of the profile that stays")
        parser.add_argument("merged", type=int, metavar="GIVE", help="page number of the one that goes")
        field = {"nargs": "+", "default": [], "metavar": "FIELD"}
        parser.add_argument("--take", **field, help="fields to take of the profile that goes")
        parser.add_argument("--leave", **field, help="fields that stay as in the profile that stays")
        parser.add_argument("--join", **field, help="lists to put together of both")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--user", help="name of the account in whose name they are merged")

    def handle(self, *args: Any, **options: Any) -> None:
        user = find_user(options["user"])
        kept, merged = find_profile(options["kept"]), find_profile(options["merged"])
        try:
            plan = plan_merge(kept, merged, user)
            choices = _choices(plan, options)
            for line in (*_fields(plan, choices), *consequences(plan)):
                self.stdout.write(line)
            if options["dry_run"]:
                self.stdout.write(_("Dry run: nothing was changed."))
                return
            page = merge_profiles(kept, merged, choices, user, plan.version)
        except MergeRefused as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=REFUSED) from error
        except PermissionDenied as error:
            message = _("The account “%(name)s” may not merge these two.") % {"name": options["user"]}
            raise CommandError(message, returncode=REFUSED) from error
        self.stdout.write(outcome(page, merged))


def _choices(plan: MergePlan, options: dict[str, Any]) -> dict[str, str]:
    """What counts of each field in which they differ: what the command line says, else the default."""
    items = {item.name: item for item in plan.items}
    choices = {name: item.default for name, item in items.items()}
    told: set[str] = set()
    for option, choice in _CHOICES.items():
        for name in options[option]:
            values = {"name": name, "known": ", ".join(items) or "–"}
            if name not in items:
                text = _("They do not differ in a field “%(name)s”. They differ in: %(known)s.")
            elif choice == Choice.BOTH and not items[name].can_join:
                text = _("“%(name)s” has one value and cannot be of both.")
            elif name in told:
                text = _("“%(name)s” is named twice.")
            else:
                told.add(name)
                choices[name] = choice
                continue
            raise CommandError(text % values, returncode=REFUSED)
    return choices


def _fields(plan: MergePlan, choices: dict[str, str]) -> Iterator[str]:
    """Whose value counts, field by field; not the values, for a terminal may be kept."""
    for item in plan.items:
        values = {"name": item.name, "label": item.label, "choice": Choice(choices[item.name]).label}
        yield _("%(label)s (%(name)s): %(choice)s") % values
