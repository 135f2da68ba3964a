"""Atom as all rooms write it."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed

from .text import for_xml


class AtomFeed(Atom1Feed):
    """Atom that takes any text: characters that XML has no place for, as pasted from elsewhere, are left out."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**_cleaned(values))

    def add_item(self, **values: Any) -> None:
        super().add_item(**_cleaned(values))


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """The values with their texts, lists of texts included, made fit for XML."""
    return {
        name: [for_xml(each) for each in value]
        if isinstance(value, list | tuple)
        else for_xml(value)
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }
