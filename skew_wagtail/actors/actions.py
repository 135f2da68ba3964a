"""What is done to profiles and tags: each verb is one transaction and leaves a line in the audit log."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.search import index

from .entries import bump_labels, refresh_entries
from .models import ActorProfilePage, ActorRecord, ActorTag, TaggedActor


@transaction.atomic
def add_tags(pages: Iterable[ActorProfilePage], tags: Iterable[ActorTag], user: Any) -> int:
    """Put tags on profiles; how many profiles were changed."""
    tags = list(tags)
    return sum(_edit_tags(page, user, lambda draft: draft.tags.add(*tags)) for page in pages)


@transaction.atomic
def remove_tags(pages: Iterable[ActorProfilePage], tags: Iterable[ActorTag], user: Any) -> int:
    """Take tags off profiles; how many profiles were changed."""
    # modelcluster compares names here, and takes tags as they are when adding.
    names = [tag.name for tag in tags]
    return sum(_edit_tags(page, user, lambda draft: draft.tags.remove(*names)) for page in pages)


def _edit_tags(page: ActorProfilePage, user: Any, edit: Callable[[ActorProfilePage], None]) -> bool:
    """Edit as an editor would: the latest draft, published when nothing else waited to be."""
    publish = page.live and not page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    before = {tag.pk for tag in draft.tags.all()}
    edit(draft)
    if before == {tag.pk for tag in draft.tags.all()}:
        return False
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    return True


@transaction.atomic
def set_review_date(pages: Iterable[ActorProfilePage], due_on: date | None, user: Any) -> int:
    """Say by when profiles are to be checked again; how many they are."""
    count = 0
    for page in pages:
        record, _ = ActorRecord.objects.get_or_create(pk=page.translation_key)
        record.review_due_on = due_on
        record.save(update_fields=["review_due_on"])
        due = due_on.isoformat() if due_on else None
        log(instance=page, action="skew_actors.set_review_date", user=user, data={"due": due})
        count += 1
    return count


@transaction.atomic
def merge_tags(source: ActorTag, target: ActorTag, user: Any) -> int:
    """Replace a tag by another on every profile and delete it; how many profiles had it."""
    tagged = TaggedActor.objects.filter(tag=source)
    page_ids = list(tagged.values_list("content_object_id", flat=True))
    already = TaggedActor.objects.filter(tag=target).values_list("content_object_id", flat=True)
    tagged.filter(content_object__in=set(already)).delete()
    tagged.update(tag=target)
    log(instance=target, action="skew_actors.merge_tags", user=user, data={"merged": source.name})
    source.delete()
    reindex_profiles(page_ids)
    return len(page_ids)


def reindex_profiles(page_ids: Iterable[int]) -> None:
    """Bring search, references and the directory up to date with tags that changed under the profiles."""
    page_ids = list(page_ids)
    for page in ActorProfilePage.objects.filter(pk__in=page_ids):
        index.insert_or_update_object(page)
        ReferenceIndex.create_or_update_for_object(page)
    refresh_entries(page_ids)
    bump_labels()
