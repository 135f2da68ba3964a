"""What a moderator writes on the day: organisations, what they seek and offer, agreements."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from skew_wagtail.vocabulary.widgets import TermSelect

from ..models import NetworkingWorkshopPage
from .merging import MergingForm, name_of, one_line_end
from .models import Side, WorkshopAgreement, WorkshopOrganisation, WorkshopStatement, agreement_kinds

FEWEST_ORGANISATIONS = 2


class NewOrganisationForm(forms.Form):
    """An organisation that nobody had on the list."""

    name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=200,
        help_text=gettext_lazy("E.g. Weltladen Ebersfurt e. V. Names of organisations only."),
    )


class OrganisationForm(MergingForm):
    """What is written about an organisation itself; the name of an actor is that of its profile."""

    class Meta:
        model = WorkshopOrganisation
        fields = ["name", "interests", "interests_visibility"]
        widgets = {"interests": forms.Textarea(attrs={"rows": 3}), "interests_visibility": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.actor_id:
            del self.fields["name"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        others = self.instance.workshop.present_organisations.exclude(pk=self.instance.pk)
        if others.filter(actor=None, name__iexact=name).exists():
            raise forms.ValidationError(_("An organisation of this name is on the list already."))
        return name


class StatementForm(MergingForm):
    """One need or offer; a new one that says nothing is left out."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    remove = forms.BooleanField(label=gettext_lazy("Remove this line"), required=False)

    class Meta:
        model = WorkshopStatement
        fields = ["kind", "topic", "text", "visibility"]
        widgets = {
            "kind": TermSelect,
            "topic": TermSelect,
            "text": forms.Textarea(attrs={"rows": 2}),
            "visibility": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            del self.fields["remove"]
            self.fields["key"].initial = uuid.uuid4
        else:
            del self.fields["key"]
            self.fields["remove"].show_hidden_initial = False

    @property
    def is_new(self) -> bool:
        """Whether it is the empty line below those that are stored."""
        return self.instance.pk is None

    def has_changed(self) -> bool:
        return self.says_something() if self.is_new else super().has_changed()

    def says_something(self) -> bool:
        """Whether somebody filled in the empty line."""
        return bool({"kind", "topic", "text"} & set(self.changed_data))


class Entry:
    """All forms about one organisation: itself, its lines, an empty line for each side.

    ``seen_lines`` are the lines that were there when the page was opened; what was added or removed since is told.
    """

    def __init__(self, organisation: WorkshopOrganisation, data: Any = None) -> None:
        self.organisation = organisation
        self.data = data
        #: Once stored: what others changed meanwhile.
        self.notes: list[str] = []
        self.form = OrganisationForm(data, instance=organisation, prefix="organisation")
        lines = list(organisation.statements.select_related("kind", "topic", "changed_by"))
        self.lines = {line.pk: line for line in lines}
        self.forms = [StatementForm(data, instance=line, prefix=f"line-{line.pk}") for line in lines]
        self.new = {side: self._new_form(side) for side in Side}
        if data is not None:
            self.forms = [form for form in self.forms if f"{form.prefix}-kind" in data]

    def _new_form(self, side: Side) -> StatementForm:
        line = WorkshopStatement(organisation=self.organisation, side=side)
        form = StatementForm(self.data, instance=line, prefix=f"new-{side}")
        form.empty_permitted, form.use_required_attribute = True, False
        return form

    @property
    def seen_lines(self) -> set[int]:
        """Keys of the lines that the page showed which now comes back."""
        given = self.data.get("lines", "") if self.data is not None else ""
        return {int(part) for part in given.split(",") if part.isdecimal() and len(part) < 19}

    @property
    def line_keys(self) -> str:
        """For the hidden field that brings them back."""
        return ",".join(str(pk) for pk in self.lines)

    def added_meanwhile(self) -> list[WorkshopStatement]:
        """Lines that somebody else added since the page was opened."""
        return [line for pk, line in self.lines.items() if pk not in self.seen_lines]

    def removed_meanwhile(self) -> list[str]:
        """What was written here about lines that somebody else has removed since the page was opened."""
        gone = sorted(self.seen_lines - set(self.lines))
        return [one_line_end(self.data.get(f"line-{pk}-text", "")) for pk in gone]

    def is_valid(self) -> bool:
        """Whether all of it can be stored; nothing is stored in part."""
        # Every form is asked, so that the page shows all that is wrong at once.
        answers = [form.is_valid() for form in (self.form, *self.forms, *self.new.values())]
        return all(answers)

    def texts(self) -> list[str]:
        """What was written here, of a valid entry."""
        forms = (self.form, *self.forms, *self.new.values())
        values = (value for form in forms for value in form.cleaned_data.values())
        return [value for value in values if isinstance(value, str)]

    def sides(self) -> Iterable[dict[str, Any]]:
        """The lines as the page shows them, by side."""
        for side in Side:
            stored = [form for form in self.forms if form.instance.side == side]
            yield {"side": side, "label": side.label, "forms": stored, "new": self.new[side]}

    def meanwhile(self) -> list[str]:
        """What others changed since the page was opened and what therefore stands as they left it."""
        told = [
            _("%(who)s has changed meanwhile: %(fields)s.")
            % {"who": form.who, "fields": ", ".join(form.changed_meanwhile)}
            for form in (self.form, *self.forms)
            if form.changed_meanwhile
        ]
        told += [
            _("%(who)s has added meanwhile: %(line)s.") % {"who": name_of(line.changed_by), "line": line}
            for line in self.added_meanwhile()
        ]
        told += [
            _("Somebody has removed a line meanwhile. Here it said: “%(text)s”.") % {"text": text}
            for text in self.removed_meanwhile()
        ]
        return told


class AgreementForm(MergingForm):
    """An agreement of two or more organisations of one workshop."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = WorkshopAgreement
        fields = ["organisations", "text", "kind", "responsible_body", "due_date", "visibility"]
        widgets = {
            "organisations": forms.CheckboxSelectMultiple,
            "text": forms.Textarea(attrs={"rows": 3}),
            "due_date": AdminDateInput,
            "visibility": forms.RadioSelect,
        }

    def __init__(self, *args: Any, workshop: NetworkingWorkshopPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["organisations"].queryset = present(workshop)
        self.fields["kind"].queryset = agreement_kinds()
        if self.instance.pk is None:
            self.fields["key"].initial = uuid.uuid4
        else:
            del self.fields["key"]

    def clean_organisations(self) -> QuerySet[WorkshopOrganisation]:
        chosen = self.cleaned_data["organisations"]
        if len(chosen) < FEWEST_ORGANISATIONS:
            raise forms.ValidationError(_("Please tick at least two organisations: who agreed with whom?"))
        return chosen


class PublishForm(forms.Form):
    """Whether what is taken over goes online at once."""

    publish = forms.BooleanField(
        label=gettext_lazy("Publish at once"),
        required=False,
        help_text=gettext_lazy("Else it is a draft, which you look at and publish later."),
    )


def present(workshop: NetworkingWorkshopPage) -> QuerySet[WorkshopOrganisation]:
    """The organisations of a workshop by name."""
    return workshop.present_organisations.select_related("actor").order_by("name", "pk")


def cleaned_text(value: str) -> str:
    """A text as it is compared: what differs in line ends and blanks only is the same."""
    return " ".join(one_line_end(value).split()).casefold()
