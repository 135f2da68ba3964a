"""Requests for advice and their answers.

They hold people, are no pages and have no revisions: what is taken out is gone.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skew_wagtail.inventory.applications.models import Incoming
from skew_wagtail.privacy.validators import validate_phone
from skew_wagtail.vocabulary.models import Topic

#: How long a question may be.
QUESTION_MAX = 3000


class AdviceState(models.TextChoices):
    """Where a request stands."""

    RECEIVED = "received", _("received")
    IN_PROGRESS = "in_progress", _("being answered")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


#: Somebody still waits for an answer.
WAITING_STATES = (AdviceState.RECEIVED, AdviceState.IN_PROGRESS)


class AskerKind(models.TextChoices):
    """Who asks."""

    MUNICIPALITY = "municipality", _("a municipality")
    ORGANISATION = "organisation", _("an organisation")
    PERSON = "person", _("a person")


class AdviceRequest(Incoming):
    """A question to which somebody wants advice (Beratungsanfrage)."""

    # Not called "page": it outlives the page, and is no part of it.
    advice_page = models.ForeignKey(
        "skew_programmes.AdvicePage",
        verbose_name=_("advice page"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="advice_requests",
    )
    state = models.CharField(
        _("state"), max_length=11, choices=AdviceState.choices, default=AdviceState.RECEIVED
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asker_kind = models.CharField(_("who asks"), max_length=12, choices=AskerKind.choices)
    organisation = models.CharField(
        _("name of the municipality or organisation"),
        max_length=255,
        blank=True,
        help_text=_("E.g. Stadt Ebersfurt."),
    )
    request_text = models.TextField(
        _("your question"),
        blank=True,
        max_length=QUESTION_MAX,
        help_text=_("E.g. we would like to invite our associations to a forum. How do we begin?"),
    )
    sender_name = models.CharField(
        _("your name"), max_length=150, blank=True, help_text=_("If you like, e.g. Amina Beispiel.")
    )
    sender_email = models.EmailField(
        _("your mail address"), blank=True, help_text=_("The answer goes there, e.g. amina@example.org.")
    )
    sender_phone = models.CharField(
        _("your phone number"),
        max_length=40,
        blank=True,
        validators=[validate_phone],
        help_text=_("If we may call you with questions, e.g. 030 23125 123."),
    )
    language = models.CharField(_("language of its letters"), max_length=10, editable=False, default="de")
    due_on = models.DateField(_("to be answered by"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("request for advice")
        verbose_name_plural = _("requests for advice")
        ordering = ["-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        # Stands in the audit log: no name.
        return str(_("request for advice no. %(number)s") % {"number": self.reference})

    @property
    def reference(self) -> str:
        """The number on the receipt, by which it is found again in the register."""
        return f"{timezone.localtime(self.created_at).year}-{self.pk}"

    @property
    def is_overdue(self) -> bool:
        """Whether somebody waits for longer than was promised."""
        is_waiting = self.state in WAITING_STATES
        return is_waiting and self.due_on is not None and self.due_on < timezone.localdate()


class AdviceAnswer(models.Model):
    """An answer as it was mailed; its key makes one of a button pressed twice."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    advice_request = models.ForeignKey(AdviceRequest, on_delete=models.CASCADE, related_name="answers")
    answer_text = models.TextField(_("answer"), blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("answer to a request for advice")
        verbose_name_plural = _("answers to requests for advice")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(_("answer to %(request)s") % {"request": self.advice_request})
