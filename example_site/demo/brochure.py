"""The brochure of the demonstration town; its PDF where the packages for it are installed."""

import io
import math
from datetime import date
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.models import Page

from skew_wagtail.brochure.actions import build_brochure
from skew_wagtail.brochure.models import BrochureFunding, BrochurePage, ChapterAfter, Selection
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.pdf.availability import missing_extra

from . import texts

#: The hills of the cover from back to front: how high, how steep, how dark.
_HILLS = (
    (560, 90, 0.0021, "#9cc5b8"),
    (680, 120, 0.0034, "#5a9a8b"),
    (830, 80, 0.0052, "#1f6b62"),
    (960, 60, 0.0070, "#0b5a5a"),
)
_SIZE = (1800, 1200)


def make_brochure(home: Page, inventory: InventoryProjectPage, user: Any) -> BrochurePage:
    """Publish the brochure of an inventory, and build it if that can be done here."""
    page = BrochurePage(
        **texts.BROCHURE,
        slug="broschuere",
        selection=Selection.INVENTORY,
        inventory=inventory,
        cover_picture=_cover(),
        data_as_of=date(2026, 11, 20),
        locale=home.locale,
    )
    page.chapters_after = [ChapterAfter(title=title, text=text) for title, text in texts.BROCHURE_CHAPTERS]
    page.funding = [BrochureFunding(notice=inventory.funding_notice)]
    parent = Page.objects.get(pk=home.pk).specific
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    if not missing_extra():
        build_brochure(page, user)
    return page


def _cover() -> Any:
    """Hills in the evening, drawn."""
    image = Image.new("RGB", _SIZE, "#f6e3b4")
    draw = ImageDraw.Draw(image)
    draw.ellipse((1180, 260, 1480, 560), fill="#f2b872")
    for height, swing, steepness, colour in _HILLS:
        line = [(x, height + swing * math.sin(x * steepness + height)) for x in range(0, _SIZE[0] + 1, 10)]
        draw.polygon([(0, _SIZE[1]), *line, (_SIZE[0], _SIZE[1])], fill=colour)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    content.seek(0)
    file = ImageFile(content, name="titelbild.png")
    return get_image_model().objects.create(title="Hügel am Stadtrand", file=file)
