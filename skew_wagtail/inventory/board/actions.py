"""What is done on the board."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from .models import DigestSubscription


@transaction.atomic
def subscribe(user: Any) -> None:
    """Somebody wants the digest; asked twice, once."""
    subscription, is_new = DigestSubscription.objects.get_or_create(user=user)
    if is_new:
        log(instance=subscription, action="skew_inventory.subscribe_digest", user=user)


@transaction.atomic
def unsubscribe(user: Any) -> None:
    """Somebody wants it no more."""
    subscription = DigestSubscription.objects.filter(user=user).first()
    if subscription:
        log(instance=subscription, action="skew_inventory.unsubscribe_digest", user=user)
        subscription.delete()
