"""The research list (Rechercheliste) of an inventory, its interviews and the approval of profiles.

These records hold people (whom to call, what somebody said). They are no pages and have no revisions: what is taken
out is gone. Nothing of them stands in any output for visitors.
"""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from skew_wagtail.privacy.validators import validate_phone
from skew_wagtail.text import name_key
from skew_wagtail.vocabulary.models import ActorKind

from .guides import InterviewGuide, InterviewQuestion, ProfileField

__all__ = [
    "EntryState",
    "Interview",
    "InterviewAnswer",
    "InterviewGuide",
    "InterviewQuestion",
    "ProfileApproval",
    "ProfileField",
    "ResearchEntry",
    "ResearchSetup",
    "TeamMember",
]

_PROJECT = "skew_inventory.InventoryProjectPage"


class TeamMember(models.Model):
    """Somebody who may work on the research of one inventory, such as a contractor (Honorarkraft)."""

    project = models.ForeignKey(_PROJECT, on_delete=models.CASCADE, related_name="team_members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("member of the team")
        verbose_name_plural = _("members of the team")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="skew_team_member")]

    def __str__(self) -> str:
        return str(self.user)


class ResearchSetup(models.Model):
    """What the research of one inventory uses: its interview guide, and the directory for its profiles."""

    project = models.OneToOneField(_PROJECT, on_delete=models.CASCADE, primary_key=True, related_name="+")
    guide = models.ForeignKey(
        InterviewGuide,
        verbose_name=_("interview guide"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The questions that every interview of this inventory begins with."),
    )
    directory = models.ForeignKey(
        "skew_actors.ActorDirectoryPage",
        verbose_name=_("directory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Drafts of profiles go below it, e.g. Actors in Ebersfurt."),
    )

    class Meta:
        verbose_name = _("settings of a research")
        default_permissions = ()

    def __str__(self) -> str:
        return str(_("Settings of the research"))


class EntryState(models.TextChoices):
    """How far one gets with an actor."""

    FOUND = "found", _("found")
    CONTACTED = "contacted", _("contacted")
    AGREED = "agreed", _("agreed to an interview")
    INTERVIEWED = "interviewed", _("interviewed")
    DECLINED = "declined", _("declined")
    NOT_REACHABLE = "unreachable", _("not reachable")


class ResearchEntry(models.Model):
    """A possible actor on the long list of an inventory."""

    project = models.ForeignKey(_PROJECT, on_delete=models.CASCADE, related_name="research_entries")
    name = models.CharField(
        _("name of the organisation"), max_length=255, help_text=_("E.g. World shop North e. V.")
    )
    # As names are compared (``text.name_key``), so that twins are found by one query.
    name_key = models.CharField(max_length=255, editable=False)
    town = models.CharField(_("place"), max_length=150, blank=True, help_text=_("E.g. Ebersfurt-Nord."))
    found_in = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        help_text=_("Where you found it, e.g. register of associations, list of the integration council."),
    )
    kind = models.ForeignKey(
        ActorKind,
        verbose_name=_("kind of actor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    web_address = models.URLField(
        _("website"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("E.g. https://www.example.org/"),
    )
    contact_phone = models.CharField(
        _("phone"), max_length=40, blank=True, validators=[validate_phone], help_text=_("E.g. 030 23125 123.")
    )
    contact_email = models.EmailField(
        _("mail address"),
        blank=True,
        help_text=_("Where you ask for the interview and the approval, e.g. amina@example.org."),
    )
    state = models.CharField(
        _("state"), max_length=11, choices=EntryState.choices, default=EntryState.FOUND, editable=False
    )
    state_since = models.DateField(_("in this state since"), default=timezone.localdate, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("interviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Somebody of the team."),
    )
    profile = models.ForeignKey(
        "skew_actors.ActorProfilePage",
        verbose_name=_("profile"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(
        _("internal note"),
        blank=True,
        max_length=20_000,
        help_text=_("Only for the team, e.g. call after six in the evening."),
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry of a research list")
        verbose_name_plural = _("entries of research lists")
        ordering = ["name", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["project", "state"], name="skew_research_state"),
            models.Index(fields=["project", "name_key"], name="skew_research_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_name_key()
        super().save(*args, **kwargs)

    def set_name_key(self) -> None:
        """Keep the name as it is compared in step, where ``save`` does not, as in ``bulk_create``."""
        self.name_key = name_key(self.name)[:255]


class Interview(models.Model):
    """The interview of one entry: when, where, who asks, and what was said."""

    entry = models.OneToOneField(
        ResearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="interview"
    )
    appointment_at = models.DateTimeField(_("appointment"), null=True, blank=True)
    meeting_point = models.CharField(
        _("place of the interview"),
        max_length=255,
        blank=True,
        help_text=_("E.g. youth centre, first floor; or: by phone."),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who asks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    guide = models.ForeignKey(
        InterviewGuide,
        verbose_name=_("interview guide"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    interview_notes = models.TextField(
        _("notes of the interview"),
        blank=True,
        max_length=50_000,
        help_text=_("Only for the team. They never get into the profile."),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        default_permissions = ()

    def __str__(self) -> str:
        return str(_("Interview"))


class InterviewAnswer(models.Model):
    """What was answered to one question, with the question as it was asked: guides change later."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(InterviewQuestion, null=True, on_delete=models.SET_NULL, related_name="+")
    asked = models.CharField(_("question"), max_length=500)
    helps_with = models.CharField(max_length=30, choices=ProfileField.choices, blank=True)
    reply = models.TextField(_("answer"), blank=True)
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["sort_order", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.asked


class ApprovalState(models.TextChoices):
    """What an actor says to its profile."""

    ASKED = "asked", _("asked")
    APPROVED = "approved", _("agreed to the text")
    CHANGE_WISHED = "change", _("change wished")


class ApprovalWay(models.TextChoices):
    """How an actor said it."""

    LINK = "link", _("link in the mail")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by phone")
    MAIL = "mail", _("by mail")


class ProfileApproval(models.Model):
    """What an actor said to its Steckbrief (Freigabe), bound to the version that it saw.

    No consent to publish contact details: that is a matter of the privacy room. ``key`` is in the link and new with
    each letter. ``revision`` moves along as long as the texts stay the same (``approvals.py``).
    """

    entry = models.OneToOneField(
        ResearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="approval"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=ApprovalState.choices)
    revision = models.ForeignKey(
        Revision, verbose_name=_("version"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    fingerprint = models.CharField(max_length=64)
    asked_at = models.DateTimeField(_("asked"), null=True)
    answered_on = models.DateField(_("answered on"), null=True)
    way = models.CharField(_("how"), max_length=5, choices=ApprovalWay.choices, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    wished_change = models.TextField(_("what is to be changed"), blank=True, max_length=5000)

    class Meta:
        verbose_name = _("approval of a profile")
        verbose_name_plural = _("approvals of profiles")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.get_state_display())
