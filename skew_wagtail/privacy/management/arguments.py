"""What commands about one person are told."""

from argparse import ArgumentParser, ArgumentTypeError

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from skew_wagtail.privacy.subjects.names import PersonName
from skew_wagtail.text import words


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


def full_name(text: str) -> PersonName:
    """A first and a last name as somebody typed them.

    Raises:
        ArgumentTypeError: it is one word, which might stand in texts of anybody.
    """
    if len(words(text)) < 2:
        raise ArgumentTypeError(_("“%(text)s” is no first and last name.") % {"text": text})
    return PersonName(text.strip())


def add_subject(parser: ArgumentParser) -> None:
    """Whom a command is about: a mail address, or the name of somebody without one."""
    person = parser.add_mutually_exclusive_group(required=True)
    person.add_argument("email", type=mail_address, nargs="?", help="mail address of the person")
    person.add_argument(
        "--name", type=full_name, help="first and last name of somebody without a mail address"
    )
