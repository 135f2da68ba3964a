"""The questions of an application in their groups: for the form, the sheet on paper and the register."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import InventoryApplication


@dataclass(frozen=True)
class Group:
    """A heading and the fields below it."""

    title: Any
    fields: tuple[str, ...]


MUNICIPALITY = Group(
    gettext_lazy("The municipality"),
    (
        "municipality_name",
        "municipality_kind",
        "federal_state",
        "inhabitants",
        "official_key",
        "postal_address",
    ),
)
CONTACT = Group(
    gettext_lazy("Whom we ask when something is unclear"),
    ("department", "contact_name", "contact_role", "contact_phone", "contact_email"),
)
REASON = Group(gettext_lazy("Occasion, goal and focus"), ("occasion", "aim", "focus_terms", "focus_text"))
BEFORE = Group(
    gettext_lazy("What is there already"),
    ("known_actors", "existing_networks", "partnerships", "council_resolutions"),
)
CARRYING_OUT = Group(
    gettext_lazy("Carrying it out"), ("responsible_name", "weekly_hours", "wished_period", "wants_workshop")
)
DECLARATIONS = Group(gettext_lazy("Declarations"), ("agrees_data_protection", "agrees_publication"))
SIGNATURE = Group(
    gettext_lazy("Signature and annexes"), ("signing_place", "officer_name", "officer_role", "annexes")
)
GROUPS = (MUNICIPALITY, CONTACT, REASON, BEFORE, CARRYING_OUT, DECLARATIONS, SIGNATURE)


def answers(application: InventoryApplication, *groups: Group) -> list[dict[str, Any]]:
    """The answers of these groups as people read them: ``title`` and ``rows`` of ``label`` and ``text``."""
    return [
        {"title": str(group.title), "rows": [answer(application, name) for name in group.fields]}
        for group in groups
    ]


def answer(application: InventoryApplication, name: str) -> dict[str, str]:
    """One answer: ``label`` and ``text``; a dash where there is none."""
    column = application._meta.get_field(name)
    value = getattr(application, name)
    if column.many_to_many:
        text = ", ".join(str(term) for term in value.all())
    elif isinstance(value, bool):
        text = _("yes") if value else _("no")
    else:
        text = "" if value is None else str(localize(value))
    label = capfirst(str(column.verbose_name))
    return {"label": label, "text": text.replace("\r\n", "\n").strip() or "–"}
