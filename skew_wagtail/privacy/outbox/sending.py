"""Sending what is in the outbox. Two workers never send the same letter: one must win it first."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .models import LetterFile, LetterState, OutgoingLetter
from .problems import SENDING_ERRORS, is_final

logger = logging.getLogger(__name__)

#: Minutes before each further attempt; after the last a letter is given up, two days after it was written.
PAUSES = (5, 15, 60, 180, 360, 720, 1440)
#: A worker has a letter so long; one that died in between leaves it to the next.
LEASE = timedelta(minutes=15)


def win(letter: OutgoingLetter) -> bool:
    """Take a waiting letter for oneself, unless another worker was faster."""
    now = timezone.now()
    mine = OutgoingLetter.objects.due().order_by().filter(pk=letter.pk)
    if not mine.update(next_attempt_at=now + LEASE, attempts=F("attempts") + 1, last_error=""):
        return False
    letter.refresh_from_db()
    return True


def deliver(letter: OutgoingLetter) -> bool:
    """Send a letter that one has won; whether the mail server took it. Neither log nor row keeps what it answered."""
    try:
        _message(letter).send()
    except SENDING_ERRORS as error:
        logger.error("The letter “%s” could not be sent: %s", letter.letter_name, type(error).__name__)
        _failed(letter, error)
        return False
    _sent(letter)
    return True


def send_due(limit: int) -> tuple[int, int]:
    """Send at most ``limit`` letters whose turn it is; how many went, how many did not."""
    results = [deliver(letter) for letter in OutgoingLetter.objects.due()[:limit] if win(letter)]
    return results.count(True), results.count(False)


def _message(letter: OutgoingLetter) -> EmailMultiAlternatives:
    files = [(file.file_name, bytes(file.content), file.content_type) for file in letter.files.order_by("pk")]
    message = EmailMultiAlternatives(
        letter.mail_subject,
        letter.plain_body,
        settings.DEFAULT_FROM_EMAIL,
        [letter.mail_to],
        attachments=files,
    )
    if letter.html_body:
        message.attach_alternative(letter.html_body, "text/html")
    return message


@transaction.atomic
def _sent(letter: OutgoingLetter) -> None:
    """It is out: what it said is not kept."""
    letter.state, letter.ended_at = LetterState.SENT, timezone.now()
    letter.plain_body = letter.html_body = letter.last_error = ""
    letter.save()
    LetterFile.objects.filter(letter=letter).delete()


def _failed(letter: OutgoingLetter, error: Exception) -> None:
    letter.last_error = type(error).__name__
    if is_final(error) or letter.attempts > len(PAUSES):
        letter.state, letter.ended_at = LetterState.FAILED, timezone.now()
    else:
        letter.next_attempt_at = timezone.now() + timedelta(minutes=PAUSES[letter.attempts - 1])
    letter.save()
