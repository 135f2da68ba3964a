"""What commands are told of directories, profiles and accounts on their command line."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..models import ActorDirectoryPage, ActorProfilePage

#: Exit code when the file or the arguments are wrong and nothing was changed.
REFUSED = 2


def find_directory(text: str) -> ActorDirectoryPage:
    """The directory with this page number, or at this path of one of the sites."""
    directories = ActorDirectoryPage.objects.all()
    if text.isdecimal():
        # The page's own id may be longer than any; a key to it may not.
        found = directories.filter(id=int(text)).first()
    else:
        path = text.strip("/") + "/"
        roots = [site.root_page.url_path for site in Site.objects.select_related("root_page")]
        found = directories.filter(url_path__in=[root + path for root in roots]).first()
    if found is None:
        known = ", ".join(f"{page.pk} ({page.get_url() or page.title})" for page in directories)
        message = _("There is no directory of actors “%(text)s”. There are: %(known)s.")
        raise CommandError(message % {"text": text, "known": known or "–"}, returncode=REFUSED)
    return found


def find_profile(number: int) -> ActorProfilePage:
    """The profile with this page number, as its own type."""
    found = ActorProfilePage.objects.filter(id=number).first()
    if found is None:
        message = _("There is no profile with the number %(number)d. skew_list_duplicates shows the numbers.")
        raise CommandError(message % {"number": number}, returncode=REFUSED)
    return found.specific


def find_user(name: str | None) -> Any:
    """The account of this name; ``None`` for none."""
    if name is None:
        return None
    model = get_user_model()
    try:
        return model.objects.get_by_natural_key(name)
    except model.DoesNotExist as error:
        message = _("There is no account “%(name)s”.") % {"name": name}
        raise CommandError(message, returncode=REFUSED) from error
