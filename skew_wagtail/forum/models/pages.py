"""The page types that an editor makes: the list of events, forums, networking workshops."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from skew_wagtail.models import SkewPage

from ..listing import index_context
from .event import EventPage


class ForumIndexPage(SkewPage, Page):
    """A list of forums and workshops: those to come, then those of past years."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the list, e.g. Whom do our forums bring together?"),
    )

    subpage_types = ["skew_forum.ForumPage", "skew_forum.NetworkingWorkshopPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    template = default_template = "skew_wagtail/forum/forum_index_page.html"
    page_description = _("Lists all networking forums and workshops below it.")

    class Meta:
        verbose_name = _("list of forums")
        verbose_name_plural = _("lists of forums")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | index_context(self, request)


class ForumPage(EventPage):
    """A networking forum (Vernetzungsforum): an invitation until it ends, a report from then on."""

    term = "networking_forum"

    parent_page_types = ["skew_forum.ForumIndexPage"]
    template = default_template = "skew_wagtail/forum/forum_page.html"
    page_description = _("One forum: invites before its date and reports afterwards.")

    class Meta:
        verbose_name = _("networking forum")
        verbose_name_plural = _("networking forums")


class NetworkingWorkshopPage(EventPage):
    """A networking workshop (Vernetzungsworkshop), where those whom an inventory asked agree on something."""

    term = "networking_workshop"

    parent_page_types = ["skew_forum.ForumIndexPage", "skew_inventory.InventoryProjectPage"]
    template = default_template = "skew_wagtail/forum/networking_workshop_page.html"
    page_description = _("The workshop of an inventory: invites before its date and reports afterwards.")

    class Meta:
        verbose_name = _("networking workshop")
        verbose_name_plural = _("networking workshops")
