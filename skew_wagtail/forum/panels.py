"""How the editor's form of an event is laid out."""

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

from .registration.fields import registration_panels


def invitation_panels() -> list[Panel]:
    """When, where, for whom."""
    return [
        TitleFieldPanel("title", help_text=_("E.g. Refuge in One World: forum Ebersfurt.")),
        InlinePanel("days", heading=_("Days"), label=_("Day"), min_num=1),
        MultiFieldPanel(["status", "status_text"], _("Cancelled, moved, postponed")),
        FieldPanel("introduction"),
        MultiFieldPanel(["venue_name", "venue_address", "municipality", "access"], _("Venue")),
        MultiFieldPanel(["languages", "childcare"], _("Help to take part")),
        FieldRowPanel(["organiser", "moderation"]),
        InlinePanel("participant_groups", heading=_("Groups of participants"), label=_("Group")),
        InlinePanel("linked_actors", heading=_("Actors that take part"), label=_("Actor")),
        FieldPanel("topics", widget=TermChecklist),
        FieldRowPanel(["series", "inventory"]),
        FieldPanel("documents"),
    ]


def programme_panels() -> list[Panel]:
    """What happens."""
    return [InlinePanel("programme_items", heading=_("Programme"), label=_("Programme item"))]


def report_panels() -> list[Panel]:
    """What came of it."""
    return [
        HelpPanel(
            content=_("Visitors see the report once the event has ended; you need not switch anything.")
        ),
        FieldRowPanel(["attendance_number", "attendance_text"]),
        InlinePanel("theme_groups", heading=_("Theme groups"), label=_("Theme group")),
        InlinePanel("outcomes", heading=_("Outcomes"), label=_("Outcome")),
        InlinePanel("photos", heading=_("Photos"), label=_("Photo")),
    ]


def event_edit_handler() -> TabbedInterface:
    """The tabs of the form: invitation, programme, registration, report, then Wagtail's own."""
    return TabbedInterface(
        [
            ObjectList(invitation_panels(), heading=_("Invitation")),
            ObjectList(programme_panels(), heading=_("Programme")),
            registration_panels(),
            ObjectList(report_panels(), heading=_("Report")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
