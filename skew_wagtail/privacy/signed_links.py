"""Links that prove that somebody reads a mailbox, for a few days and for one use.

A link shows on GET and acts on POST only. It names its purpose, so that a link for one thing never does another.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction

from .models import UsedLink

MAX_AGE = timedelta(hours=72)


class LinkError(Exception):
    """A link does not work."""


class LinkTampered(LinkError):
    """It is none of ours, or letters of it got lost."""


class LinkExpired(LinkError):
    """It is too old."""


class LinkUsed(LinkError):
    """It has done its work."""


@dataclass(frozen=True)
class Link:
    """Who may do something for whom: a person for an actor."""

    person_id: int
    actor_key: UUID
    nonce: str


def make_token(purpose: str, *, person_id: int, actor_key: UUID) -> str:
    """The part of the address that proves the link."""
    return signing.dumps([person_id, actor_key.hex, secrets.token_hex(16)], salt=_salt(purpose))


def read_token(purpose: str, token: str) -> Link:
    """Read a link; nothing is changed.

    Raises:
        LinkTampered, LinkExpired, LinkUsed: it does not work.
    """
    try:
        person_id, actor_key, nonce = signing.loads(token, salt=_salt(purpose), max_age=MAX_AGE)
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except (signing.BadSignature, ValueError) as error:
        raise LinkTampered from error
    if UsedLink.objects.filter(nonce=nonce).exists():
        raise LinkUsed
    return Link(person_id, UUID(actor_key), nonce)


def use_link(link: Link) -> None:
    """Use a link up, in the transaction of what it does.

    Raises:
        LinkUsed: somebody else was faster.
    """
    try:
        with transaction.atomic():
            UsedLink.objects.create(nonce=link.nonce)
    except IntegrityError as error:
        raise LinkUsed from error


def make_key_token(purpose: str, key: UUID) -> str:
    """The part of the address that opens one record and may be used again, such as a draft somebody goes on with."""
    return signing.dumps(key.hex, salt=_salt(f"{purpose}.key"))


def read_key_token(purpose: str, token: str, *, max_age: timedelta) -> UUID:
    """The key of the record that a link opens.

    Raises:
        LinkTampered, LinkExpired: it does not work.
    """
    try:
        return UUID(signing.loads(token, salt=_salt(f"{purpose}.key"), max_age=max_age))
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except (signing.BadSignature, ValueError) as error:
        raise LinkTampered from error


def _salt(purpose: str) -> str:
    return f"skew_wagtail.privacy.{purpose}"
