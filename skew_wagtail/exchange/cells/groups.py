"""The groups in which people meet the columns."""

from django.utils.translation import gettext_lazy as _

from .columns import COLUMNS, Column

#: The groups of columns, each by its first one.
GROUPS = {
    "external_id": _("The organisation"),
    "goals": _("Its work"),
    "cooperation_needs": _("Cooperation"),
    "contact_name": _("Contact and consent"),
    "street": _("Where and how it is found"),
    "interviewed_on": _("Interview and entry"),
}


def grouped_columns() -> list[tuple[str, list[Column]]]:
    """Each group with its columns, in order."""
    groups: list[tuple[str, list[Column]]] = []
    for key, column in COLUMNS.items():
        if key in GROUPS:
            groups.append((str(GROUPS[key]), []))
        groups[-1][1].append(column)
    return groups
