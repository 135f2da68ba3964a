"""How often somebody may do something, without knowing who it is."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from skew_wagtail import conf


def allowed(scope: str, value: str, *, limit: int, seconds: int) -> bool:
    """Whether ``value`` may do ``scope`` once more: at most ``limit`` times in ``seconds``.

    Only a keyed hash of the value is kept, with a salt of the day, in the cache: it cannot be turned back, and
    tomorrow it is another.
    """
    salt = f"skew_wagtail.throttle.{scope}.{timezone.localdate():%Y-%m-%d}"
    key = f"skew-throttle-{salted_hmac(salt, value.lower()).hexdigest()[:40]}"
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # It ran out between the two questions.
        return True


def client_address(request: HttpRequest) -> str:
    """The visitor's address as the host says it arrives (setting ``CLIENT_ADDRESS``); used for hashing only."""
    return request.META.get(conf.get("CLIENT_ADDRESS"), "")
