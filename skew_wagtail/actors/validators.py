"""Validation of what stands on a profile."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1000


def validate_iban(value: str) -> None:
    """An international bank account number with a right check sum (ISO 7064, modulus 97)."""
    iban = value.replace(" ", "").upper()
    well_formed = iban.isascii() and iban.isalnum() and 15 <= len(iban) <= 34 and iban[:2].isalpha()
    rotated = iban[4:] + iban[:4]
    if not well_formed or int("".join(str(int(letter, 36)) for letter in rotated)) % 97 != 1:
        raise ValidationError(
            _("“%(value)s” is no valid IBAN. Please compare it with the bank's letter."),
            params={"value": value},
        )


def validate_founded_year(value: int) -> None:
    """A year in which an organisation may have been founded: not in the future."""
    this_year = timezone.localdate().year
    if not EARLIEST_YEAR <= value <= this_year:
        raise ValidationError(
            _("“%(value)s” cannot be a founding year. Write four digits up to %(this_year)s, e.g. 1998."),
            params={"value": value, "this_year": this_year},
        )
