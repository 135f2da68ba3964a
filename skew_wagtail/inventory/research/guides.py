"""Interview guides: questions that a municipality edits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable


class ProfileField(models.TextChoices):
    """With which part of a profile an answer helps; see ``drafts.py`` for those it is written into."""

    SUMMARY = "summary", _("summary")
    DESCRIPTION = "description", _("description")
    GOALS = "goals", _("goals")
    ACTIVITIES_LOCAL = "activities_local", _("activities here")
    ACTIVITIES_ABROAD = "activities_abroad", _("activities abroad")
    NETWORKS = "networks", _("further partners and networks")
    NEEDS = "cooperation_needs", _("what it seeks")
    OFFERS = "cooperation_offers", _("what it offers")


class InterviewGuide(ClusterableModel):
    """The questions of an interview (Interviewleitfaden) in order."""

    title = models.CharField(_("title"), max_length=150, help_text=_("E.g. Questions for associations."))

    panels = [
        FieldPanel("title"),
        InlinePanel("questions", heading=_("Questions"), label=_("Question"), min_num=1),
    ]

    class Meta:
        verbose_name = _("interview guide")
        verbose_name_plural = _("interview guides")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class InterviewQuestion(Orderable):
    """One question of a guide."""

    guide = ParentalKey(InterviewGuide, related_name="questions", on_delete=models.CASCADE)
    text = models.CharField(
        _("question"), max_length=500, help_text=_("E.g. What do you want to reach with your work?")
    )
    helps_with = models.CharField(
        _("helps with"),
        max_length=30,
        choices=ProfileField.choices,
        blank=True,
        help_text=_("The draft of the profile takes the answer over into this field, e.g. goals."),
    )

    panels = [FieldPanel("text"), FieldPanel("helps_with")]

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text
