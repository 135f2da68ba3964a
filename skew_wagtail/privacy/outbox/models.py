"""Letters on their way out. What they say goes as soon as they are sent, the row with its address a little later."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .problems import problem_text


class LetterState(models.TextChoices):
    """How far a letter has come."""

    QUEUED = "queued", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")


class OutgoingLetterQuerySet(models.QuerySet):
    """Letters on their way."""

    def waiting(self) -> "OutgoingLetterQuerySet":
        """Those that are still to be sent."""
        return self.filter(state=LetterState.QUEUED)

    def in_hand(self) -> "OutgoingLetterQuerySet":
        """Those that a worker has won and not yet put back."""
        return self.waiting().filter(attempts__gt=0, last_error="", next_attempt_at__gt=timezone.now())

    def due(self) -> "OutgoingLetterQuerySet":
        """Those whose turn it is, the one that has waited longest first."""
        return self.waiting().filter(next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "pk")


class OutgoingLetter(models.Model):
    """A letter to one address (Brief im Postausgang), ready made; who may see the row sees not yet what it says."""

    room = models.CharField(max_length=30, editable=False, default="privacy")
    letter_name = models.CharField(_("kind of letter"), max_length=60, editable=False)
    mail_to = models.CharField(_("to"), max_length=254, blank=True, editable=False)
    mail_subject = models.CharField(_("subject"), max_length=255, blank=True, editable=False)
    plain_body = models.TextField(_("what it says"), blank=True, editable=False)
    html_body = models.TextField(_("the same for mail programs that show HTML"), blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=6, choices=LetterState.choices, default=LetterState.QUEUED, editable=False
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now, editable=False)
    last_error = models.CharField(_("kind of error"), max_length=60, blank=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("sent, or given up"), null=True, blank=True, editable=False)

    objects = OutgoingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("read_outgoingletter", _("Can read what letters say that wait")),
            ("resend_outgoingletter", _("Can send letters once more")),
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="skew_letters_waiting")]

    def __str__(self) -> str:
        # Stands in the audit log: no address, no subject.
        return str(_("letter no. %(number)s") % {"number": self.pk})

    @property
    def problem(self) -> str:
        """What went wrong last, in words."""
        return problem_text(self.last_error)


class LetterFile(models.Model):
    """A file that goes along with a letter; in the database, so that no address leads to it."""

    letter = models.ForeignKey(OutgoingLetter, on_delete=models.CASCADE, related_name="files")
    file_name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.file_name
