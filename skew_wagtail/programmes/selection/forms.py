"""The forms by which municipalities are reviewed and chosen."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from skew_wagtail.inventory.applications.municipalities import known_municipality
from skew_wagtail.inventory.research.accounts import AccountsChoice, admin_accounts
from skew_wagtail.vocabulary.models import Municipality

from ..interest.models import ExpressionOfInterest, InterestState
from ..models import CallCriterion, CallPage
from .actions import Decision
from .models import Points, Review
from .table import Row


class ReviewersForm(forms.Form):
    """The accounts that review a call."""

    reviewers = AccountsChoice(
        label=_("Who reviews"),
        queryset=None,
        required=False,
        help_text=_(
            "They see what came in for this call, with contact and attachments, and give points. They see nothing of "
            "other calls. An administrator makes accounts under Settings, Users."
        ),
    )

    def __init__(self, *args: Any, call: CallPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewers"].queryset = admin_accounts()
        self.fields["reviewers"].initial = call.reviewers.values_list("user_id", flat=True)


class ReviewForm(forms.Form):
    """Points for each criterion, or none at all by who is biased."""

    def __init__(
        self, *args: Any, criteria: list[CallCriterion], review: Review | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = criteria
        given = {score.criterion_id: score.points for score in review.scores.all()} if review else {}
        choices = [(value, f"{value} – {label}") for value, label in Points.choices]
        biased, notes = (Review._meta.get_field(name) for name in ("is_biased", "review_notes"))
        self.fields["is_biased"] = biased.formfield(initial=review.is_biased if review else False)
        for criterion in criteria:
            self.fields[self._name(criterion)] = forms.TypedChoiceField(
                label=criterion.title,
                help_text=criterion.text,
                choices=choices,
                coerce=int,
                required=False,
                empty_value=None,
                initial=given.get(criterion.pk),
                widget=forms.RadioSelect,
            )
        self.fields["review_notes"] = notes.formfield(
            initial=review.review_notes if review else "", widget=forms.Textarea(attrs={"rows": 5})
        )

    @staticmethod
    def _name(criterion: CallCriterion) -> str:
        return f"criterion-{criterion.pk}"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("is_biased"):
            for criterion in self._criteria:
                name = self._name(criterion)
                if name not in self.errors and data.get(name) is None:
                    self.add_error(name, _("Please give points, or tick that you are biased."))
        return data

    @property
    def review(self) -> dict[str, Any]:
        """What ``actions.save_review`` takes of a valid form."""
        data = self.cleaned_data
        points = {each.pk: data[self._name(each)] for each in self._criteria}
        return {
            "points": {pk: given for pk, given in points.items() if given is not None},
            "is_biased": data["is_biased"],
            "notes": data["review_notes"],
        }


class NotesForm(forms.ModelForm):
    """Internal notes on an expression of interest."""

    class Meta:
        model = ExpressionOfInterest
        fields = ["register_notes"]


class DecisionsForm(forms.Form):
    """What becomes of each municipality in the ranking, decided on one day."""

    day = forms.DateField(
        label=_("Decided on"),
        initial=timezone.localdate,
        widget=AdminDateInput,
        help_text=_("The day of the letter, e.g. that of the meeting."),
    )

    def __init__(self, *args: Any, rows: list[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows
        reason = ExpressionOfInterest._meta.get_field("decision_reason")
        choices = [
            (InterestState.SUBMITTED, _("open")),
            (InterestState.CHOSEN, _("chosen")),
            (InterestState.RESERVE, _("on the reserve list")),
            (InterestState.DECLINED, _("not chosen")),
        ]
        for row in rows:
            interest = row.interest
            self.fields[f"state-{interest.pk}"] = forms.ChoiceField(
                label=_("State"), choices=choices, initial=interest.state
            )
            self.fields[f"reason-{interest.pk}"] = reason.formfield(
                label=_("Reason"), initial=interest.decision_reason, widget=forms.Textarea(attrs={"rows": 2})
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each municipality with its two fields."""
        return [
            {
                "row": row,
                "state_field": self[f"state-{row.interest.pk}"],
                "reason_field": self[f"reason-{row.interest.pk}"],
            }
            for row in self._rows
        ]

    def clean_day(self) -> date:
        """Nobody has decided tomorrow."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    @property
    def decisions(self) -> dict[int, Decision]:
        """What ``actions.decide`` takes of a valid form."""
        data = self.cleaned_data
        keys = [row.interest.pk for row in self._rows]
        return {pk: Decision(data[f"state-{pk}"], data[f"reason-{pk}"].strip()) for pk in keys}


class ModelMunicipalityForm(forms.Form):
    """The municipality as visitors see it in the programme."""

    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.order_by("name", "pk"), required=False
    )
    year = forms.IntegerField(
        label=_("Since (year)"),
        required=False,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
    )
    portrait = forms.CharField(
        label=_("Short portrait"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Two or three sentences for visitors: what the municipality does in the programme. No names of people. "
            "You can add it later in the programme."
        ),
    )

    def __init__(self, *args: Any, interest: ExpressionOfInterest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = interest.municipality or known_municipality(interest)
        self.fields["municipality"].initial = known
        self.fields["municipality"].empty_label = _("New: %(municipality)s") % {"municipality": interest}
        self.fields["municipality"].help_text = (
            _("It was found by its official key or its name. Please look whether it is the right one.")
            if known
            else _("This municipality is not known yet. It is made from what was sent in.")
        )
        day = interest.decided_on or timezone.localdate()
        self.fields["year"].initial = day.year
