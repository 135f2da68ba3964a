"""How the editor's form of an advice page is laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)

from ..panels import page_tabs


def advice_edit_handler() -> TabbedInterface:
    """The tabs: advice, topics with their office, form, then Wagtail's own."""
    advice = [
        TitleFieldPanel("title", help_text=_("E.g. Advice for municipalities.")),
        FieldPanel("introduction"),
        InlinePanel("offers", heading=_("What you offer"), label=_("One offer")),
        InlinePanel("questions", heading=_("Questions and answers"), label=_("Question")),
        FieldPanel("documents"),
    ]
    topics = [
        HelpPanel(content=_("Name offices, not people: the page stays when somebody changes jobs.")),
        InlinePanel("topics", heading=_("Topics"), label=_("Topic")),
        MultiFieldPanel(["office", "office_email"], _("Office for all other questions")),
    ]
    form = [
        HelpPanel(
            content=_(
                "The form is online once a privacy page is chosen under Settings, Data protection. What comes in is "
                "listed under “Requests for advice” in the menu."
            )
        ),
        FieldPanel("takes_requests"),
        FieldPanel("answer_days"),
    ]
    return page_tabs(
        ObjectList(advice, heading=_("Advice")),
        ObjectList(topics, heading=_("Topics and contact")),
        ObjectList(form, heading=_("Form")),
    )
