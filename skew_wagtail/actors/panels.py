"""How the editor's form of a profile is laid out."""

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

from skew_wagtail.privacy.panels import ConsentPanel
from skew_wagtail.vocabulary.widgets import TermChecklist, TermSelect


def _checklist(name: str) -> FieldPanel:
    return FieldPanel(name, widget=TermChecklist)


def _select(name: str) -> FieldPanel:
    """A plain list to choose from; Wagtail would open a window for each term."""
    return FieldPanel(name, widget=TermSelect)


def organisation_panels() -> list[Panel]:
    """Who the organisation is."""
    return [
        TitleFieldPanel(
            "title", heading=_("Name of the organisation"), help_text=_("E.g. World shop North e. V.")
        ),
        FieldRowPanel(["short_name", "name_language", "entry_depth"]),
        FieldRowPanel([_select("kind"), _select("sector")]),
        FieldRowPanel([_select("legal_form"), "is_charitable", "founded_year"]),
        FieldRowPanel(["member_band", "volunteer_count", "staff_count"]),
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel(["logo", FieldRowPanel(["logo_alt", "logo_credit"])], _("Logo")),
        InlinePanel("images", heading=_("Pictures"), label=_("Picture")),
    ]


def work_panels() -> list[Panel]:
    """What it does, where, for whom."""
    return [
        FieldPanel("goals"),
        FieldPanel("activities_local"),
        FieldPanel("activities_abroad"),
        _checklist("topics"),
        FieldPanel("tags"),
        _checklist("target_groups"),
        _checklist("engagement_countries"),
        _checklist("activity_areas"),
        _checklist("spoken_languages"),
        _checklist("sdgs"),
        InlinePanel("projects", heading=_("Projects"), label=_("Project")),
    ]


def cooperation_panels() -> list[Panel]:
    """With whom it works and what it seeks and offers."""
    return [
        InlinePanel("cooperation_needs", heading=_("Seeks"), label=_("Cooperation need")),
        InlinePanel("cooperation_offers", heading=_("Offers"), label=_("Cooperation offer")),
        MultiFieldPanel(["support_wanted", "support_wanted_detail"], _("Joining in")),
        InlinePanel("partners", heading=_("Partners in this directory"), label=_("Partner")),
        FieldPanel("networks"),
        FieldPanel("wishes_to_municipality"),
    ]


def contact_panels() -> list[Panel]:
    """How to reach it; people and address are kept outside the page."""
    return [
        HelpPanel(
            content=_(
                "Contact persons and the address are saved at once and are not kept in older versions. "
                "Visitors see a person only with a consent, and the address only as exactly as you choose."
            )
        ),
        InlinePanel("contacts", heading=_("Contact persons"), label=_("Contact person")),
        ConsentPanel(heading=_("Consents")),
        MultiFieldPanel(
            [
                FieldPanel("precision"),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city"), FieldPanel("po_box")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            _("Address"),
        ),
        FieldRowPanel(["meeting_place", "opening_hours"]),
        InlinePanel("links", heading=_("Website and social media"), label=_("Link")),
    ]


def record_panels() -> list[Panel]:
    """How the entry came about; internal but for the date of the data."""
    return [
        FieldRowPanel(["data_as_of", FieldPanel("review_due_on"), "external_id"]),
        HelpPanel(content=_("What follows is for the town hall only and never published.")),
        MultiFieldPanel(
            [
                FieldPanel("interviewed_on"),
                FieldRowPanel([FieldPanel("interviewer"), FieldPanel("interviewee")]),
                FieldPanel("interview_notes"),
            ],
            _("Interview"),
        ),
        MultiFieldPanel(
            [FieldPanel("faith_affiliation"), FieldPanel("donation_account"), _checklist("member_origins")],
            _("Sensitive statements"),
        ),
    ]


def profile_edit_handler() -> TabbedInterface:
    """The tabs of the form: organisation, work, cooperation, contact, record, then Wagtail's own."""
    return TabbedInterface(
        [
            ObjectList(organisation_panels(), heading=_("Organisation")),
            ObjectList(work_panels(), heading=_("Work")),
            ObjectList(cooperation_panels(), heading=_("Cooperation")),
            ObjectList(contact_panels(), heading=_("Contact")),
            ObjectList(record_panels(), heading=_("Record")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
