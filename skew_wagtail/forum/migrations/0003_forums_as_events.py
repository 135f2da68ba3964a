"""Every forum gets its row in the table of events, and a day for each of its days, also in its versions."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone
from django.utils.dateparse import parse_datetime

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = time(0)
# A longer one was mistyped; its first and last day keep beginning and end as they were.
MOST_DAYS = 31
FIELDS = (
    "starts_at", "ends_at", "venue_name", "venue_address", "access", "languages", "childcare", "organiser",
    "moderation", "introduction", "attendance_number", "attendance_text", "inventory_id",
)  # fmt: skip


def days_between(starts_at, ends_at):
    """The days from a beginning to an end, from which the same beginning and end follow."""
    begin = starts_at and starts_at.astimezone(BERLIN)
    end = ends_at and ends_at.astimezone(BERLIN)
    if end and end.time() == MIDNIGHT and (begin is None or end.date() > begin.date()):
        last, ends = end.date() - timedelta(days=1), None
    else:
        last, ends = (end.date(), end.time()) if end else (None, None)
    first = begin.date() if begin else last
    if first is None:
        return []
    last = max(first, last or first)
    count = (last - first).days + 1
    dates = [first + timedelta(days=n) for n in range(count)] if count <= MOST_DAYS else [first, last]
    days = [{"date": date, "begins": None, "ends": None, "label": ""} for date in dates]
    days[0]["begins"] = begin and begin.time()
    days[-1]["ends"] = ends
    return days


def make_events(apps, schema_editor):
    forum_page, event_page = apps.get_model("skew_forum", "ForumPage"), apps.get_model("skew_forum", "EventPage")
    event_day = apps.get_model("skew_forum", "EventDay")
    for forum in forum_page.objects.all().iterator():
        event = event_page(page_ptr_id=forum.pk, **{name: getattr(forum, name) for name in FIELDS})
        # Its page is there already.
        event.save_base(raw=True)
        event_day.objects.filter(page_id=forum.pk).delete()
        event_day.objects.bulk_create(
            event_day(page_id=forum.pk, **day) for day in days_between(forum.starts_at, forum.ends_at)
        )
        add_days_to_versions(apps, forum.pk)


def add_days_to_versions(apps, page_id):
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page", object_id=str(page_id)
    )
    for revision in revisions.iterator():
        days = days_between(*(moment(revision.content.get(name)) for name in ("starts_at", "ends_at")))
        revision.content["days"] = [{"pk": None, "page": page_id, **day} for day in days]
        revision.save(update_fields=["content"])


def moment(text):
    value = parse_datetime(text) if text else None
    return timezone.make_aware(value) if value and timezone.is_naive(value) else value


def back_to_forums(apps, schema_editor):
    forum_page, event_page = apps.get_model("skew_forum", "ForumPage"), apps.get_model("skew_forum", "EventPage")
    for forum in forum_page.objects.all().iterator():
        values = event_page.objects.filter(pk=forum.pk).values(*FIELDS).first()
        forum_page.objects.filter(pk=forum.pk).update(**values or {})


class Migration(migrations.Migration):
    dependencies = [
        ("skew_forum", "0002_event_page"),
    ]

    operations = [
        migrations.RunPython(make_events, back_to_forums),
    ]
