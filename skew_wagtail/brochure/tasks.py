"""Work outside the request: setting hundreds of pages takes longer than a browser waits.

Without a worker it happens at once; with django-tasks' database backend a worker does it.
"""

from django_tasks import task

from skew_wagtail.privacy.mails import send_letter

from .actions import run_build
from .mails import result_of
from .models import BrochureEdition


@task()
def build_edition(edition_id: int) -> None:
    """Do a build that was begun, and tell who began it how it ended."""
    edition = BrochureEdition.objects.select_related("brochure", "built_by").filter(pk=edition_id).first()
    if edition is None:
        # Somebody gave it up meanwhile.
        return
    user = edition.built_by
    built = run_build(edition)
    to = getattr(user, user.get_email_field_name(), "") if user else ""
    if to:
        subject, context = result_of(built)
        send_letter("built", to, subject, context, room="brochure")
