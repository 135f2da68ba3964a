"""What every form for visitors shares: a notice on privacy, and quiet defences against machines."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_SALT = "skew_wagtail.privacy.form"
#: Seconds in which nobody fills in a form, and after which a page has been open too long.
TOO_FAST, TOO_OLD = 3, 24 * 60 * 60


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
