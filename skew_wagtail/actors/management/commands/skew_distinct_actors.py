"""Say that two profiles are two organisations."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from skew_wagtail.actors.duplicates.actions import compare_again, tell_apart
from skew_wagtail.actors.management.arguments import REFUSED, find_profile, find_user


class Command(BaseCommand):
    help = "Remembers that two profiles are two organisations, so that they are not listed as duplicates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("profiles", type=int, nargs=2, help="page numbers of the two")
        parser.add_argument("--undo", action="store_true", help="forget it: they are compared again")
        parser.add_argument("--user", help="name of the account that says so")

    def handle(self, *args: Any, **options: Any) -> None:
        user = find_user(options["user"])
        one, other = map(find_profile, options["profiles"])
        names = {"one": one.draft_title, "other": other.draft_title}
        if options["undo"]:
            compare_again(one, other)
            self.stdout.write(_("“%(one)s” and “%(other)s” are compared again.") % names)
            return
        try:
            tell_apart(one, other, user)
        except ValidationError as error:
            raise CommandError(error.message, returncode=REFUSED) from error
        text = _("“%(one)s” and “%(other)s” are two organisations. They are not suggested any more.")
        self.stdout.write(text % names)
