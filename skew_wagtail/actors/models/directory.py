"""The directory: the search page above the profiles."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from skew_wagtail.models import SkewPage

from ..listing import directory_context


class ActorDirectoryPage(SkewPage, Page):
    """A directory of actors (Akteursverzeichnis): visitors search and filter the profiles below it."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the list, e.g. Who works for One World in our town?"),
    )

    subpage_types = ["skew_actors.ActorProfilePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = default_template = "skew_wagtail/actors/actor_directory_page.html"
    page_description = _("Lists all profiles below it, with search and filters.")

    class Meta:
        verbose_name = _("directory of actors")
        verbose_name_plural = _("directories of actors")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | directory_context(self, request)
