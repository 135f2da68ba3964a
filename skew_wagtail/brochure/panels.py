"""How the editor's form of a brochure is laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page


def cover_panels() -> list[Panel]:
    """The first pages."""
    return [
        TitleFieldPanel("title", help_text=_("E.g. One World in Ebersfurt.")),
        FieldPanel("subtitle"),
        FieldPanel("municipality"),
        MultiFieldPanel(["cover_picture", FieldRowPanel(["cover_alt", "cover_credit"])], _("Cover")),
        MultiFieldPanel(
            [
                "foreword_title",
                "foreword",
                "portrait",
                FieldRowPanel(["portrait_alt", "portrait_credit"]),
                FieldRowPanel(["signature", "signature_role"]),
            ],
            _("Foreword"),
        ),
    ]


def selection_panels() -> list[Panel]:
    """Who is in it and in which order."""
    return [
        HelpPanel(
            content=_(
                "Only published profiles are taken, as they are on the day you build the brochure. Contact persons "
                "and photos of people need their consent to the brochure."
            )
        ),
        FieldPanel("selection"),
        FieldPanel("inventory"),
        MultiFieldPanel(["directory", "filter_query"], _("For a filter")),
        InlinePanel("chosen_actors", heading=_("Actors chosen one by one"), label=_("Actor")),
        FieldRowPanel(["order", "entry_depth"]),
        FieldRowPanel(["shows_statistics", "shows_indexes"]),
    ]


def chapters_panels() -> list[Panel]:
    """Its texts."""
    return [
        FieldPanel("introduction"),
        FieldPanel("method"),
        InlinePanel("chapters_before", heading=_("Chapters before the portraits"), label=_("Chapter")),
        InlinePanel("chapters_after", heading=_("Chapters after the portraits"), label=_("Chapter")),
    ]


def imprint_panels() -> list[Panel]:
    """Who made and paid it, and how it looks."""
    return [
        FieldPanel("imprint"),
        InlinePanel("funding", heading=_("Funding notices"), label=_("Funding notice")),
        FieldPanel("data_as_of"),
        MultiFieldPanel(
            [
                FieldRowPanel(["primary_colour", "tint_colour"]),
                "logo",
                "logo_alt",
                FieldRowPanel(["paper", "auto_fit"]),
            ],
            _("Look"),
        ),
    ]


def brochure_edit_handler() -> TabbedInterface:
    """The tabs of the form: cover, actors, chapters, imprint and look, then Wagtail's own."""
    return TabbedInterface(
        [
            ObjectList(cover_panels(), heading=_("Cover and foreword")),
            ObjectList(selection_panels(), heading=_("Actors")),
            ObjectList(chapters_panels(), heading=_("Chapters")),
            ObjectList(imprint_panels(), heading=_("Imprint and look")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
