"""Whether a text mentions a mail address, or the name of somebody without one, however it is written there."""

import html
import json
import re
from typing import Any

from django.db.models import Q

from .names import PersonName


def spellings(address: str) -> set[str]:
    """The address as it may stand in plain text, in HTML and in a column with JSON."""
    # SQLite knows capitals of plain letters only.
    cases = {address} if address.isascii() else {address, address.lower(), address.upper()}
    return {spelling for case in cases for spelling in (case, html.escape(case), json.dumps(case)[1:-1])}


def may_mention(column: str, address: str) -> Q:
    """Rows in whose column the letters of the address stand; ``mentions`` tells whether it is the address."""
    if isinstance(address, PersonName):
        return address.may_stand_in(column)
    found = Q()
    for spelling in sorted(spellings(address)):
        found |= Q(**{f"{column}__icontains": spelling})
    return found


def mentions(value: Any, address: str) -> bool:
    """Whether a text, or what is made of texts, holds the address and not just a longer one around it."""
    if isinstance(address, PersonName):
        return address.stands_in(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    anyone = "|".join(re.escape(spelling) for spelling in sorted(spellings(address)))
    return bool(re.search(rf"(?<![\w.+%-])(?:{anyone})(?![\w-]|\.\w)", text, re.IGNORECASE))


def is_same(value: str, address: str) -> bool:
    """Whether a text is the address and nothing else."""
    if isinstance(address, PersonName):
        return address.is_name(value)
    return value.casefold() == address.casefold()
