"""The link by which a municipality goes on with its application: whoever has it, may."""

import uuid
from datetime import timedelta

from skew_wagtail.privacy.signed_links import make_key_token, read_key_token

from .models import InventoryApplication

PURPOSE = "application"
#: How long a link works after it was given, and a draft is kept after it was changed.
DRAFT_DAYS = 30


def new_token() -> str:
    """The secret of an application that does not exist yet: sent twice, it makes one application."""
    return make_key_token(PURPOSE, uuid.uuid4())


def token_of(application: InventoryApplication) -> str:
    """A fresh link, good for ``DRAFT_DAYS`` from now."""
    return make_key_token(PURPOSE, application.key)


def read_key(token: str) -> uuid.UUID:
    """The key in a link.

    Raises:
        LinkTampered, LinkExpired: it does not work.
    """
    return read_key_token(PURPOSE, token, max_age=timedelta(days=DRAFT_DAYS))
