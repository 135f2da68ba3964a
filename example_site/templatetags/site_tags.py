"""The town's menus."""

from typing import Any

from django import template
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.template.context import Context
from wagtail.models import Page, Site

from example_site.models import TextPage

register = template.Library()


@register.simple_tag(takes_context=True)
def site_pages(context: Context) -> dict[str, list[dict[str, Any]]]:
    """The pages below the start page, ``{"menu": [...], "footer": [...]}``; one query.

    What an editor shows in menus makes the main menu; text pages beside it (imprint, privacy notice) stand
    in the footer. Without a request, as on the page for a broken server, there are none.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    menus: dict[str, list[dict[str, Any]]] = {"menu": [], "footer": []}
    if site is None:
        return menus
    text_page = ContentType.objects.get_for_model(TextPage)
    pages = (
        Page.objects.child_of(site.root_page).live().filter(Q(show_in_menus=True) | Q(content_type=text_page))
    )
    for page in pages:
        url = page.get_url(request, current_site=site)
        menus["menu" if page.show_in_menus else "footer"].append(
            {
                "title": page.title,
                "url": url,
                "description": page.search_description,
                "is_current": request.path.startswith(url),
            }
        )
    return menus
