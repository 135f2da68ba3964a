"""The research list as a list: searched, filtered, sorted, as rows and as a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skew_wagtail.spreadsheets import BYTE_ORDER_MARK, neutral
from skew_wagtail.text import name_key

from .accounts import AccountChoice, account_name, team_of
from .models import ApprovalState, EntryState, ResearchEntry
from .status import approval_text

#: Columns by which one sorts, with the fields that do it.
SORTS = {
    "name": ("name", "pk"),
    "place": ("town", "name", "pk"),
    "state": ("state", "name", "pk"),
    "since": ("state_since", "name", "pk"),
}
#: What one does next in one click.
NEXT = {
    EntryState.FOUND: EntryState.CONTACTED,
    EntryState.NOT_REACHABLE: EntryState.CONTACTED,
    EntryState.CONTACTED: EntryState.AGREED,
    EntryState.AGREED: EntryState.INTERVIEWED,
}
_APPROVAL = (
    ("none", gettext_lazy("not asked")),
    ("asked", gettext_lazy("asked")),
    ("approved", gettext_lazy("agreed to the text")),
    ("outdated", gettext_lazy("outdated")),
    ("change", gettext_lazy("change wished")),
)


class FilterForm(forms.Form):
    """What one looks for; a value that is none of the choices is as if it were not there."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    interviewer = AccountChoice(
        label=gettext_lazy("Interviewer"), required=False, queryset=None, empty_label=gettext_lazy("all")
    )
    approval = forms.ChoiceField(label=gettext_lazy("Approval"), required=False)

    def __init__(self, data: QueryDict, *, project: Any) -> None:
        super().__init__(data, auto_id="skew-filter-%s")
        everything = ("", _("all"))
        self.fields["state"].choices = [everything, *EntryState.choices]
        self.fields["approval"].choices = [everything, *_APPROVAL]
        self.fields["interviewer"].queryset = team_of(project)
        self.is_valid()


def list_entries(project: Any) -> QuerySet:
    """The entries of an inventory with all that a row shows."""
    return ResearchEntry.objects.filter(project=project).select_related(
        "kind", "assigned_to", "profile", "approval"
    )


def found_entries(project: Any, form: FilterForm, sort: str) -> QuerySet:
    """The entries that a filter finds, in order; ``sort`` is a key of ``SORTS``, with ``-`` the other way."""
    chosen = form.cleaned_data
    entries = list_entries(project)
    if words := chosen.get("q"):
        named = Q(name__icontains=words) | Q(town__icontains=words) | Q(found_in__icontains=words)
        if key := name_key(words):
            named |= Q(name_key__contains=key)
        entries = entries.filter(named)
    if state := chosen.get("state"):
        entries = entries.filter(state=state)
    if interviewer := chosen.get("interviewer"):
        entries = entries.filter(assigned_to=interviewer)
    if approval := chosen.get("approval"):
        entries = entries.filter(_approval_is(approval))
    fields = SORTS.get(sort.lstrip("-"), SORTS["name"])
    if sort.startswith("-"):
        return entries.order_by(*(F(name).desc() for name in fields))
    return entries.order_by(*fields)


def _approval_is(choice: str) -> Q:
    approved = Q(approval__state=ApprovalState.APPROVED)
    stands = Q(approval__revision=F("profile__latest_revision"))
    return {
        "none": Q(approval=None),
        "approved": approved & stands,
        "outdated": approved & ~stands | approved & Q(profile=None),
    }.get(choice, Q(approval__state=choice))


def rows(entries: list[ResearchEntry]) -> list[dict[str, Any]]:
    """Entries as the list shows them."""
    found = []
    for entry in entries:
        following = NEXT.get(EntryState(entry.state))
        found.append(
            {
                "pk": entry.pk,
                "name": entry.name,
                "url": reverse("skew_research:entry", args=[entry.pk]),
                "place": entry.town,
                "kind": str(entry.kind or ""),
                "state": entry.get_state_display(),
                "since": date_format(entry.state_since, "SHORT_DATE_FORMAT"),
                "assigned": account_name(entry.assigned_to),
                "profile": _profile_text(entry),
                "approval": approval_text(entry) if entry.profile else "",
                "next": {"value": f"{entry.pk}:{following}", "label": following.label} if following else None,
            }
        )
    return found


def _profile_text(entry: ResearchEntry) -> str:
    if entry.profile is None:
        return ""
    return _("published") if entry.profile.live else _("draft")


def columns(query: QueryDict, sort: str) -> list[dict[str, Any]]:
    """The heads of the columns; those that sort have a link."""
    labels = (
        ("name", _("Organisation")),
        ("place", _("Place")),
        ("", _("Kind")),
        ("state", _("State")),
        ("since", _("Since")),
        ("", _("Interviewer")),
        ("", _("Profile")),
    )
    heads = []
    for name, label in labels:
        params = query.copy()
        params.pop("p", None)
        params["sort"] = f"-{name}" if sort == name else name
        is_sorted = bool(name) and sort.lstrip("-") == name
        order = ("descending" if sort.startswith("-") else "ascending") if is_sorted else ""
        heads.append({"label": label, "url": f"?{params.urlencode()}" if name else "", "order": order})
    return heads


#: Columns of the spreadsheet: its field of an entry, or a function.
_EXPORT: tuple[tuple[Any, Any], ...] = (
    (gettext_lazy("Organisation"), "name"),
    (gettext_lazy("Place"), "town"),
    (gettext_lazy("Source"), "found_in"),
    (gettext_lazy("Kind"), lambda entry: str(entry.kind or "")),
    (gettext_lazy("State"), lambda entry: entry.get_state_display()),
    (gettext_lazy("Since"), lambda entry: date_format(entry.state_since, "SHORT_DATE_FORMAT")),
    (gettext_lazy("Interviewer"), lambda entry: account_name(entry.assigned_to)),
    (gettext_lazy("Website"), "web_address"),
    (gettext_lazy("Phone"), "contact_phone"),
    (gettext_lazy("Mail address"), "contact_email"),
    (gettext_lazy("Profile"), _profile_text),
    (gettext_lazy("Approval"), lambda entry: approval_text(entry) if entry.profile else ""),
    (gettext_lazy("Internal note"), "note"),
)


def spreadsheet(entries: QuerySet) -> Iterator[str]:
    """The lines of a CSV file with these entries, as Excel opens it in a German office."""
    yield BYTE_ORDER_MARK + _line([str(label) for label, _source in _EXPORT])
    for entry in entries.iterator(chunk_size=1000):
        yield _line(
            [
                getattr(entry, source) if isinstance(source, str) else source(entry)
                for _label, source in _EXPORT
            ]
        )


def _line(values: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow([neutral(str(value)) for value in values])
    return buffer.getvalue()
