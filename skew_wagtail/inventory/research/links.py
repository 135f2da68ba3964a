"""The link by which an actor sees the draft of its profile and says yes or no."""

import uuid
from datetime import timedelta

from skew_wagtail.privacy.signed_links import make_key_token, read_key_token

from .models import ProfileApproval

PURPOSE = "approval"
#: How long a link works.
LINK_DAYS = 30


def token_of(approval: ProfileApproval) -> str:
    """The secret in the letter."""
    return make_key_token(PURPOSE, approval.key)


def read_key(token: str) -> uuid.UUID:
    """The key in a link.

    Raises:
        LinkTampered, LinkExpired: it does not work.
    """
    return read_key_token(PURPOSE, token, max_age=timedelta(days=LINK_DAYS))
