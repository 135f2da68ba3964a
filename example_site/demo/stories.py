"""Four stories of good practice, from municipalities of three sizes."""

import io
from collections.abc import Callable
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.models import Page

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.programmes.stories.models import StoryActor, StoryIndexPage, StoryPage, StoryRelatedPage
from skew_wagtail.vocabulary.models import ActivityArea, Municipality, MunicipalityKind, SizeBand, Topic

from . import story_texts as texts

_PAPER, _WOOD, _LINE, _BOWLS = "#e8f0e4", "#c98d4b", "#3b2f2a", ("#9b3d2a", "#f4e3c1", "#2f5d62", "#d8a31a")


def load_stories(home: Page, publish: Callable[[Page, Page], Any]) -> None:
    """The list with its stories; the first of them is the oldest."""
    index = publish(home, StoryIndexPage(title="Gute Beispiele", slug="gute-beispiele", introduction=texts.INDEX,
                    search_description="Was andere Kommunen gelernt haben.", show_in_menus=True))  # fmt: skip
    for name, kind, size, state, told, topics, slugs in texts.STORIES:
        story = StoryPage(**told, municipality=_municipality(name, kind, size, state))
        story.topics = list(Topic.objects.filter(slug__in=topics))
        story.related_pages = [StoryRelatedPage(related=Page.objects.get(slug=slug)) for slug in slugs]
        if told is texts.MOORWIEK:
            story.image = _table()
            actors = ActorProfilePage.objects.live().order_by("external_id")[3:5]
            story.linked_actors = [StoryActor(actor=actor) for actor in actors]
        publish(index, story)


def _municipality(name: str, kind: str, size: str, state: str) -> Municipality:
    """The town of that name, which a programme may have made before without its size."""
    town, _ = Municipality.objects.update_or_create(
        name=name,
        defaults={
            "kind": MunicipalityKind.objects.get(slug=kind),
            "size": SizeBand.objects.get(slug=size),
            "state": ActivityArea.objects.get(slug=state),
        },
    )
    return town


def _table() -> Any:
    """A long table with bowls on it, drawn."""
    image = Image.new("RGB", (960, 540), _PAPER)
    draw = ImageDraw.Draw(image)
    for number in range(4):
        left = 200 + 150 * number
        for top in (110, 370):
            draw.rounded_rectangle((left, top, left + 90, top + 60), 14, fill="white", outline=_LINE, width=5)
    draw.rounded_rectangle((140, 170, 820, 370), 24, fill=_WOOD, outline=_LINE, width=6)
    for number, colour in enumerate(_BOWLS):
        left = 200 + 150 * number
        draw.ellipse((left, 230, left + 90, 310), fill=colour, outline=_LINE, width=5)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    content.seek(0)
    file = ImageFile(content, name="tisch.png")
    return get_image_model().objects.create(title="Gezeichneter langer Tisch", file=file)
