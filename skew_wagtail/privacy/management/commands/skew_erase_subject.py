"""Erase the person with a mail address, or with a name and no mail address."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skew_wagtail.privacy.management.arguments import add_subject
from skew_wagtail.privacy.models import Channel
from skew_wagtail.privacy.subjects.erasure import Erasure, erase_subject, planned_erasure
from skew_wagtail.privacy.subjects.names import PersonName
from skew_wagtail.privacy.subjects.places import Place, admin_url


class Command(BaseCommand):
    help = (
        "Erases the person with a mail address, or a name and none, from all organisations; all or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_subject(parser)
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--yes", action="store_true", help="do not ask whether it is meant")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["name"] or options["email"]
        erasure = planned_erasure(address)
        if not erasure:
            self.stdout.write(_("Nothing is stored on %(address)s.") % {"address": address})
            return
        if options["dry_run"]:
            self._tell(erasure, _("This would be erased:"))
            self.stdout.write(_("Dry run: nothing was changed."))
        elif not (erasure.people or erasure.records):
            self._tell(erasure, "")
        elif options["yes"] or self._is_meant(erasure):
            self._tell(erase_subject(address), _("This was erased:"))
        else:
            self.stdout.write(_("Nothing was changed."))

    def _is_meant(self, erasure: Erasure) -> bool:
        self._tell(erasure, _("This would be erased:"))
        self.stdout.write(_("This cannot be undone. Type “yes” to go on:"))
        try:
            return input().strip().casefold() in {"yes", _("yes").casefold()}
        except EOFError:
            return False

    def _tell(self, erasure: Erasure, heading: str) -> None:
        if erasure.people or erasure.records:
            self.stdout.write(heading)
            for line in _gone(erasure):
                self.stdout.write(f"- {line}")
        in_texts, in_versions = _headings(isinstance(erasure.address, PersonName))
        if erasure.places:
            self.stdout.write(in_texts)
            for place in erasure.places:
                self.stdout.write(f"- {_place(place)}")
        if erasure.revisions:
            self.stdout.write(in_versions)
            for revision in erasure.revisions:
                self.stdout.write(f"- {_version(revision)}")


def _headings(is_name: bool) -> tuple[str, str]:
    """What is said above texts that stay, and above versions of pages."""
    if is_name:
        return (
            _(
                "The name also stands here. It may be somebody else's: look at each place, and change it by hand. "
                "Who has a mail address is erased by it."
            ),
            _("The name stands in versions of pages, which the command purge_revisions removes:"),
        )
    return (
        _("The address stands in texts, which somebody has to change by hand:"),
        _("The address stands in versions of pages, which the command purge_revisions removes:"),
    )


def _gone(erasure: Erasure) -> Iterator[str]:
    """What goes, for each organisation; people are told by number, for a terminal may be kept."""
    count = len(erasure.people)
    if count:
        yield ngettext("%(count)d contact person", "%(count)d contact persons", count) % {"count": count}
    for records, row in erasure.records:
        yield _place(Place(row, tuple(records.columns))) if row.pk else _fields(row, records.columns)
    for organisation in erasure.organisations:
        values = {"organisation": organisation.name, "count": organisation.uses}
        values["channels"] = ", ".join(str(Channel(channel).label) for channel in organisation.channels)
        if organisation.channels:
            text = ngettext(
                "%(organisation)s: named on %(count)d page; withdrawn: %(channels)s",
                "%(organisation)s: named on %(count)d pages; withdrawn: %(channels)s",
                organisation.uses,
            )
        else:
            text = ngettext(
                "%(organisation)s: named on %(count)d page; no consent was in force",
                "%(organisation)s: named on %(count)d pages; no consent was in force",
                organisation.uses,
            )
        yield text % values


def _fields(row: Any, columns: list[Any]) -> str:
    """What went with a record of another kind."""
    values = {
        "kind": capfirst(str(row._meta.verbose_name)),
        "title": row,
        "fields": ", ".join(str(column.verbose_name) for column in columns),
    }
    return _("%(kind)s “%(title)s”: %(fields)s") % values


def _place(place: Place) -> str:
    values = {
        "kind": capfirst(str(place.instance._meta.verbose_name)),
        "title": place.instance,
        "fields": ", ".join(str(column.verbose_name) for column in place.fields),
        "url": admin_url(place.instance) or "–",
    }
    return _("%(kind)s “%(title)s” (%(fields)s): %(url)s") % values


def _version(revision: Any) -> str:
    date = date_format(timezone.localtime(revision.created_at), "SHORT_DATETIME_FORMAT")
    values = {"title": revision.object_str, "date": date, "url": admin_url(revision) or "–"}
    return _("“%(title)s”, version of %(date)s: %(url)s") % values
