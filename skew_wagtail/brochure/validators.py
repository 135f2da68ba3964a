"""What may stand in the fields of a brochure."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


def validate_colour(value: str) -> None:
    """A colour as ``#rrggbb``."""
    if not _HEX.match(value):
        message = _("“%(value)s” is no colour. Write six digits after a #, e.g. #0b5a5a.")
        raise ValidationError(message, params={"value": value})
