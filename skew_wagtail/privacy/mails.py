"""Letters by mail: plain text, HTML beside it where a template says so, each to one address alone.

Every letter goes through the outbox: one that the mail server does not take is kept and tried again.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from .outbox.actions import Letter, keep, keep_many
from .outbox.sending import deliver, win
from .outbox.tasks import come_back, send_letters

__all__ = ["Letter", "send", "send_letter", "send_letters_later"]


def send_letter(
    name: str,
    to: str,
    subject: str,
    context: dict[str, Any],
    room: str = "privacy",
    files: Iterable[tuple[str, bytes, str]] = (),
) -> bool:
    """Send ``skew_wagtail/<room>/mails/<name>.txt``; whether the mail server took it at once.

    One that it did not take is tried again by itself, unless the address is wrong; the register of letters shows
    it. ``files`` go along: name, content, content type.
    """
    return send(Letter(name, to, subject, context, room, files))


def send(letter: Letter) -> bool:
    """Send a letter at once; see ``send_letter``."""
    kept = keep(letter)
    if win(kept) and deliver(kept):
        return True
    come_back()
    return False


def send_letters_later(letters: Iterable[Letter]) -> int:
    """Send many letters, so many a minute that the mail server bears it (``LETTERS_A_MINUTE``); how many they are."""
    number = keep_many(letters)
    if number:
        transaction.on_commit(send_letters.enqueue)
    return number
