"""Phone numbers, which spreadsheet programs take for numbers to calculate with."""

import re

import phonenumbers
from django.utils.translation import gettext_lazy as _

from .parsing import Line, fail

#: Digits without 0 or + in front: numbers of authorities such as 115 and 116117 are as short as that.
_BARE = re.compile(r"-?(?P<digits>[1-9]\d{6,})(?:[.,](?P<fraction>\d+))?", re.A)


class Phone(Line):
    """A phone number; one that has lost the 0 or + in front is an error, with the number that it may have been."""

    def parse(self, text: str, lookups: object) -> str:
        # Typed to make a spreadsheet program keep the 0.
        text = text.lstrip("'’")
        if bare := _BARE.fullmatch(text):
            raise fail(
                _(
                    "“%(value)s” is a number to calculate with, and no phone number: the 0 or + in front is lost. "
                    "Please format this column as text and enter the number anew."
                ),
                text,
                "" if (bare["fraction"] or "").strip("0") else _proposal(bare["digits"]),
            )
        return super().parse(text, lookups)


def _proposal(digits: str) -> str:
    """The number that these digits were before their 0 or + was lost, or nothing when both could be."""
    found = set()
    for text in (f"+{digits}", f"0{digits}"):
        try:
            number = phonenumbers.parse(text, "DE")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) and (text[0] == "0" or number.country_code == 49):
            found.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    return found.pop() if len(found) == 1 else ""
