"""Who reviews the expressions of interest of a call, and what each says about them.

Reviewers are accounts, so they do not stand in the page of the call, whose versions would keep them for ever.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..interest.models import ExpressionOfInterest
from .settings import DecisionLetterSettings

__all__ = ["CallReviewer", "DecisionLetterSettings", "Points", "Review", "Score"]


class CallReviewer(models.Model):
    """An account that reviews the expressions of interest of one call."""

    call = models.ForeignKey("skew_programmes.CallPage", on_delete=models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="skew_call_reviewer")]

    def __str__(self) -> str:
        return str(_("Reviewer %(number)s") % {"number": self.pk})


class Review(models.Model):
    """What one reviewer says about one expression of interest; its points stay when the account goes."""

    interest = models.ForeignKey(ExpressionOfInterest, on_delete=models.CASCADE, related_name="reviews")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_biased = models.BooleanField(
        _("I am biased"),
        default=False,
        help_text=_("E.g. because you work for this municipality. You give no points then."),
    )
    review_notes = models.TextField(
        _("notes"),
        blank=True,
        max_length=5000,
        help_text=_("E.g. good idea, but nobody in the town hall has time for it. No names of people."),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["interest", "user"], name="skew_one_review_a_reviewer")
        ]

    def __str__(self) -> str:
        return str(_("Review %(number)s") % {"number": self.pk})


class Points(models.IntegerChoices):
    """How well a criterion is met."""

    NOT = 0, _("not at all")
    HARDLY = 1, _("hardly")
    PARTLY = 2, _("partly")
    LARGELY = 3, _("largely")
    WELL = 4, _("well")
    FULLY = 5, _("fully")


class Score(models.Model):
    """The points for one criterion in a review."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    # Restricted, not protected: with its whole call it may go.
    criterion = models.ForeignKey(
        "skew_programmes.CallCriterion", on_delete=models.RESTRICT, related_name="scores"
    )
    points = models.PositiveSmallIntegerField(_("points"), choices=Points.choices)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="skew_one_score_a_criterion"),
            models.CheckConstraint(condition=models.Q(points__lte=5), name="skew_points_up_to_five"),
        ]

    def __str__(self) -> str:
        return str(self.points)
