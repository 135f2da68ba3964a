"""System checks that look into the database; ``check --database default`` and ``migrate`` run them."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from wagtail.models import Page, Site

from skew_wagtail.models import SkewPage

from .models import PrivacySettings


@register(Tags.database)
def check_privacy_page(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """W006: a site with pages of ours has no privacy page, so that its forms stay offline."""
    alias = PrivacySettings.objects.db
    if alias not in (databases or []):
        return []
    if PrivacySettings._meta.db_table not in connections[alias].introspection.table_names():
        return []
    ours = [model for model in apps.get_models() if issubclass(model, SkewPage)]
    return [
        Warning(
            f"The site “{site}” has no privacy page: its forms for visitors stay offline.",
            hint="Choose a published page in the admin under Settings, Data protection.",
            id="skew_wagtail.W006",
        )
        for site in Site.objects.select_related("root_page")
        if PrivacySettings.for_site(site).published_privacy_page is None
        and Page.objects.descendant_of(site.root_page, inclusive=True).type(*ours).exists()
    ]
