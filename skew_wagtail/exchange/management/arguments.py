"""What commands of this room are told on their command line, beside what the actors' are told, too."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from skew_wagtail.actors.management.arguments import REFUSED

from ..models import ColumnMapping


def find_mapping(name: str) -> ColumnMapping:
    """The remembered assignment of columns with this name."""
    found = ColumnMapping.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(f"“{mapping}”" for mapping in ColumnMapping.objects.all())
        message = _("There is no remembered assignment of columns “%(name)s”. There are: %(known)s.")
        raise CommandError(message % {"name": name, "known": known or "–"}, returncode=REFUSED)
    return found
