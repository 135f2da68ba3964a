"""The list of programmes."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from ..listing import index_context
from .shared import CallsPage


class ProgrammeIndexPage(CallsPage, Page):
    """A list of programmes (Programme) and pilot projects, with the calls that are open above it."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the list, e.g. What can municipalities take part in?"),
    )

    subpage_types = ["skew_programmes.ProgrammePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = default_template = "skew_wagtail/programmes/programme_index_page.html"
    page_description = _("Lists all programmes below it, and the calls that are open.")

    class Meta:
        verbose_name = _("list of programmes")
        verbose_name_plural = _("lists of programmes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | index_context(self, request)
