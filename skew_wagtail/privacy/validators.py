"""Validation of what people type into contact fields."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_phone(value: str) -> None:
    """A number that could be dialled from Germany; its length is checked, not whether it is in use."""
    try:
        number = phonenumbers.parse(value, "DE")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("“%(value)s” is no phone number. Write e.g. 030 23125 123 or +49 30 23125 123."),
            params={"value": value},
        )
