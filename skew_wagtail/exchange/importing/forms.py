"""Forms of the import in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from skew_wagtail import conf

from .options import ImportOptions
from .rights import importable_directories


class UploadForm(forms.Form):
    """Which file goes where, and what it may do."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("A workbook (.xlsx, .ods) or CSV file, one organisation a row. Nothing is changed yet."),
        error_messages={"required": _("Please choose a file.")},
    )
    directory = forms.ChoiceField(label=_("Into which directory"))
    pictures = forms.FileField(
        label=_("Logos"),
        required=False,
        help_text=_(
            "A zip of pictures, named as in the column “Logo” or after the organisation or its reference."
        ),
    )
    publish = forms.BooleanField(
        label=_("Publish the profiles at once"),
        required=False,
        help_text=_("Without a tick new profiles are drafts, which you look through first."),
    )
    create_tags = forms.BooleanField(
        label=_("Make new tags"),
        required=False,
        help_text=_("Without a tick an unknown tag is shown to you, and you decide."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directories = {str(page.pk): page for page in importable_directories(user)}
        self.fields["directory"].choices = [(key, page.title) for key, page in self.directories.items()]
        may_publish = any(
            page.permissions_for_user(user).can_publish_subpage() for page in self.directories.values()
        )
        if not may_publish:
            del self.fields["publish"]
        if not user.has_perm("skew_actors.add_actortag"):
            del self.fields["create_tags"]
        if not policy_registry.get_by_type(get_image_model()).user_has_permission(user, "add"):
            del self.fields["pictures"]
        self.user = user

    def clean_file(self) -> Any:
        """Refused by its size before it is read."""
        return self._bounded("file", "IMPORT_MAX_BYTES")

    def clean_pictures(self) -> Any:
        """Likewise."""
        return self._bounded("pictures", "IMPORT_PICTURES_MAX_BYTES")

    def _bounded(self, name: str, setting: str) -> Any:
        file, limit = self.cleaned_data[name], conf.get(setting)
        if file and file.size > limit:
            text = _("The file is larger than %(limit)d MB. Please split it.")
            raise ValidationError(text % {"limit": limit // 2**20})
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        directory = self.directories.get(data.get("directory", ""))
        if (
            directory
            and data.get("publish")
            and not directory.permissions_for_user(self.user).can_publish_subpage()
        ):
            self.add_error("publish", _("You may not publish in this directory."))
        return data

    @property
    def options(self) -> dict[str, Any]:
        """What was chosen, as fields of ``ImportOptions``."""
        data = self.cleaned_data
        return vars(ImportOptions(bool(data.get("publish")), bool(data.get("create_tags"))))
