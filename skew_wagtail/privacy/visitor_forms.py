"""What every form for visitors shares: a notice on privacy, and quiet defences against machines."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

_SALT = "skew_wagtail.privacy.form"
#: Seconds in which nobody fills in a form, and after which a page has been open too long.
TOO_FAST, TOO_OLD = 3, 24 * 60 * 60
NO_MAIL_ADDRESS = _("This is no mail address. One looks like amina@example.org.")


class VisitorForm(forms.Form):
    """A form for visitors: no puzzle, no third party, no cookie but Django's own against forged requests.

    It knows when it was shown, and has a field that people do not see. A robot fills it in: ``is_robot``
    then says so, and the view answers as if all were well.
    """

    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened_now = signing.dumps("", salt=_SALT)

    def clean_opened(self) -> str:
        """The time at which the form was shown must be ours, not a second ago, not yesterday."""
        value = self.cleaned_data["opened"]
        try:
            signing.loads(value, salt=_SALT, max_age=TOO_OLD)
        except signing.BadSignature as error:
            raise ValidationError(
                _("The page was open for too long. Please send the form once more.")
            ) from error
        try:
            signing.loads(value, salt=_SALT, max_age=TOO_FAST)
        except signing.SignatureExpired:
            return value
        raise ValidationError(_("That was very quick. Please wait a moment and send the form once more."))

    @property
    def is_robot(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("homepage"))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """All that is wrong, as pairs of the field's id (empty for the form as a whole) and the message."""
        hidden = ("__all__", "opened", "homepage")
        return [
            ("" if name in hidden else self[name].id_for_label, message)
            for name, messages in self.errors.items()
            for message in messages
        ]


class VisitorModelForm(forms.ModelForm, VisitorForm):
    """A form that makes a record: the look of its fields, and messages that name the field.

    ``known_to_browsers`` says by field what browsers may fill in (``autocomplete``).
    """

    known_to_browsers: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        for name, field in self.fields.items():
            if not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = "skew-input"
            if name in self.known_to_browsers:
                field.widget.attrs["autocomplete"] = self.known_to_browsers[name]
            field.error_messages["required"] = _("Please fill this in.")

    @property
    def problems(self) -> list[tuple[str, str]]:
        """As every form of ours has them, each with the name of its field."""
        names = {self[name].id_for_label: field.label for name, field in self.fields.items()}
        return [(target, self._problem(names.get(target), text)) for target, text in super().problems]

    @staticmethod
    def _problem(label: Any, text: str) -> str:
        if not label:
            return text
        name = capfirst(str(label)).rstrip(".")
        told = _("%(field)s %(problem)s") if name.endswith("?") else _("%(field)s: %(problem)s")
        return told % {"field": name, "problem": text}
