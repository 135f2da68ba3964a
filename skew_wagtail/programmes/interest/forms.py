"""The form of a call: what is always asked, fields of the set, own questions, files."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skew_wagtail.inventory.applications.forms import InhabitantsField
from skew_wagtail.privacy.visitor_forms import NO_MAIL_ADDRESS, VisitorModelForm
from skew_wagtail.vocabulary.models import ActivityArea, MunicipalityKind

from ..models import CallPage
from .answers import ALWAYS
from .attachments import SUFFIXES, CheckedFile, checked
from .models import (
    CallQuestion,
    ExpressionOfInterest,
    InterestAttachment,
    InterestField,
    QuestionKind,
)

DECLARATION = "agrees_data_protection"
_NO_NUMBER = gettext_lazy("This is no number. Write digits only, e.g. 48000.")


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is looked at by the form, which keeps the good ones."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [upload for upload in data or [] if upload]


class InterestForm(VisitorModelForm):
    """Everything that a call asks. A draft may be empty everywhere; ``require_all`` asks for what must be there.

    Of a form with a mistake the rest is still good: ``save_to`` stores what is valid.
    """

    known_to_browsers = {
        "municipality_name": "organization",
        "contact_name": "name",
        "contact_role": "organization-title",
        "contact_phone": "tel",
        "contact_email": "email",
    }
    inhabitants = InhabitantsField(
        label=ExpressionOfInterest._meta.get_field("inhabitants").verbose_name,
        help_text=ExpressionOfInterest._meta.get_field("inhabitants").help_text,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _NO_NUMBER},
    )
    attachments = FilesField(label=gettext_lazy("Attach files"), required=False)

    class Meta:
        model = ExpressionOfInterest
        fields = [*ALWAYS, *InterestField.values, DECLARATION]
        widgets = {
            "contact_phone": forms.TelInput,
            "postal_address": forms.Textarea(attrs={"rows": 2}),
            **{
                name: forms.Textarea(attrs={"rows": 5})
                for name in (
                    "motivation",
                    "experience",
                    "offered_areas",
                    "partner_organisations",
                    "political_backing",
                )
            },
        }
        error_messages = {
            "contact_email": {"invalid": NO_MAIL_ADDRESS},
            "trainee_places": {"invalid": _NO_NUMBER},
        }

    def __init__(self, call: CallPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        self.accepted: list[CheckedFile] = []
        self.chosen = {row.field: row for row in call.form_fields.all()}
        for name in set(InterestField.values) - set(self.chosen):
            del self.fields[name]
        self._take_terms()
        for name, row in self.chosen.items():
            self.fields[name].label = row.wording or self.fields[name].label
        self.questions = {f"question_{each.pk}": each for each in call.form_questions.all()}
        self._add_questions()
        required = {*ALWAYS, DECLARATION, *(name for name, row in self.chosen.items() if row.is_required)}
        required |= {name for name, question in self.questions.items() if question.is_required}
        for name, field in self.fields.items():
            # Without its list of words, a site asks for none.
            field.must_be_there = name in required and (
                not hasattr(field, "queryset") or field.queryset.exists()
            )
        self.fields[DECLARATION].error_messages["required"] = _(
            "Without this declaration it cannot be submitted."
        )
        self._bound_files()

    def _take_terms(self) -> None:
        terms = {
            "municipality_kind": MunicipalityKind.objects.active(),
            "federal_state": ActivityArea.objects.active().filter(level__slug="state"),
        }
        for name in terms.keys() & self.fields.keys():
            field = self.fields[name]
            field.queryset, field.empty_label = terms[name], _("Please choose")
            field.error_messages["invalid_choice"] = _("Please choose one of the list.")

    def _add_questions(self) -> None:
        given = {}
        if self.instance.pk:
            rows = self.instance.answers.exclude(question=None)
            given = dict(rows.values_list("question_id", "answer_text"))
        for name, question in self.questions.items():
            field = _question_field(question)
            field.label, field.help_text, field.required = question.question, question.hint, False
            field.widget.attrs["class"] = "skew-input"
            field.error_messages["required"] = _("Please fill this in.")
            self.fields[name] = field
            self.initial[name] = given.get(question.pk, "")

    def _bound_files(self) -> None:
        if not self.call.attachments_max:
            del self.fields["attachments"]
            return
        field = self.fields["attachments"]
        field.widget.attrs["accept"] = ",".join(SUFFIXES)
        field.help_text = self.call.attachments_note

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._check_files(data.get("attachments") or [])
        return data

    def _check_files(self, uploads: list[Any]) -> None:
        """Keep the good ones in ``accepted``, and say of each other one why it is refused."""
        room = self.call.attachments_max - self.kept_files().count()
        for upload in uploads:
            try:
                file = checked(upload)
            except ValidationError as error:
                self.add_error("attachments", error)
                continue
            if _is_among(self.kept_files(), file) or any(o.content == file.content for o in self.accepted):
                # The same file once more, as when the form is sent twice.
                continue
            if len(self.accepted) >= room:
                self.add_error("attachments", self._no_room(file.name))
            else:
                self.accepted.append(file)

    def _no_room(self, name: str) -> str:
        most = self.call.attachments_max
        text = ngettext(
            "%(file)s was not attached: only %(num)d file can be. Remove one first.",
            "%(file)s was not attached: only %(num)d files can be. Remove one first.",
            most,
        )
        return text % {"file": name, "num": most}

    @property
    def removed(self) -> list[int]:
        """Ids of the files that are to go."""
        given = self.data.getlist("remove") if self.is_bound else []
        return [int(value) for value in given if value.isascii() and value.isdigit() and len(value) < 19]

    def kept_files(self) -> QuerySet:
        """The files that are attached already and stay."""
        return InterestAttachment.objects.filter(interest=self.instance.pk).exclude(pk__in=self.removed)

    @property
    def is_blocked(self) -> bool:
        """Whether nothing of it may be stored: it was sent too fast or too late after it was shown."""
        return "opened" in self.errors

    def require_all(self) -> bool:
        """Whether it can be submitted; what is missing becomes a problem of its field."""
        for name in self._missing():
            self.add_error(name, self.fields[name].error_messages["required"])
        return not self.errors

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong and nothing is missing."""
        return not self.errors and not self._missing()

    def _missing(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if field.must_be_there and name not in self.errors and self._says_nothing(name)
        ]

    def _says_nothing(self, name: str) -> bool:
        value = self.cleaned_data.get(name)
        return value is None or value is False or value == ""

    def groups(self) -> list[dict[str, Any]]:
        """The fields below their headings, but for files and declaration."""
        asked = [self[name] for name in (*self.chosen, *self.questions)]
        groups = [{"title": _("Who answers"), "fields": [self[name] for name in ALWAYS]}]
        return [*groups, {"title": _("Your answers"), "fields": asked}] if asked else groups

    def typed(self) -> Iterator[dict[str, str]]:
        """What somebody typed, as ``label`` and ``text``: to copy, where nothing can be stored any more."""
        for name in (*ALWAYS, *self.chosen, *self.questions):
            value = self.cleaned_data.get(name) or self[name].value()
            if value not in (None, ""):
                yield {"label": capfirst(str(self.fields[name].label)), "text": str(value)}

    def save_to(self, interest: ExpressionOfInterest) -> None:
        """Write all that is valid into a record that nobody else writes to."""
        names = [name for name in self.Meta.fields if name in self.cleaned_data]
        for name in names:
            setattr(interest, name, self.cleaned_data[name])
        interest.save(update_fields=[*names, "updated_at"])
        self._save_answers(interest)
        interest.attachments.filter(pk__in=self.removed).delete()
        self._save_files(interest)

    def _save_answers(self, interest: ExpressionOfInterest) -> None:
        for name, question in self.questions.items():
            if name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            rows = interest.answers.filter(question=question)
            if value in (None, ""):
                rows.delete()
            else:
                defaults = {"question_text": question.question, "answer_text": str(value)}
                interest.answers.update_or_create(question=question, defaults=defaults)

    def _save_files(self, interest: ExpressionOfInterest) -> None:
        for file in self.accepted:
            if not _is_among(interest.attachments.all(), file):
                interest.attachments.create(
                    file_name=file.name,
                    content_type=file.content_type,
                    size=len(file.content),
                    content=file.content,
                )


def _is_among(attachments: QuerySet, file: CheckedFile) -> bool:
    """Whether a file with the same content is one of these."""
    alike = attachments.filter(size=len(file.content))
    return any(bytes(other.content) == file.content for other in alike)


def _question_field(question: CallQuestion) -> forms.Field:
    """The field of an own question; what is said of it comes from the question."""
    if question.kind == QuestionKind.NUMBER:
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        errors = {"invalid": _NO_NUMBER}
        return InhabitantsField(min_value=0, max_value=10**12, widget=widget, error_messages=errors)
    if question.kind in (QuestionKind.YES_NO, QuestionKind.CHOICE):
        answers = question.choice_lines if question.kind == QuestionKind.CHOICE else [_("yes"), _("no")]
        choices = [("", _("Please choose")), *((answer, answer) for answer in answers)]
        errors = {"invalid_choice": _("Please choose one of the list.")}
        return forms.ChoiceField(choices=choices, error_messages=errors)
    if question.kind == QuestionKind.SHORT:
        return forms.CharField(max_length=300)
    return forms.CharField(max_length=3000, widget=forms.Textarea(attrs={"rows": 5}))
