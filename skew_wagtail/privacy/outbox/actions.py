"""What is done with the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.template.loader import TemplateDoesNotExist, get_template, render_to_string
from django.utils import timezone, translation
from wagtail.log_actions import log

from skew_wagtail import conf

from .models import LetterFile, LetterState, OutgoingLetter
from .sending import deliver, win

#: Bytes of all files of a letter together; larger mails are refused by many mailboxes.
FILES_MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Letter:
    """A letter to write: ``skew_wagtail/<room>/mails/<name>.txt``, and ``.html`` beside it where there is one.

    ``files`` go along: name, content, content type. It is written in ``language``, else in the one in use.
    """

    name: str
    to: str
    subject: str
    context: dict[str, Any]
    room: str = "privacy"
    files: Iterable[tuple[str, bytes, str]] = field(default_factory=tuple)
    language: str = ""


@transaction.atomic
def keep(letter: Letter, turn: datetime | None = None) -> OutgoingLetter:
    """Write a letter and put it into the outbox; nothing is sent yet.

    ``turn`` is when it is to be sent, else now.

    Raises:
        ValueError: its files are too large together.
    """
    files = list(letter.files)
    if sum(len(content) for _name, content, _type in files) > FILES_MAX_BYTES:
        raise ValueError(f"The files of the letter “{letter.name}” are too large.")
    with translation.override(letter.language or translation.get_language()):
        plain = render_to_string(f"skew_wagtail/{letter.room}/mails/{letter.name}.txt", letter.context)
        html = _html(letter)
    kept = OutgoingLetter.objects.create(
        room=letter.room,
        letter_name=letter.name,
        mail_to=letter.to[:254],
        mail_subject=" ".join(letter.subject.split())[:255],
        plain_body=plain,
        html_body=html,
        next_attempt_at=turn or timezone.now(),
        created_at=timezone.now(),
    )
    LetterFile.objects.bulk_create(
        LetterFile(letter=kept, file_name=name[:150], content=content, content_type=content_type)
        for name, content, content_type in files
    )
    return kept


def _html(letter: Letter) -> str:
    try:
        template = get_template(f"skew_wagtail/{letter.room}/mails/{letter.name}.html")
    except TemplateDoesNotExist:
        return ""
    return template.render(letter.context)


@transaction.atomic
def keep_many(letters: Iterable[Letter]) -> int:
    """Put many letters into the outbox, ``LETTERS_A_MINUTE`` for each minute from now, after those that wait."""
    untried = OutgoingLetter.objects.waiting().filter(attempts=0)
    last = untried.aggregate(last=Max("next_attempt_at"))["last"]
    start = max(timezone.now(), last + timedelta(minutes=1)) if last else timezone.now()
    number = 0
    for number, letter in enumerate(letters, start=1):
        keep(letter, start + timedelta(minutes=(number - 1) // conf.get("LETTERS_A_MINUTE")))
    return number


def send_again(letter: OutgoingLetter, *, user: Any) -> bool:
    """Try a letter that waits or failed at once, with all attempts anew; whether the mail server took it.

    One that a worker sends in this moment is left to it.
    """
    with transaction.atomic():
        in_hand = OutgoingLetter.objects.in_hand().values("pk")
        unsent = (
            OutgoingLetter.objects.exclude(state=LetterState.SENT)
            .exclude(pk__in=in_hand)
            .filter(pk=letter.pk)
        )
        unsent.update(
            state=LetterState.QUEUED, attempts=0, next_attempt_at=timezone.now(), ended_at=None, last_error=""
        )
        log(instance=letter, action="skew_privacy.send_again", user=user)
    return win(letter) and deliver(letter)
