"""Thousands of published profiles in seconds, for counts and timings; not how a site makes them."""

import random
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Page

from skew_wagtail.actors.entries import rebuild_directory
from skew_wagtail.actors.models import ActorDirectoryPage, ActorProfilePage, ActorTag, TaggedActor
from skew_wagtail.vocabulary.models import ActorKind, Country, SpokenLanguage, Topic

WORDS = [
    "Verein",
    "Initiative",
    "Bildung",
    "Partnerschaft",
    "Schule",
    "Brunnen",
    "Solar",
    "Kaffee",
    "Begegnung",
    "Chor",
    "Küche",
    "Garten",
    "Flüchtlinge",
    "Frauen",
    "Jugend",
    "Theater",
    "Beratung",
    "Sprache",
    "Gesundheit",
    "Wasser",
    "Handel",
    "Klima",
    "Freundschaft",
    "Hilfe",
    "Straße",
    "Übersetzung",
]
TAGS = [f"Schlagwort {number}" for number in range(200)]


def _zipf(chance: random.Random, values: list, most: int) -> list:
    """Some values, the first ones much more often than the last."""
    count = chance.randint(1, most)
    return list({values[min(int(chance.paretovariate(0.9)) - 1, len(values) - 1)] for _ in range(count)})


@transaction.atomic
def make_profiles(directory: ActorDirectoryPage, count: int, seed: int = 1) -> list[ActorProfilePage]:
    """Published profiles with kinds, topics, countries, languages and tags, as unevenly spread as real ones."""
    chance = random.Random(seed)
    kinds, topics = list(ActorKind.objects.all()), list(Topic.objects.all())
    countries, languages = list(Country.objects.all()), list(SpokenLanguage.objects.all())
    tags = [ActorTag.objects.get_or_create(name=name)[0] for name in TAGS]
    content_type = ContentType.objects.get_for_model(ActorProfilePage)
    parent = ActorDirectoryPage.objects.select_for_update().get(pk=directory.pk)
    now = timezone.now()
    pages = []
    for number in range(parent.numchild, parent.numchild + count):
        name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}"
        slug = f"verein-{number}"
        summary = " ".join(chance.choices(WORDS, k=20))
        pages.append(
            ActorProfilePage(
                title=name, draft_title=name, slug=slug, summary=summary, kind=_zipf(chance, kinds, 1)[0],
                description=f"<p>{' '.join(chance.choices(WORDS, k=60))}</p>",
                path=Page._get_path(parent.path, parent.depth + 1, number + 1), depth=parent.depth + 1,
                url_path=f"{parent.url_path}{slug}/", content_type=content_type, locale=parent.locale, live=True,
                first_published_at=now, last_published_at=now, data_as_of=now.date(),
            )
        )  # fmt: skip
    _insert(pages)
    ActorDirectoryPage.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + count)
    for field, values, most in (
        ("topics", topics, 3), ("engagement_countries", countries, 3), ("spoken_languages", languages, 3),
    ):  # fmt: skip
        _relate(ActorProfilePage._meta.get_field(field).remote_field.through, pages, values, most, chance)
    TaggedActor.objects.bulk_create(
        TaggedActor(tag=tag, content_object=page) for page in pages for tag in _zipf(chance, tags, 4)
    )
    rebuild_directory(parent)
    return pages


def _insert(pages: list[ActorProfilePage]) -> None:
    """Rows of both tables of the page type; Django's bulk_create refuses such models."""
    bases = Page.objects.bulk_create(
        Page(
            **{
                field.attname: getattr(page, field.attname)
                for field in Page._meta.concrete_fields
                if field.name != "id"
            }
        )
        for page in pages
    )
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = base.pk
    fields = ActorProfilePage._meta.local_concrete_fields
    size = max(1, connection.features.max_query_params or 30_000) // len(fields)
    for start in range(0, len(pages), min(size, 500)):
        ActorProfilePage._base_manager._insert(pages[start : start + min(size, 500)], fields=fields)


def _relate(
    through: type[models.Model],
    pages: Iterable[ActorProfilePage],
    values: list,
    most: int,
    chance: random.Random,
) -> None:
    target = next(f for f in through._meta.fields if f.is_relation and f.related_model is type(values[0]))
    source = next(f for f in through._meta.fields if f.is_relation and f.related_model is ActorProfilePage)
    through.objects.bulk_create(
        through(**{source.attname: page.pk, target.attname: value.pk})
        for page in pages
        for value in _zipf(chance, values, most)
    )
