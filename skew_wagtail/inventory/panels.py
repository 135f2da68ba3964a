"""How the editor's form of an inventory is laid out."""

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

from skew_wagtail.vocabulary.widgets import TermChecklist, TermSelect


def step_panels() -> list[Panel]:
    """One step."""
    return [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("state", widget=TermSelect), "responsible"]),
        FieldRowPanel(["planned_date", "actual_date"]),
        FieldPanel("description"),
        FieldPanel("is_public"),
        FieldPanel("public_note"),
        FieldPanel("documents"),
        FieldPanel("key"),
    ]


def inventory_panels() -> list[Panel]:
    """What it is about and who carries it."""
    return [
        TitleFieldPanel("title", help_text=_("E.g. Inventory Ebersfurt 2026.")),
        FieldPanel("municipality"),
        FieldRowPanel(["start_date", "end_date"]),
        FieldPanel("goal"),
        FieldPanel("focus_topics", widget=TermChecklist),
        FieldPanel("contractors"),
        FieldPanel("partners"),
        FieldPanel("funding_notice"),
        FieldPanel("next_steps"),
        MultiFieldPanel(["office", "office_email"], _("Contact for visitors")),
    ]


def process_panels() -> list[Panel]:
    """Its steps."""
    return [
        HelpPanel(
            content=_(
                "Every visitor sees how many steps are completed. Change, move, add and remove steps as it "
                "suits your inventory; a step that does not apply gets the state “skipped”. Notes for the town hall "
                "only are behind the button “Internal notes” once the inventory is saved."
            )
        ),
        InlinePanel("steps", heading=_("Steps"), label=_("Step")),
    ]


def actors_panels() -> list[Panel]:
    """Whom it interviewed."""
    return [
        HelpPanel(
            content=_("Only actors whose profile is published appear on the page and in its statistics.")
        ),
        InlinePanel("interviewed_actors", heading=_("Interviewed actors"), label=_("Actor")),
    ]


def project_edit_handler() -> TabbedInterface:
    """The tabs of the form: inventory, process, actors, then Wagtail's own."""
    return TabbedInterface(
        [
            ObjectList(inventory_panels(), heading=_("Inventory")),
            ObjectList(process_panels(), heading=_("Process")),
            ObjectList(actors_panels(), heading=_("Actors")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
