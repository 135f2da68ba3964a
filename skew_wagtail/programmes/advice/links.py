"""Addresses of the form; its secret makes one request of it and shows afterwards that it has arrived."""

import uuid
from datetime import timedelta
from typing import Any

from skew_wagtail.privacy.signed_links import make_key_token, read_key_token

_PURPOSE = "advice"
#: As long as a form may stay open.
_MAX_AGE = timedelta(days=1)


def form_url(page: Any) -> str:
    """The form of an advice page that visitors may open."""
    return f"{page.get_url() or ''}advice.html"


def make_token(key: uuid.UUID) -> str:
    """The secret of a request, whether it exists already or not."""
    return make_key_token(_PURPOSE, key)


def read_token(token: str) -> uuid.UUID:
    """The key in a secret.

    Raises:
        LinkTampered, LinkExpired: it does not work.
    """
    return read_key_token(_PURPOSE, token, max_age=_MAX_AGE)
