"""How long caches may keep what says where a call stands."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

#: Seconds after which a page that counts down is asked for anew in any case: its words count minutes at last.
AT_MOST = 60


def limit_caching(response: HttpResponse, until: datetime | None) -> None:
    """Let no cache keep a response past a moment; without one, the site's own rules hold.

    Django's cache middleware, proxies and browsers all go by ``max-age``.
    """
    if until is None:
        return
    seconds = (until.astimezone(UTC) - timezone.now().astimezone(UTC)).total_seconds()
    patch_cache_control(response, max_age=max(0, min(int(seconds), AT_MOST)))
