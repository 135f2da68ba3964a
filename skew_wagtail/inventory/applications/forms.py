"""The forms for visitors: a municipality applies, an organisation suggests."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.visitor_forms import NO_MAIL_ADDRESS, VisitorModelForm

from .groups import GROUPS
from .models import ActivityArea, InventoryApplication, InventorySuggestion, MunicipalityKind, Topic
from .queries import twin_of

#: What a finished application must say; all else is up to the municipality.
REQUIRED = (
    "municipality_name", "municipality_kind", "federal_state", "inhabitants", "postal_address", "contact_name",
    "contact_phone", "contact_email", "occasion", "aim", "responsible_name", "agrees_data_protection",
    "signing_place", "officer_name", "officer_role",
)  # fmt: skip
#: How browsers fill in what they know of their user, who is the contact person.
_KNOWN_TO_BROWSERS = {
    "municipality_name": "organization",
    "contact_name": "name",
    "contact_role": "organization-title",
    "contact_phone": "tel",
    "contact_email": "email",
    "sender_name": "name",
    "sender_email": "email",
    "organisation": "organization",
}
_GROUPED = re.compile(r"\d{1,3}([. '\u202f\u00a0]\d{3})+")


class InhabitantsField(forms.IntegerField):
    """A number of people, also with points between its thousands, which Django would take for a fraction."""

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        return super().to_python(re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text)


class IncomingForm(VisitorModelForm):
    """What both forms know of who fills them in."""

    known_to_browsers = _KNOWN_TO_BROWSERS


class ApplicationForm(IncomingForm):
    """The whole application; ``finished`` asks for everything that must be there, a draft for nothing."""

    inhabitants = InhabitantsField(
        label=InventoryApplication._meta.get_field("inhabitants").verbose_name,
        help_text=InventoryApplication._meta.get_field("inhabitants").help_text,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("This is no number. Write digits only, e.g. 48000.")},
    )

    class Meta:
        model = InventoryApplication
        fields = [name for group in GROUPS for name in group.fields]
        widgets = {
            "contact_phone": forms.TelInput,
            "postal_address": forms.Textarea(attrs={"rows": 2}),
            "focus_terms": forms.CheckboxSelectMultiple,
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in (
                    "occasion",
                    "aim",
                    "focus_text",
                    "known_actors",
                    "existing_networks",
                    "partnerships",
                    "council_resolutions",
                    "annexes",
                )
            },
        }
        error_messages = {"contact_email": {"invalid": NO_MAIL_ADDRESS}}

    def __init__(self, *args: Any, finished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finished = finished
        self.fields["municipality_kind"].queryset = MunicipalityKind.objects.active()
        self.fields["federal_state"].queryset = ActivityArea.objects.active().filter(level__slug="state")
        self.fields["focus_terms"].queryset = Topic.objects.active()
        for name in REQUIRED:
            field = self.fields[name]
            # Without its list of words, a site asks for none.
            field.must_be_there = not hasattr(field, "queryset") or field.queryset.exists()
            field.required = finished and field.must_be_there
        self.fields["agrees_data_protection"].error_messages["required"] = _(
            "Without this declaration the application cannot be taken."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.finished and not self.errors and twin_of(self.instance, data):
            message = _(
                "There is an application of this municipality with this mail address already. Please go on with the "
                "link of that one, or ask the people who look after this site."
            )
            self.add_error("municipality_name", message)
        return data

    @property
    def says_something_new(self) -> bool:
        """Whether an answer is another than the one that is stored."""
        return bool(set(self.changed_data) & set(self.Meta.fields))

    def groups(self) -> Iterator[dict[str, Any]]:
        """The fields below their headings."""
        for group in GROUPS:
            yield {"title": group.title, "fields": [self[name] for name in group.fields]}


class SuggestionForm(IncomingForm):
    """A short form: who, why, and how to answer if wanted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.must_be_there = field.required

    @property
    def shown_fields(self) -> list[Any]:
        """The fields that people see."""
        return [self[name] for name in self.Meta.fields]

    class Meta:
        model = InventorySuggestion
        fields = ["organisation", "wish", "sender_name", "sender_email"]
        widgets = {"wish": forms.Textarea(attrs={"rows": 6})}
        error_messages = {"sender_email": {"invalid": NO_MAIL_ADDRESS}}
