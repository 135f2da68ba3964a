"""Applications for an inventory, suggestions to make one, and what a site decides about both forms.

These records hold people (whom to ask, who signs). They are no pages and have no revisions: what is taken out is gone.
"""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.validators import validate_phone
from skew_wagtail.vocabulary.models import ActivityArea, MunicipalityKind, Topic

from .settings import ApplicationSettings

__all__ = [
    "ApplicationSettings",
    "ApplicationState",
    "InventoryApplication",
    "InventorySuggestion",
    "SuggestionState",
]


class ApplicationState(models.TextChoices):
    """Where an application stands; whoever fills it in knows the first two only."""

    DRAFT = "draft", _("being filled in")
    AWAITED = "awaited", _("filled in, letter not here yet")
    RECEIVED = "received", _("received")
    REVIEW = "review", _("under review")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: The applicant may still change what it wrote.
OPEN_STATES = (ApplicationState.DRAFT, ApplicationState.AWAITED)
#: Nothing is to be done any more.
ENDED_STATES = (ApplicationState.DECLINED, ApplicationState.WITHDRAWN)


class Incoming(models.Model):
    """What comes in by a form: a secret key for its link, and since when it stands where it stands."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    state_since = models.DateField(_("in this state since"), default=timezone.localdate, editable=False)
    register_notes = models.TextField(
        _("internal notes"), blank=True, help_text=_("Only for you, e.g. asked for the second copy by phone.")
    )

    class Meta:
        abstract = True


class ApplicantMunicipality(Incoming):
    """A municipality that asks for something (antragstellende Kommune), and whom there to ask back."""

    municipality_name = models.CharField(
        _("name of the municipality"), max_length=150, blank=True, help_text=_("E.g. Stadt Ebersfurt.")
    )
    municipality_kind = models.ForeignKey(
        MunicipalityKind,
        verbose_name=_("kind of municipality"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    federal_state = models.ForeignKey(
        ActivityArea,
        verbose_name=_("federal state"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"level__slug": "state"},
    )
    inhabitants = models.PositiveIntegerField(
        _("inhabitants"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20_000_000)],
        help_text=_("About how many, digits only, e.g. 48000."),
    )
    official_key = models.CharField(
        _("official municipality key"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{5}(\d{3})?(\d{4})?\Z", _("Enter 5, 8 or 12 digits."))],
        help_text=_("AGS with 5 or 8 digits, or regional key with 12, e.g. 06635999."),
    )
    postal_address = models.TextField(
        _("postal address of the administration"),
        blank=True,
        max_length=200,
        help_text=_(
            "Two lines, e.g. Markt 1, and below it 00815 Ebersfurt. It becomes the sender on the letter."
        ),
    )
    department = models.CharField(
        _("department"), max_length=150, blank=True, help_text=_("E.g. Office for Culture and Integration.")
    )
    contact_name = models.CharField(
        _("contact person"), max_length=150, blank=True, help_text=_("E.g. Amina Beispiel.")
    )
    contact_role = models.CharField(
        _("role of the contact person"), max_length=150, blank=True, help_text=_("E.g. integration officer.")
    )
    contact_phone = models.CharField(
        _("phone"), max_length=40, blank=True, validators=[validate_phone], help_text=_("E.g. 030 23125 123.")
    )
    contact_email = models.EmailField(
        _("mail address"), blank=True, help_text=_("At work, e.g. amina.beispiel@example.org.")
    )

    class Meta:
        abstract = True


class InventoryApplication(ApplicantMunicipality):
    """A municipality's application for an inventory (Antrag auf eine Bestandsaufnahme).

    Everything may be empty while it is a draft; what must not be empty in the end is said in ``forms.py``.
    """

    state = models.CharField(
        _("state"), max_length=10, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    completed_at = models.DateTimeField(_("filled in"), null=True, blank=True, editable=False)

    occasion = models.TextField(
        _("occasion"),
        blank=True,
        max_length=3000,
        help_text=_("Why now? E.g. in 2027 the town celebrates 40 years of partnership with Tamale."),
    )
    aim = models.TextField(
        _("goal"),
        blank=True,
        max_length=3000,
        help_text=_(
            "What is to be different afterwards? E.g. that groups know each other and work together."
        ),
    )
    focus_terms = models.ManyToManyField(
        Topic,
        verbose_name=_("topics of the focus"),
        blank=True,
        related_name="+",
        help_text=_("Tick what the inventory looks at first."),
    )
    focus_text = models.TextField(
        _("focus in your own words"),
        blank=True,
        max_length=2000,
        help_text=_("E.g. associations of people from West Africa, and schools with partner schools."),
    )

    known_actors = models.TextField(
        _("actors that you know"),
        blank=True,
        max_length=3000,
        help_text=_("Organisations, one a line, e.g. Weltladen Ebersfurt e. V. No names of people."),
    )
    existing_networks = models.TextField(
        _("networks that exist"),
        blank=True,
        max_length=2000,
        help_text=_("E.g. the integration council, the One World forum, the steering group for fair trade."),
    )
    partnerships = models.TextField(
        _("municipal partnerships"),
        blank=True,
        max_length=2000,
        help_text=_("Partner towns and projects abroad, e.g. Tamale in Ghana since 1987."),
    )
    council_resolutions = models.TextField(
        _("resolutions of the council"),
        blank=True,
        max_length=2000,
        help_text=_("E.g. Fairtrade Town, resolution of 14.03.2024."),
    )

    responsible_name = models.CharField(
        _("who looks after it in the administration"),
        max_length=150,
        blank=True,
        help_text=_("The person who goes along with the inventory, e.g. Amina Beispiel."),
    )
    weekly_hours = models.CharField(
        _("hours that this person has for it"),
        max_length=100,
        blank=True,
        help_text=_("E.g. 4 hours a week."),
    )
    wants_workshop = models.BooleanField(_("We wish for a networking workshop afterwards."), default=False)
    wished_period = models.CharField(
        _("wished period"), max_length=150, blank=True, help_text=_("E.g. March to December 2027.")
    )

    agrees_data_protection = models.BooleanField(
        _("We may pass on the names in this application, and have told these people about it."), default=False
    )
    agrees_publication = models.BooleanField(
        _("We agree that the results are published in a brochure and on the web."), default=False
    )
    signing_place = models.CharField(
        _("place of signature"), max_length=100, blank=True, help_text=_("E.g. Ebersfurt.")
    )
    officer_name = models.CharField(
        _("who signs"),
        max_length=150,
        blank=True,
        help_text=_("Somebody who may sign for the municipality, e.g. Petra Muster."),
    )
    officer_role = models.CharField(
        _("role of who signs"), max_length=150, blank=True, help_text=_("E.g. mayor.")
    )
    annexes = models.TextField(
        _("annexes"),
        blank=True,
        max_length=1000,
        help_text=_("What you enclose, one a line, e.g. resolution of the council of 14.03.2024."),
    )

    received_on = models.DateField(
        _("received by post on"),
        null=True,
        blank=True,
        help_text=_("The stamp on the letter, e.g. 14.03.2026."),
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_text = models.TextField(
        _("decision"),
        blank=True,
        help_text=_("With the reason, e.g. approved; starts after the summer holidays."),
    )
    project = models.ForeignKey(
        "skew_inventory.InventoryProjectPage",
        verbose_name=_("inventory"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("application for an inventory")
        verbose_name_plural = _("applications for an inventory")
        ordering = ["-completed_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.municipality_name or str(_("municipality not named yet"))

    @property
    def reference(self) -> str:
        """What is written on the letter, so that it is found again in the register."""
        return f"{timezone.localtime(self.created_at).year}-{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the applicant may still change it."""
        return self.state in OPEN_STATES


class SuggestionState(models.TextChoices):
    """Where a suggestion stands."""

    RECEIVED = "received", _("received")
    ANSWERED = "answered", _("answered")
    TAKEN_UP = "taken_up", _("taken up")
    DECLINED = "declined", _("not taken up")


class InventorySuggestion(Incoming):
    """A wish of civil society (Anregung) that its own municipality applies for an inventory."""

    state = models.CharField(
        _("state"), max_length=10, choices=SuggestionState.choices, default=SuggestionState.RECEIVED
    )
    organisation = models.CharField(
        _("your organisation"), max_length=255, help_text=_("E.g. Weltladen Ebersfurt e. V.")
    )
    wish = models.TextField(
        _("why you wish for an inventory"),
        max_length=3000,
        help_text=_("E.g. we do not know which other groups work for Ghana in our town."),
    )
    sender_name = models.CharField(
        _("your name"), max_length=150, blank=True, help_text=_("If you like, e.g. Amina Beispiel.")
    )
    sender_email = models.EmailField(
        _("your mail address"),
        blank=True,
        help_text=_("If you would like an answer, e.g. amina@example.org."),
    )

    class Meta:
        verbose_name = _("suggestion of an inventory")
        verbose_name_plural = _("suggestions of an inventory")
        ordering = ["-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.organisation


def moved(record: Any, state: str) -> None:
    """Put a record into a state; the day counts from when it really changes. The caller saves it."""
    if record.state != state:
        record.state, record.state_since = state, timezone.localdate()
