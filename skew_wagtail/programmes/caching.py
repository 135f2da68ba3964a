"""How long caches may keep what says where a call stands."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

#: Seconds after which a page that counts down is asked for anew in any case: its words count minutes at last.
AT_MOST = 60


def limit_caching(request: HttpRequest, response: HttpResponse, until: datetime | None) -> None:
    """Let no cache keep a response past a moment; without one, the site's own rules hold.

    Django's cache middleware, proxies and browsers all go by ``max-age``. Who has a session gets nothing to keep: an
    editor who has just published wants to see it, and a page behind a password is for nobody else.
    """
    if until is None:
        return
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
        return
    seconds = (until.astimezone(UTC) - timezone.now().astimezone(UTC)).total_seconds()
    patch_cache_control(response, max_age=max(0, min(int(seconds), AT_MOST)))
