"""Sending outside the request: at once without a worker, by django-tasks' worker where there is one."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from django_tasks import default_task_backend, task

from skew_wagtail import conf

from .models import OutgoingLetter
from .sending import send_due

#: How often a worker looks into the outbox while a letter waits in it.
_EVERY = timedelta(minutes=1)


@task()
def send_letters() -> None:
    """Send what is due, and come back while letters wait; without a worker the command does that."""
    send_due(conf.get("LETTERS_A_MINUTE"))
    come_back()


def come_back() -> None:
    """Let a worker look into the outbox again in a minute, once for all letters that wait."""
    if not default_task_backend.supports_defer or not OutgoingLetter.objects.waiting().exists():
        return
    if cache.add("skew-letters-come-back", 1, timeout=_EVERY.total_seconds() - 1):
        send_letters.using(run_after=timezone.now() + _EVERY).enqueue()
