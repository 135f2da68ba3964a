"""Forms of this room: for visitors who take something back, and for editors who record it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from .evidence import check_evidence
from .models import Channel, ConsentMethod, ConsentWording, ContactPerson, ListingRefusal
from .visitor_forms import VisitorForm
from .withdrawals import Withdrawal, withdrawal_choices

ORGANISATION = "organisation"
#: How something reaches the town hall; the other ways write themselves.
TOLD_TO_EDITORS = (ConsentMethod.PAPER, ConsentMethod.SPOKEN, ConsentMethod.FORM)
_METHODS = [(method.value, method.label) for method in TOLD_TO_EDITORS]


class LinkRequestForm(VisitorForm):
    """Ask for a link by mail."""

    email = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        help_text=_("The one that the town hall knows of you, e.g. amina@example.org."),
        error_messages={
            "required": _("Please write your mail address."),
            "invalid": _("This is no mail address. One looks like amina@example.org."),
        },
    )


class WithdrawalForm(forms.Form):
    """Choose what is taken back; only what is in force now can be chosen."""

    withdraw = forms.MultipleChoiceField(
        error_messages={
            "required": _("Please tick at least one thing that you take back."),
            "invalid_choice": _("Something that you ticked is not published any more. Please choose again."),
        }
    )

    def __init__(self, actor_key: UUID, *args: Any, person_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = withdrawal_choices(actor_key, person_id=person_id)
        self.fields["withdraw"].choices = [choice for _label, choices in self.groups for choice in choices]

    @property
    def withdrawal(self) -> Withdrawal:
        """What was chosen."""
        return Withdrawal.of(self.cleaned_data["withdraw"])


class _DatedForm(forms.Form):
    """When and how the town hall was told."""

    method = forms.ChoiceField(label=_("How"), choices=_METHODS, widget=forms.RadioSelect, initial="paper")
    given_on = forms.DateField(
        label=_("Date"),
        widget=AdminDateInput,
        initial=timezone.localdate,
        help_text=_("When it was signed or said, e.g. 14.03.2026."),
    )

    def clean_given_on(self) -> Any:
        given_on = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise ValidationError(
                _("This day is still to come. Write the day on which it was signed or said.")
            )
        return given_on


class EditorWithdrawalForm(_DatedForm, WithdrawalForm):
    """A withdrawal that reached the town hall by letter, by phone or in person."""

    field_order = ["withdraw", "method", "given_on"]


class ConsentForm(_DatedForm):
    """A consent that reached the town hall."""

    voice = forms.ChoiceField(
        label=_("Who agrees"),
        widget=forms.RadioSelect,
        help_text=_(
            "A person agrees for its own name and contact details. The organisation agrees for its pictures, and "
            "to being listed again."
        ),
    )
    channels = forms.MultipleChoiceField(
        label=_("To what"),
        choices=lambda: [(value, capfirst(label)) for value, label in Channel.choices],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what was agreed to. Photos count together with the place where they are shown."),
        error_messages={"required": _("Please tick at least one thing that was agreed to.")},
    )
    wording_version = forms.ModelChoiceField(
        label=_("Wording"),
        queryset=ConsentWording.objects.filter(is_active=True),
        required=False,
        empty_label=_("another wording"),
        help_text=_("The text that was signed. It is kept with the consent, word for word."),
    )
    evidence = forms.FileField(
        label=_("Signed sheet"),
        required=False,
        help_text=_(
            "A scan or photo, PDF, JPEG or PNG, at most 10 MB. Only superusers and chosen groups see it."
        ),
    )

    field_order = ["voice", "channels", "method", "given_on", "wording_version", "evidence"]

    def __init__(self, people: list[ContactPerson], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["voice"].choices = [
            *((key, str(person)) for key, person in self.people.items()),
            (ORGANISATION, _("The organisation")),
        ]

    @property
    def person(self) -> ContactPerson | None:
        """The person who agrees, ``None`` for the organisation."""
        return self.people.get(self.cleaned_data["voice"])

    def clean_evidence(self) -> Any:
        file = self.cleaned_data["evidence"]
        if file:
            check_evidence(file)
        return file


class SendLinkForm(forms.Form):
    """To whom a link for taking back is sent."""

    person = forms.ModelChoiceField(
        label=_("To"),
        queryset=ContactPerson.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("Only people with a mail address can get one."),
    )

    def __init__(self, people: list[ContactPerson], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [person.pk for person in people if person.email]
        self.fields["person"].queryset = ContactPerson.objects.filter(pk__in=ids)


class RefusalForm(WagtailAdminModelForm):
    """Put an organisation on the list of refusals."""

    class Meta:
        model = ListingRefusal
        fields = ["name", "former_names", "reason", "note", "refused_on"]
        widgets = {"refused_on": AdminDateInput}


class ConsentWordingForm(WagtailAdminModelForm):
    """Edit a wording; what people agreed to stays, and the change becomes the next version."""

    def save(self, commit: bool = True) -> ConsentWording:
        if self.has_changed() and self.instance.is_agreed_to:
            before = ConsentWording.objects.get(pk=self.instance.pk)
            if before.full_text != self.instance.full_text:
                self.instance = self.instance.next_version()
                ConsentWording.objects.filter(pk=before.pk).update(is_active=False)
        return super().save(commit)
