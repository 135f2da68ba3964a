"""Letters by mail: plain text, each to one address alone."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def send_letter(
    name: str,
    to: str,
    subject: str,
    context: dict[str, Any],
    room: str = "privacy",
    files: Iterable[tuple[str, bytes, str]] = (),
) -> bool:
    """Send ``skew_wagtail/<room>/mails/<name>.txt``; whether the mail server took it.

    ``files`` go along: name, content, content type. What went wrong is logged without the address.
    """
    body = render_to_string(f"skew_wagtail/{room}/mails/{name}.txt", context)
    try:
        EmailMessage(
            " ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, [to], attachments=list(files)
        ).send()
    except (SMTPException, OSError) as error:
        logger.error("The letter “%s” could not be sent: %s", name, type(error).__name__)
        return False
    return True
