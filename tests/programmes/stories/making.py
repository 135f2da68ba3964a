"""Makes stories of good practice, published as an editor would."""

from typing import Any
from uuid import uuid4

import factory
from wagtail.models import Page

from skew_wagtail.programmes.stories.models import StoryActor, StoryIndexPage, StoryPage, StoryRelatedPage
from skew_wagtail.vocabulary.models import Municipality, Topic
from tests.factories import MunicipalityFactory, PageFactory


class StoryIndexFactory(PageFactory):
    title = "Gute Beispiele"
    slug = factory.Sequence(lambda number: f"gute-beispiele-{number}" if number else "gute-beispiele")

    class Meta:
        model = StoryIndexPage


class StoryFactory(PageFactory):
    """A story; terms are given as lists, ``actors`` as profiles, ``related`` as pages."""

    parent = factory.LazyFunction(lambda: StoryIndexPage.objects.first() or StoryIndexFactory())
    title = factory.Sequence(lambda number: f"Beispiel {number}")
    municipality = factory.SubFactory(MunicipalityFactory)

    class Meta:
        model = StoryPage

    @classmethod
    def _create(
        cls, model: type[Page], *args: Any, actors: Any = (), related: Any = (), **values: Any
    ) -> Page:
        return super()._create(
            model,
            *args,
            linked_actors=[StoryActor(actor=actor) for actor in actors],
            related_pages=[StoryRelatedPage(related=page) for page in related],
            **values,
        )


def many_stories(index: StoryIndexPage, number: int, towns: list[Municipality], topic: Topic) -> None:
    """Copies of one story for these towns in turn, by the table; every other one has the topic."""
    base = Page.objects.get(pk=StoryFactory(parent=index, municipality=towns[0], topics=[topic]).pk)
    values = {field.attname: getattr(base, field.attname) for field in Page._meta.concrete_fields}
    del values["id"]
    pages = []
    for count in range(number - 1):
        own = {
            "path": Page._get_path(index.path, index.depth + 1, count + 2),
            "slug": f"kopie-{count}",
            "url_path": f"{index.url_path}kopie-{count}/",
            "translation_key": uuid4(),
            "latest_revision_id": None,
            "live_revision_id": None,
        }
        pages.append(Page(**values | own))
    for count, page in enumerate(Page.objects.bulk_create(pages)):
        town = towns[count % len(towns)]
        StoryPage(page_ptr_id=page.pk, municipality=town).save_base(raw=True, force_insert=True)
        if count % 2:
            StoryPage.topics.through.objects.create(storypage_id=page.pk, topic=topic)
    Page.objects.filter(pk=index.pk).update(numchild=number)
