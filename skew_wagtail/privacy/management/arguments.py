"""What commands about one person are told."""

from argparse import ArgumentTypeError

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _


def mail_address(text: str) -> str:
    """A mail address as somebody typed it, without blanks around it.

    Raises:
        ArgumentTypeError: it is none, and might stand in texts of anybody.
    """
    address = text.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ArgumentTypeError(_("“%(text)s” is no mail address.") % {"text": text}) from error
    return address
