"""Two programmes of the demonstration town: one call that is long decided, one that is open whenever one looks."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.models import Page

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.forum.models import ForumPage
from skew_wagtail.inventory.models import InventoryProjectPage
from skew_wagtail.programmes.interest.models import CallField, CallQuestion
from skew_wagtail.programmes.models import (
    CallCriterion,
    CallPage,
    CallPhase,
    ModelMunicipality,
    ProgrammeActor,
    ProgrammeIndexPage,
    ProgrammeOffer,
    ProgrammePage,
    ProgrammePhase,
    ProgrammeQuestion,
    ProgrammeRelatedPage,
)
from skew_wagtail.programmes.states import BERLIN
from skew_wagtail.vocabulary.models import ActivityArea, Municipality, MunicipalityKind, Topic

from . import programme_texts as texts

_PAPER, _WALL, _ROOF, _LINE = "#dfeaf0", "#f4e3c1", "#9b3d2a", "#3b2f2a"


def load_programmes(home: Page, inventory: InventoryProjectPage) -> None:
    """Make both, with their calls."""
    index = _publish(home, ProgrammeIndexPage(title="Programme", slug="programme", introduction=texts.INDEX,
                     search_description="Woran Kommunen teilnehmen können.", show_in_menus=True))  # fmt: skip
    _qualification(index, inventory)
    _education(index, inventory)


def _publish(parent: Page, page: Page) -> Any:
    parent = Page.objects.get(pk=parent.pk).specific
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _programme(index: Page, inventory: InventoryProjectPage, name: str, topics: list[str]) -> ProgrammePage:
    """A programme without its model municipalities, not saved yet."""
    page = ProgrammePage(
        **getattr(texts, name),
        office=texts.OFFICE,
        office_email=texts.EMAIL,
        funding_notice=inventory.funding_notice,
        locale=index.locale,
    )
    page.municipality_kinds = list(
        MunicipalityKind.objects.filter(slug__in=["city", "municipality", "county"])
    )
    page.topics = list(Topic.objects.filter(slug__in=topics))
    page.offers = [ProgrammeOffer(kind=kind, text=text) for kind, text in getattr(texts, f"{name}_OFFERS")]
    page.phases = list(_phases(ProgrammePhase, getattr(texts, f"{name}_PHASES")))
    page.questions = [
        ProgrammeQuestion(question=question, answer=answer)
        for question, answer in getattr(texts, f"{name}_QUESTIONS")
    ]
    return page


def _phases(model: Any, rows: Iterable[tuple[str, str, str | None, str]]) -> Iterable[Any]:
    for title, start, end, text in rows:
        yield model(
            title=title,
            start_date=date.fromisoformat(start),
            end_date=date.fromisoformat(end) if end else None,
            text=text,
        )


def _criteria(rows: Iterable[tuple[str, str]]) -> list[CallCriterion]:
    return [CallCriterion(title=title, text=text) for title, text in rows]


def _education(index: Page, inventory: InventoryProjectPage) -> None:
    page = _programme(
        index, inventory, "EDUCATION", ["development-education", "global-learning", "displacement"]
    )
    page.model_municipalities = [
        ModelMunicipality(municipality=inventory.municipality, image=_town_hall(), **texts.EDUCATION_MODEL)
    ]
    actors = ActorProfilePage.objects.live().order_by("external_id")[:3]
    page.linked_actors = [ProgrammeActor(actor=actor) for actor in actors]
    related = [inventory, ForumPage.objects.live().order_by("starts_at").first()]
    page.related_pages = [ProgrammeRelatedPage(related=each) for each in related if each]
    _publish(index, page)
    last = datetime.combine(timezone.localdate(), time(23, 59), BERLIN)
    call = CallPage(
        **texts.EDUCATION_CALL,
        opens_at=last - timedelta(days=60),
        closes_at=last - timedelta(days=3),
        extended_to=last + timedelta(days=18),
    )
    call.criteria = _criteria(texts.EDUCATION_CRITERIA)
    call.form_fields = [
        CallField(field=field, wording=wording, is_required=is_required)
        for field, wording, is_required in texts.EDUCATION_FIELDS
    ]
    call.form_questions = [CallQuestion(**question) for question in texts.EDUCATION_OWN_QUESTIONS]
    _publish(page, call)


def _qualification(index: Page, inventory: InventoryProjectPage) -> None:
    """Six planned, seven chosen."""
    page = _publish(
        index,
        _programme(
            index, inventory, "QUALIFICATION", ["migration-development", "work-economy", "integration"]
        ),
    )
    call = CallPage(
        **texts.QUALIFICATION_CALL,
        opens_at=datetime(2017, 12, 18, 0, 0, tzinfo=BERLIN),
        closes_at=datetime(2018, 2, 12, 23, 59, tzinfo=BERLIN),
    )
    call.criteria = _criteria(texts.QUALIFICATION_CRITERIA)
    call.phases = list(_phases(CallPhase, texts.QUALIFICATION_SCHEDULE))
    _publish(page, call)
    page = ProgrammePage.objects.get(pk=page.pk)
    rows = [ModelMunicipality(municipality=inventory.municipality, call=call, year=2018, **texts.EBERSFURT)]
    for name, kind, state, portrait in texts.CHOSEN:
        place, _ = Municipality.objects.get_or_create(
            name=name,
            defaults={
                "kind": MunicipalityKind.objects.get(slug=kind),
                "state": ActivityArea.objects.get(slug=state),
            },
        )
        rows.append(ModelMunicipality(municipality=place, call=call, year=2018, portrait=portrait))
    page.model_municipalities = rows
    page.save_revision().publish()


def _town_hall() -> Any:
    """A town hall with a stepped gable, drawn."""
    image = Image.new("RGB", (960, 640), _PAPER)
    draw = ImageDraw.Draw(image)
    for step in range(5):
        draw.rectangle(
            (220 + 52 * step, 250 - 44 * step, 740 - 52 * step, 640), fill=_WALL, outline=_ROOF, width=6
        )
    draw.rectangle((226, 250, 734, 640), fill=_WALL)
    for row in (300, 420):
        for left in range(270, 700, 110):
            draw.rectangle((left, row, left + 56, row + 80), fill=_PAPER, outline=_LINE, width=5)
    draw.rectangle((440, 530, 520, 640), fill=_ROOF, outline=_LINE, width=5)
    draw.ellipse((440, 150, 520, 230), fill="white", outline=_LINE, width=6)
    draw.line((480, 190, 480, 164), fill=_LINE, width=5)
    draw.line((480, 190, 502, 200), fill=_LINE, width=5)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    content.seek(0)
    file = ImageFile(content, name="rathaus.png")
    return get_image_model().objects.create(title="Gezeichnetes Haus am Markt", file=file)
