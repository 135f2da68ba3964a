"""The form with which visitors ask for advice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skew_wagtail.privacy.visitor_forms import NO_MAIL_ADDRESS, VisitorModelForm

from .models import AdvicePage, AdviceRequest, AskerKind

#: What is chosen when none of the page's topics fits.
SOMETHING_ELSE = "-"


class AdviceRequestForm(VisitorModelForm):
    """About what, who asks, the question, and where the answer goes."""

    known_to_browsers = {
        "organisation": "organization",
        "sender_name": "name",
        "sender_email": "email",
        "sender_phone": "tel",
    }
    about = forms.ChoiceField(label=_("What is it about?"))
    field_order = ["about"]

    class Meta:
        model = AdviceRequest
        fields = [
            "asker_kind",
            "organisation",
            "request_text",
            "sender_name",
            "sender_email",
            "sender_phone",
        ]
        widgets = {"request_text": forms.Textarea(attrs={"rows": 8})}
        error_messages = {
            "sender_email": {"invalid": NO_MAIL_ADDRESS},
            "request_text": {
                "max_length": _(
                    "Your text has %(show_value)d characters. There is room for %(limit_value)d; please shorten it."
                )
            },
        }

    def __init__(self, page: AdvicePage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.topics = {row.topic.slug: row.topic for row in page.topics.select_related("topic")}
        if self.topics:
            offered = [(slug, topic.label) for slug, topic in self.topics.items()]
            self.fields["about"].choices = [
                ("", _("Please choose")), *offered, (SOMETHING_ELSE, _("Something else"))
            ]  # fmt: skip
            self.fields["about"].error_messages["invalid_choice"] = _("Please choose one of these topics.")
        else:
            del self.fields["about"]
        self.fields["asker_kind"].choices = [("", _("Please choose")), *AskerKind.choices]
        for name in ("request_text", "sender_email"):
            self.fields[name].required = True
        # A browser would cut what is pasted, and nobody would notice.
        self.fields["request_text"].widget.attrs.pop("maxlength", None)
        for name, field in self.fields.items():
            field.must_be_there = field.required or name == "organisation"
        self.fields["organisation"].help_text = _(
            "E.g. Stadt Ebersfurt. If you ask as a person, leave it empty."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        asks_alone = data.get("asker_kind") == AskerKind.PERSON
        if not (data.get("organisation") or asks_alone or {"organisation", "asker_kind"} & set(self.errors)):
            message = _("Please enter the name of your municipality or organisation.")
            self.add_error("organisation", message)
        self.instance.topic = self.topics.get(data.get("about", ""))
        return data

    @property
    def shown_fields(self) -> list[Any]:
        """The fields that people see."""
        return [self[name] for name in ("about", *self.Meta.fields) if name in self.fields]
