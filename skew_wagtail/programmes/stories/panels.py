"""How the editor's form of a story is laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)

from skew_wagtail.vocabulary.widgets import TermChecklist

from ..panels import page_tabs


def story_panels() -> list[Panel]:
    """Who did it, when, about what."""
    return [
        TitleFieldPanel("title", help_text=_("E.g. How twelve associations came to one table.")),
        FieldPanel("municipality"),
        FieldRowPanel(["start_year", "end_year"], _("Period")),
        FieldPanel("summary"),
        FieldPanel("topics", widget=TermChecklist),
        MultiFieldPanel(["image", "alt_text", "credit"], _("Picture")),
    ]


def experience_panels() -> list[Panel]:
    """What is told."""
    names = ("situation", "measures", "results", "helped", "difficult", "tips", "costs", "partners")
    return [FieldPanel(name) for name in names]


def belonging_panels() -> list[Panel]:
    """Who took part, what else belongs to it, and whom one asks."""
    return [
        InlinePanel("linked_actors", heading=_("Actors that take part"), label=_("Actor")),
        InlinePanel(
            "related_pages",
            heading=_("Related pages"),
            label=_("Page"),
            help_text=_("E.g. the programme or the forum it came from. A programme shows the story in turn."),
        ),
        FieldPanel("documents"),
        MultiFieldPanel(["office", "office_email"], _("Contact for municipalities")),
    ]


def story_edit_handler() -> TabbedInterface:
    """The tabs of a story's form: what it is, what is told, what belongs to it, then Wagtail's own."""
    return page_tabs(
        ObjectList(story_panels(), heading=_("Story")),
        ObjectList(experience_panels(), heading=_("Experience")),
        ObjectList(belonging_panels(), heading=_("What belongs to it")),
    )
