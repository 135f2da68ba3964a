"""The form by which an actor answers, and those of the admin."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from skew_wagtail.actors.models import ActorDirectoryPage
from skew_wagtail.privacy.models import RefusalReason
from skew_wagtail.privacy.visitor_forms import VisitorForm
from skew_wagtail.vocabulary.models import ActorKind

from .accounts import AccountsChoice, admin_accounts, choice_of_accounts
from .models import (
    ApprovalState,
    ApprovalWay,
    Interview,
    InterviewGuide,
    InterviewQuestion,
    ProfileApproval,
    ResearchEntry,
    ResearchSetup,
)
from .names import TWICE, Names

_TO_COME = _("This day is still to come.")


class AnswerForm(VisitorForm):
    """Yes, or what is to be changed."""

    shown_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    change_text = forms.CharField(
        label=_("What is to be changed"),
        required=False,
        max_length=5000,
        help_text=_("Only if you do not agree, e.g. We meet on Thursdays now, not on Tuesdays."),
        widget=forms.Textarea(attrs={"rows": 5, "class": "skew-input"}),
    )

    def __init__(self, data: Any, *, shown: int | None) -> None:
        super().__init__(data, initial={"shown_revision": shown}, use_required_attribute=False)
        self._shown = shown

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = self.data.get("answer")
        if chosen not in (ApprovalState.APPROVED, ApprovalState.CHANGE_WISHED):
            self.add_error(None, _("Please press one of the two buttons."))
        elif chosen == ApprovalState.CHANGE_WISHED and not data.get("change_text", "").strip():
            self.add_error("change_text", _("Please write what is to be changed."))
        elif chosen == ApprovalState.APPROVED and data.get("change_text", "").strip():
            self.add_error(
                "change_text",
                _(
                    "You agreed and wished for a change. Please empty this field, or press “Please change it”."
                ),
            )
        return data

    @property
    def answer(self) -> dict[str, Any]:
        """What ``actions.approvals.answer`` takes of a valid form."""
        return {
            "state": self.data["answer"],
            "revision_id": self.cleaned_data["shown_revision"],
            "wished_change": self.cleaned_data["change_text"],
        }

    def say_that_it_changed(self) -> None:
        """Show the form once more below the newer version."""
        self.add_error(
            None, _("The profile was changed in the meantime. Please read it once more and answer again.")
        )
        self.data = self.data.copy()
        self.data["shown_revision"] = str(self._shown or "")


class EntryForm(forms.ModelForm):
    """One entry of the list; a twin is refused by name."""

    web_address = forms.URLField(
        label=ResearchEntry._meta.get_field("web_address").verbose_name,
        help_text=ResearchEntry._meta.get_field("web_address").help_text,
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = ResearchEntry
        fields = [
            "name",
            "town",
            "found_in",
            "kind",
            "web_address",
            "contact_phone",
            "contact_email",
            "assigned_to",
            "note",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = ActorKind.objects.active()
        self.fields["assigned_to"] = choice_of_accounts(self.instance.project, self.fields["assigned_to"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        name = data.get("name")
        if name:
            names = Names(self.instance.project, [name])
            known = names.known(name, data.get("town", ""), itself=self.instance.pk)
            if known.twin:
                self.add_error("name", str(TWICE) % {"name": known.twin.name})
        return data


class PasteForm(forms.Form):
    """Many lines at once."""

    text = forms.CharField(
        label=_("Lines"),
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "One organisation a line: name; place; source. E.g. World shop North e. V.; Ebersfurt; register of "
            "associations. Place and source may be missing; columns copied from a spreadsheet are fine, too."
        ),
    )


class DeclineForm(forms.Form):
    """Why the name goes on the list of refusals."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=[choice for choice in RefusalReason.choices if choice[0] != "withdrawn"]
    )
    refused_on = forms.DateField(
        label=_("Refused on"), initial=timezone.localdate, widget=AdminDateInput, help_text=_("E.g. today.")
    )
    note = forms.CharField(
        label=_("Where and how they told you"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("E.g. by phone to Ms Beispiel, wants no questions next year."),
    )

    def clean_refused_on(self) -> date:
        """Nobody refuses tomorrow."""
        return _not_to_come(self.cleaned_data["refused_on"])


class InterviewForm(forms.ModelForm):
    """Appointment, answers and notes of an interview; a field for each question."""

    class Meta:
        model = Interview
        fields = ["appointment_at", "meeting_point", "asked_by", "guide", "interview_notes"]
        widgets = {
            "appointment_at": AdminDateTimeInput,
            "interview_notes": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, questions: list[InterviewQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields["asked_by"] = choice_of_accounts(self.instance.entry.project, self.fields["asked_by"])
        self.fields["guide"].queryset = InterviewGuide.objects.all()
        self.fields["guide"].help_text = _("Save after choosing another guide: its questions appear then.")
        given = {}
        if not self.instance._state.adding:
            given = dict(self.instance.answers.values_list("question_id", "reply"))
        notes = self.fields.pop("interview_notes")
        for question in questions:
            self.fields[self._name(question)] = forms.CharField(
                label=question.text,
                required=False,
                initial=given.get(question.pk, ""),
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Helps with: %(field)s.") % {"field": question.get_helps_with_display()}
                if question.helps_with
                else "",
            )
        self.fields["interview_notes"] = notes

    @staticmethod
    def _name(question: InterviewQuestion) -> str:
        return f"question-{question.pk}"

    def changed_answers(self) -> dict[int, str]:
        """The answers that are not as they were, by the question's number."""
        return {
            question.pk: self.cleaned_data[self._name(question)]
            for question in self.questions
            if self._name(question) in self.changed_data
        }


class SetupForm(forms.ModelForm):
    """The guide, the directory and the team of one inventory."""

    members = AccountsChoice(
        label=_("Team"),
        queryset=None,
        required=False,
        help_text=_(
            "Who works on this research without being allowed to edit the inventory, e.g. contractors. They see "
            "this list and no other. An administrator makes accounts under Settings, Users."
        ),
    )

    class Meta:
        model = ResearchSetup
        fields = ["guide", "directory"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["directory"].queryset = ActorDirectoryPage.objects.order_by("title")
        self.fields["members"].queryset = admin_accounts()
        self.fields["members"].initial = self.instance.project.team_members.values_list("user_id", flat=True)


class DirectoryForm(forms.Form):
    """Below which directory the new draft goes; only those to which the user may add."""

    directory = forms.ModelChoiceField(
        label=_("Directory"), queryset=ActorDirectoryPage.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [
            page.pk
            for page in ActorDirectoryPage.objects.all()
            if page.permissions_for_user(user).can_add_subpage()
        ]
        self.fields["directory"].queryset = ActorDirectoryPage.objects.filter(pk__in=allowed)


class RecordForm(forms.ModelForm):
    """What the actor said to its profile otherwise than by the link."""

    class Meta:
        model = ProfileApproval
        fields = ["state", "way", "answered_on", "wished_change"]
        widgets = {"answered_on": AdminDateInput, "wished_change": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].label = _("What they said")
        self.fields["state"].choices = [
            choice for choice in ApprovalState.choices if choice[0] != ApprovalState.ASKED
        ]
        self.fields["way"].required = self.fields["answered_on"].required = True
        self.fields["way"].choices = [
            choice for choice in ApprovalWay.choices if choice[0] != ApprovalWay.LINK
        ]

    def clean_answered_on(self) -> date:
        """After the interview and the question, not tomorrow."""
        day = _not_to_come(self.cleaned_data["answered_on"])
        interview = getattr(self.instance.entry, "interview", None)
        held, asked = interview.appointment_at if interview else None, self.instance.asked_at
        if held and day < timezone.localtime(held).date():
            raise forms.ValidationError(_("They would have answered before the interview."))
        if asked and day < timezone.localtime(asked).date():
            raise forms.ValidationError(_("They would have answered before you asked."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("state") == ApprovalState.CHANGE_WISHED and not data.get("wished_change", "").strip():
            self.add_error("wished_change", _("Please write what is to be changed."))
        return data


def _not_to_come(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError(_TO_COME)
    return day
