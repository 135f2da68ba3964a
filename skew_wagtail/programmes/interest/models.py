"""Expressions of interest, with what a call asks in its form.

The form belongs to the call's page. What comes in does not: it holds people, is no page and has no revisions, so what
is taken out is gone. Attachments lie in the database, for a file of the site could be opened by whoever guesses its
address.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from skew_wagtail.inventory.applications.models import ApplicantMunicipality
from skew_wagtail.vocabulary.models import Municipality

from .settings import InterestSettings

__all__ = [
    "CallField",
    "CallQuestion",
    "ExpressionOfInterest",
    "InterestAnswer",
    "InterestAttachment",
    "InterestField",
    "InterestSettings",
    "InterestState",
    "QuestionKind",
]

_CALL = "skew_programmes.CallPage"


class InterestField(models.TextChoices):
    """What a call can ask beside name, contact and mail address; each is a field of the expression of interest."""

    MUNICIPALITY_KIND = "municipality_kind", _("kind of municipality")
    FEDERAL_STATE = "federal_state", _("federal state")
    INHABITANTS = "inhabitants", _("inhabitants")
    OFFICIAL_KEY = "official_key", _("official municipality key")
    POSTAL_ADDRESS = "postal_address", _("postal address of the administration")
    DEPARTMENT = "department", _("department")
    CONTACT_ROLE = "contact_role", _("role of the contact person")
    CONTACT_PHONE = "contact_phone", _("phone")
    MOTIVATION = "motivation", _("why you want to take part")
    EXPERIENCE = "experience", _("experience")
    OFFERED_AREAS = "offered_areas", _("fields of the administration that you offer")
    TRAINEE_PLACES = "trainee_places", _("places for trainees")
    PARTNER_ORGANISATIONS = "partner_organisations", _("partner organisations")
    POLITICAL_BACKING = "political_backing", _("political backing")
    WISHED_START = "wished_start", _("wished start")


class CallField(Orderable):
    """A field of the set that a call asks for."""

    page = ParentalKey(_CALL, related_name="form_fields", on_delete=models.CASCADE)
    field = models.CharField(_("field"), max_length=21, choices=InterestField.choices)
    wording = models.CharField(
        _("own wording"),
        max_length=300,
        blank=True,
        help_text=_("Empty: ours. E.g. In which offices could refugees be trained?"),
    )
    is_required = models.BooleanField(_("must be filled in"), default=False)

    panels = [FieldRowPanel(["field", "is_required"]), FieldPanel("wording")]

    class Meta(Orderable.Meta):
        verbose_name = _("field of the form")
        verbose_name_plural = _("fields of the form")

    def __str__(self) -> str:
        return self.wording or self.get_field_display()


class QuestionKind(models.TextChoices):
    """How an own question is answered."""

    LONG = "long", _("text of several lines")
    SHORT = "short", _("one line")
    NUMBER = "number", _("number")
    YES_NO = "yes_no", _("yes or no")
    CHOICE = "choice", _("one of several answers")


class CallQuestion(Orderable):
    """An own question of a call."""

    page = ParentalKey(_CALL, related_name="form_questions", on_delete=models.CASCADE)
    question = models.CharField(
        _("question"), max_length=300, help_text=_("E.g. Which associations know about it already?")
    )
    hint = models.CharField(
        _("hint"), max_length=300, blank=True, help_text=_("E.g. Names of associations, not of people.")
    )
    kind = models.CharField(
        _("answer"), max_length=6, choices=QuestionKind.choices, default=QuestionKind.LONG
    )
    choices = models.TextField(
        _("answers to choose from"),
        blank=True,
        help_text=_("Only for “one of several answers”: one a line."),
    )
    is_required = models.BooleanField(_("must be filled in"), default=False)

    panels = [
        FieldPanel("question"),
        FieldPanel("hint"),
        FieldRowPanel(["kind", "is_required"]),
        FieldPanel("choices"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("own question")
        verbose_name_plural = _("own questions")

    def __str__(self) -> str:
        return self.question

    @property
    def choice_lines(self) -> list[str]:
        """The answers to choose from."""
        return list(dict.fromkeys(line.strip() for line in self.choices.splitlines() if line.strip()))

    def clean(self) -> None:
        super().clean()
        if self.kind == QuestionKind.CHOICE and len(self.choice_lines) < 2:
            raise ValidationError({"choices": _("Enter at least two answers, one a line.")})


class InterestState(models.TextChoices):
    """Where an expression of interest stands; whoever fills it in knows the first three only."""

    DRAFT = "draft", _("being filled in")
    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CHOSEN = "chosen", _("chosen")
    RESERVE = "reserve", _("on the reserve list")
    DECLINED = "declined", _("not chosen")


#: It was decided about.
DECIDED_STATES = (InterestState.CHOSEN, InterestState.RESERVE, InterestState.DECLINED)


class ExpressionOfInterest(ApplicantMunicipality):
    """A municipality's answer to a call (Interessenbekundung).

    Everything may be empty while it is a draft; what must be there in the end is said by the call and in ``forms.py``.
    """

    call = models.ForeignKey(
        _CALL, verbose_name=_("call"), on_delete=models.CASCADE, related_name="expressions_of_interest"
    )
    state = models.CharField(
        _("state"), max_length=9, choices=InterestState.choices, default=InterestState.DRAFT
    )
    #: By the municipality; what the town hall writes leaves it as it is.
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    is_late = models.BooleanField(_("came after the deadline"), default=False, editable=False)
    language = models.CharField(_("language of its letters"), max_length=10, editable=False, default="de")

    postal_address = models.TextField(
        _("postal address of the administration"),
        blank=True,
        max_length=200,
        help_text=_("Two lines, e.g. Markt 1, and below it 00815 Ebersfurt. The decision goes there."),
    )
    motivation = models.TextField(
        _("why you want to take part"),
        blank=True,
        max_length=3000,
        help_text=_("E.g. twelve people who came in 2015 look for training in an administration."),
    )
    experience = models.TextField(
        _("experience"),
        blank=True,
        max_length=3000,
        help_text=_("E.g. in 2023 the office for works trained two refugees."),
    )
    offered_areas = models.TextField(
        _("fields of the administration that you offer"),
        blank=True,
        max_length=2000,
        help_text=_("One a line, e.g. municipal works, registry office."),
    )
    trainee_places = models.PositiveSmallIntegerField(
        _("places for trainees"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(500)],
        help_text=_("How many, e.g. 4."),
    )
    partner_organisations = models.TextField(
        _("partner organisations"),
        blank=True,
        max_length=2000,
        help_text=_("Organisations, one a line, e.g. Weltladen Ebersfurt e. V. No names of people."),
    )
    political_backing = models.TextField(
        _("political backing"),
        blank=True,
        max_length=2000,
        help_text=_("E.g. resolution of the council of 14.03.2024, or: the mayor supports it."),
    )
    wished_start = models.CharField(
        _("wished start"), max_length=150, blank=True, help_text=_("E.g. September 2027.")
    )
    agrees_data_protection = models.BooleanField(
        _("We may pass on the names in this form, and have told these people about it."), default=False
    )

    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reason = models.TextField(
        _("reason"),
        blank=True,
        max_length=2000,
        help_text=_("It stands in the letter, e.g. because two offices train together."),
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("model municipality"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        ordering = ["-submitted_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["call", "state"], name="skew_interests_of_a_call")]

    def __str__(self) -> str:
        return self.municipality_name or str(_("municipality not named yet"))

    @property
    def reference(self) -> str:
        """The number on the receipt, by which it is found again in the register."""
        return f"{timezone.localtime(self.created_at).year}-{self.pk}"


class InterestAnswer(models.Model):
    """The answer to an own question; what was asked stays beside it, whatever becomes of the question."""

    interest = models.ForeignKey(ExpressionOfInterest, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(CallQuestion, null=True, on_delete=models.SET_NULL, related_name="+")
    question_text = models.CharField(_("question"), max_length=300)
    answer_text = models.TextField(_("answer"), blank=True, max_length=3000)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["interest", "question"],
                condition=models.Q(question__isnull=False),
                name="skew_one_answer_a_question",
            )
        ]

    def __str__(self) -> str:
        return self.question_text


class InterestAttachment(models.Model):
    """A file that a municipality attached; only who may see the expression of interest gets it."""

    interest = models.ForeignKey(ExpressionOfInterest, on_delete=models.CASCADE, related_name="attachments")
    file_name = models.CharField(_("file"), max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    content = models.BinaryField()
    created_at = models.DateTimeField(_("attached"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name
