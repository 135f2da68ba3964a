"""Old addresses of a merged profile lead to the kept one."""

from django.apps import apps
from wagtail.coreutils import get_dummy_request
from wagtail.models import Site

from ..models import ActorProfilePage


def can_redirect() -> bool:
    """Whether the site has Wagtail's redirects."""
    return apps.is_installed("wagtail.contrib.redirects")


def redirect_to(kept: ActorProfilePage, merged: ActorProfilePage) -> int:
    """Redirect the addresses of ``merged``, and those that led to it, on each site; how many there are now."""
    if not can_redirect():
        return 0
    from wagtail.contrib.redirects.models import Redirect

    moved = Redirect.objects.filter(redirect_page=merged).update(redirect_page=kept)
    if merged.first_published_at is None:
        return moved
    site_ids = [root.site_id for root in merged._get_relevant_site_root_paths()]
    for site in Site.objects.filter(pk__in=site_ids):
        parts = merged.get_url_parts(get_dummy_request(site=site))
        if parts and parts[2]:
            Redirect.objects.update_or_create(
                old_path=Redirect.normalise_path(parts[2]),
                site=site,
                defaults={"redirect_page": kept, "redirect_link": "", "is_permanent": True},
            )
            moved += 1
    return moved
