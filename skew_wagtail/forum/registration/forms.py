"""The form with which visitors register for an event."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from skew_wagtail.privacy.visitor_forms import NO_MAIL_ADDRESS, VisitorModelForm
from skew_wagtail.vocabulary.models import ParticipantGroup

from ..models import EventPage
from .models import AccessNeed, Registration

_ACCESS_NEED = AccessNeed._meta.get_field("need_text")
NAME_OR_ORGANISATION = _("Please enter your name, or the name of your organisation.")


def groups_of(event: EventPage) -> Any:
    """The groups that are invited to an event."""
    return ParticipantGroup.objects.filter(pk__in=event.participant_groups.values("group"))


class RegistrationForm(VisitorModelForm):
    """Who comes, to which address we write, and what people need; short."""

    known_to_browsers = {"person_name": "name", "organisation": "organization", "mail_address": "email"}
    needs = forms.CharField(
        label=_("What you need to take part"),
        required=False,
        max_length=_ACCESS_NEED.max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "E.g. sign language, interpreting into Arabic, a place for a wheelchair. Only those who prepare the event "
            "read it, and it is erased 14 days after the event."
        ),
    )

    class Meta:
        model = Registration
        fields = ["person_name", "organisation", "mail_address", "group", "people"]
        error_messages = {"mail_address": {"invalid": NO_MAIL_ADDRESS}}

    def __init__(self, event: EventPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.instance.event = event
        groups = groups_of(event)
        if groups.exists():
            self.fields["group"].queryset = groups
            self.fields["group"].empty_label = _("Please choose")
            self.fields["group"].error_messages["invalid_choice"] = _("Please choose one of these groups.")
            # Where a group has seats of its own, one must know whose seat it is.
            self.fields["group"].required = event.participant_groups.exclude(seats=None).exists()
        else:
            del self.fields["group"]
        if not event.takes_groups:
            del self.fields["people"]
        if not event.asks_access_needs:
            del self.fields["needs"]
        self.fields["mail_address"].required = True
        for field in self.fields.values():
            field.must_be_there = field.required
        self.fields["person_name"].must_be_there = not event.takes_groups

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not {"person_name", "organisation"} & set(self.errors):
            name, organisation = data.get("person_name"), data.get("organisation")
            if not name and not (organisation and self.event.takes_groups):
                message = NAME_OR_ORGANISATION if self.event.takes_groups else _("Please enter your name.")
                self.add_error("person_name", message)
        self._check_seats(data)
        return data

    def _check_seats(self, data: dict[str, Any]) -> None:
        """A group that is larger than all seats together would wait for ever."""
        people, capacity = data.get("people"), self.event.capacity
        if people and capacity is not None and people > capacity:
            text = ngettext(
                "There is only %(num)d seat for all.", "There are only %(num)d seats for all.", capacity
            )
            self.add_error("people", text % {"num": capacity})

    @property
    def shown_fields(self) -> list[Any]:
        """The fields that people see."""
        order = ("person_name", "organisation", "mail_address", "group", "people", "needs")
        return [self[name] for name in order if name in self.fields]

    def save(self, commit: bool = True) -> Registration:
        """The registration, and what is needed in a record of its own."""
        registration = super().save(commit=commit)
        if self.cleaned_data.get("needs"):
            AccessNeed.objects.create(registration=registration, need_text=self.cleaned_data["needs"])
        return registration
