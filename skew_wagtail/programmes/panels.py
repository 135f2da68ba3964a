"""How the editor's forms of this room are laid out."""

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

from skew_wagtail.vocabulary.widgets import TermChecklist


def page_tabs(*own: ObjectList) -> TabbedInterface:
    """Own tabs, then Wagtail's."""
    return TabbedInterface(
        [
            *own,
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )


def programme_panels() -> list[Panel]:
    """What it is, for whom, and how one takes part."""
    return [
        TitleFieldPanel("title", help_text=_("E.g. Training refugees in town halls.")),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("audience"),
        FieldPanel("municipality_kinds", widget=TermChecklist),
        FieldPanel("topics", widget=TermChecklist),
        FieldPanel("participation"),
        MultiFieldPanel(["office", "office_email"], _("Contact for municipalities")),
        FieldPanel("funding_notice"),
    ]


def offer_panels() -> list[Panel]:
    """What it offers, when, and what is asked about it."""
    return [
        InlinePanel("offers", heading=_("What it offers"), label=_("One offer")),
        InlinePanel("phases", heading=_("Phases"), label=_("Phase")),
        InlinePanel("questions", heading=_("Questions and answers"), label=_("Question")),
        FieldPanel("documents"),
    ]


def participant_panels() -> list[Panel]:
    """Who took part and what else belongs to it."""
    return [
        InlinePanel("model_municipalities", heading=_("Model municipalities"), label=_("Model municipality")),
        InlinePanel("linked_actors", heading=_("Actors that take part"), label=_("Actor")),
        InlinePanel(
            "related_pages",
            heading=_("Related pages"),
            label=_("Page"),
            help_text=_("E.g. the networking forum where it was presented."),
        ),
    ]


def programme_edit_handler() -> TabbedInterface:
    """The tabs of a programme's form: programme, offers, who takes part, then Wagtail's own."""
    return page_tabs(
        ObjectList(programme_panels(), heading=_("Programme")),
        ObjectList(offer_panels(), heading=_("Offers and phases")),
        ObjectList(participant_panels(), heading=_("Who takes part")),
    )


def call_panels() -> list[Panel]:
    """What is asked, until when."""
    return [
        TitleFieldPanel("title", help_text=_("E.g. Call for expressions of interest 2018.")),
        HelpPanel(
            content=_("The call opens and closes by itself, to the minute. You need not switch anything.")
        ),
        FieldRowPanel(["opens_at", "closes_at"]),
        FieldPanel("extended_to"),
        FieldPanel("introduction"),
        FieldRowPanel(["phase", "seats_planned"]),
        MultiFieldPanel(["online_note", "post_note"], _("How to answer")),
        InlinePanel("criteria", heading=_("Criteria"), label=_("Criterion")),
        InlinePanel("phases", heading=_("Schedule"), label=_("Date")),
        FieldPanel("documents"),
    ]


def form_panels() -> list[Panel]:
    """What municipalities are asked online."""
    return [
        FieldPanel("takes_interest"),
        HelpPanel(
            content=_(
                "Name of the municipality, contact person and mail address are always asked. Choose below what else "
                "you need to know; each field less is one answer more."
            )
        ),
        InlinePanel("form_fields", heading=_("Fields of the form"), label=_("Field")),
        InlinePanel("form_questions", heading=_("Own questions"), label=_("Question")),
        MultiFieldPanel(["attachments_max", "attachments_note"], _("Attachments")),
    ]


def selection_panels() -> list[Panel]:
    """Who was chosen."""
    return [
        HelpPanel(
            content=_(
                "Enter the municipalities chosen in the programme, tab “Who takes part”, each with this call. "
                "Visitors see them there and here as soon as you tick the selection."
            )
        ),
        FieldPanel("selection_published"),
        FieldPanel("selection_note"),
    ]


def call_edit_handler() -> TabbedInterface:
    """The tabs of a call's form: call, form, selection, then Wagtail's own."""
    return page_tabs(
        ObjectList(call_panels(), heading=_("Call")),
        ObjectList(form_panels(), heading=_("Form")),
        ObjectList(selection_panels(), heading=_("Selection")),
    )
