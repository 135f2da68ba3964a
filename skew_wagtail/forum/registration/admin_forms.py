"""What organisers fill in: a registration by hand, a letter to many."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from skew_wagtail.vocabulary.models import ParticipantGroup

from ..models import EventPage
from .forms import RegistrationForm, groups_of
from .models import Registration, RegistrationState


class HandForm(RegistrationForm):
    """A registration by phone or letter: no mail address needed, no hidden field, no clock."""

    def __init__(self, event: EventPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(event, *args, **kwargs)
        for name in ("opened", "homepage"):
            del self.fields[name]
        address = self.fields["mail_address"]
        address.required = False
        address.help_text = _("If there is one: the person gets a letter with a link to cancel.")
        labels = {
            "person_name": _("name"),
            "organisation": _("organisation"),
            "mail_address": _("mail address"),
            "group": _("group"),
            "people": _("how many people"),
            "needs": _("access needs"),
        }
        for name, field in self.fields.items():
            field.label = labels[name]
            field.widget.attrs.pop("class", None)
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        address = data.get("mail_address")
        known = Registration.objects.standing().filter(event=self.event.pk, mail_address__iexact=address)
        if address and known.exists():
            self.add_error("mail_address", _("Somebody with this mail address is registered already."))
        return data


class LetterForm(forms.Form):
    """A letter to those who registered: to whom, and what it says."""

    states = forms.MultipleChoiceField(
        label=_("To whom"),
        choices=[
            (RegistrationState.CONFIRMED, _("those who have a seat")),
            (RegistrationState.WAITING, _("those on the waiting list")),
        ],
        initial=[RegistrationState.CONFIRMED],
        widget=forms.CheckboxSelectMultiple,
    )
    group = forms.ModelChoiceField(
        label=_("Only this group"),
        queryset=ParticipantGroup.objects.none(),
        required=False,
        empty_label=_("all"),
    )
    subject = forms.CharField(label=_("Subject"), max_length=150, help_text=_("E.g. Documents for Saturday."))
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Everyone gets a letter of their own; date, place and their link stand below your text. No names of others."
        ),
    )

    def __init__(self, event: EventPage, chosen: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.chosen = event, chosen
        if chosen:
            # Those ticked in the list, whoever they are.
            del self.fields["states"], self.fields["group"]
        else:
            self.fields["group"].queryset = groups_of(event)

    def recipients(self) -> QuerySet:
        """To whom the letter goes: registrations with a mail address that are not cancelled."""
        found = Registration.objects.standing().filter(event=self.event.pk).exclude(mail_address="")
        found = found.exclude(confirmed_at=None)
        if self.chosen:
            return found.filter(pk__in=self.chosen)
        found = found.filter(state__in=self.cleaned_data["states"])
        group = self.cleaned_data["group"]
        return found.filter(group=group) if group else found
