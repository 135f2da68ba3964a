"""Inventories, events, programmes and the brochure of the canary town."""

from typing import Any

from wagtail.models import PageViewRestriction, Site

from skew_wagtail.actors.models import (
    ActorDirectoryPage,
    ActorProfilePage,
)
from skew_wagtail.actors.models.children import Visibility
from skew_wagtail.brochure.models import BrochureFunding, BrochurePage, EditionState
from skew_wagtail.forum.models import EventActor, EventPage, EventPhoto
from skew_wagtail.forum.registration.models import AccessNeed, Registration
from skew_wagtail.forum.workshop.actions import take_over_as_outcomes, take_over_to_profile
from skew_wagtail.forum.workshop.models import Side
from skew_wagtail.inventory.models import InventoryProjectPage, InventoryStep, StepNote
from skew_wagtail.inventory.research.models import (
    Interview,
    InterviewAnswer,
    InterviewGuide,
    InterviewQuestion,
    ProfileApproval,
    ResearchEntry,
)
from skew_wagtail.programmes.advice.models import AdviceAnswer, AdvicePage, AdviceRequest
from skew_wagtail.programmes.interest.models import (
    ExpressionOfInterest,
    InterestAnswer,
    InterestAttachment,
    InterestSettings,
)
from skew_wagtail.programmes.models import CallPage, ModelMunicipality, ProgrammePage, ProgrammeRelatedPage
from skew_wagtail.programmes.stories.models import StoryPage
from skew_wagtail.vocabulary.models import FundingNotice
from tests.canary.marks import Marks, marked_texts
from tests.canary.selection import plant_selection
from tests.factories import (
    BrochureFactory,
    CooperationKindFactory,
    EditionFactory,
    ForumFactory,
    InventoryFactory,
    MunicipalityFactory,
    OutcomeKindFactory,
    WorkshopFactory,
    make_image,
    make_user,
)
from tests.field_classes import CONTACT, INTERNAL, SENSITIVE
from tests.programmes.advice.making import AdvicePageFactory
from tests.programmes.making import CallFactory, ProgrammeFactory, ProgrammeIndexFactory, choose
from tests.programmes.stories.making import StoryFactory, StoryIndexFactory


def plant_projects_and_events(marks: Marks, profiles: list[ActorProfilePage]) -> None:
    """An inventory and a forum that name public and other profiles, and ones that are drafts."""
    notice = marks.plant(FundingNotice(text="Gefördert"), INTERNAL, why="name for the town hall")
    hidden_step = InventoryStep(is_public=False, **marked_texts(marks, InventoryStep(), "internal step"))
    project = InventoryFactory(
        slug="projekt",
        title="Bestandsaufnahme 2026",
        funding_notice=notice,
        steps=[hidden_step, InventoryStep(title="Auftakt", is_public=True)],
        actors=profiles,
    )
    for step in project.steps.all():
        marks.plant(StepNote(step=step), INTERNAL, why="internal note on a step")
    _research(marks, project)
    linked = [EventActor(actor=profile) for profile in profiles]
    photo = EventPhoto(
        image=make_image(), **marked_texts(marks, EventPhoto(), "photo of people without a consent")
    )
    forum = ForumFactory(
        slug="forum",
        title="Forum 2026",
        inventory=project,
        linked_actors=linked,
        photos=[photo],
        takes_registrations=True,
    )
    registration = marks.plant(Registration(event=forum), CONTACT, INTERNAL, why="registration for a forum")
    marks.plant(AccessNeed(registration=registration), SENSITIVE, why="what somebody needs at a forum")
    _workshop(marks, profiles[0])
    for factory, holder in (
        (InventoryFactory, InventoryProjectPage),
        (ForumFactory, EventPage),
        (WorkshopFactory, EventPage),
    ):
        why = f"draft of {factory.__name__}"
        texts = marked_texts(marks, holder(), why)
        factory(live=False, title=marks.word(f"title of {why}"), **texts)


def _research(marks: Marks, project: Any) -> None:
    """An entry of the research list with its interview and its approval."""
    why = "research list"
    guide = marks.plant(InterviewGuide(), INTERNAL, why=why)
    question = marks.plant(InterviewQuestion(guide=guide), INTERNAL, why=why)
    entry = marks.plant(ResearchEntry(project=project), CONTACT, INTERNAL, why=why)
    interview = marks.plant(Interview(entry=entry, guide=guide), INTERNAL, why=why)
    marks.plant(InterviewAnswer(interview=interview, question=question), INTERNAL, why=why)
    marks.plant(ProfileApproval(entry=entry, state="change"), INTERNAL, why=why)


def plant_programmes(marks: Marks, profiles: list[ActorProfilePage]) -> None:
    """A programme that names public and other pages, with calls that are drafts, closed, or not decided yet."""
    index = ProgrammeIndexFactory(slug="programme")
    programme = ProgrammeFactory(
        parent=index,
        slug="qualifizierung",
        actors=profiles,
        related_pages=[ProgrammeRelatedPage(related=page) for page in profiles],
    )
    undecided = CallFactory(parent=programme, slug="aufruf", takes_interest=True)
    _interest(marks, undecided)
    plant_selection(marks, undecided)
    texts = marked_texts(marks, CallPage(), "draft of a call")
    draft = CallFactory(
        parent=programme,
        live=False,
        selection_published=True,
        **texts | {"title": marks.word("title of a call that is a draft")},
    )
    for call, why in ((undecided, "before the selection is published"), (draft, "in a draft of a call")):
        chosen = marks.word(f"municipality chosen {why}")
        choose(
            call,
            MunicipalityFactory(name=chosen),
            **marked_texts(marks, ModelMunicipality(), f"chosen {why}"),
        )
    texts = marked_texts(marks, ProgrammePage(), "draft of a programme")
    hidden = ProgrammeFactory(
        parent=index, live=False, **texts | {"title": marks.word("title of a programme that is a draft")}
    )
    CallFactory(
        parent=hidden, slug="verborgen", live=False, title=marks.word("title of a call below a draft")
    )
    _stories(marks, programme, profiles)


def _stories(marks: Marks, programme: ProgrammePage, profiles: list[ActorProfilePage]) -> None:
    """A story that names a programme, public and other profiles; one that is a draft, and one for signed-in people."""
    index = StoryIndexFactory(slug="gute-beispiele")
    town = MunicipalityFactory(name="Kleinstadt")
    StoryFactory(
        parent=index,
        slug="ein-tisch",
        title="Ein Tisch für alle",
        municipality=town,
        actors=profiles,
        related=[programme, *profiles],
    )
    for slug, live in (("entwurf-beispiel", False), ("zugang-beispiel", True)):
        why = f"story that is {'for signed-in people' if live else 'a draft'}"
        texts = marked_texts(marks, StoryPage(), why) | {"title": marks.word(f"title of a {why}")}
        story = StoryFactory(
            parent=index, slug=slug, live=live, municipality=town, related=[programme], **texts
        )
        if live:
            PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)


def plant_advice(marks: Marks) -> None:
    """A page on advice with a request that was answered, and one that is a draft."""
    page = AdvicePageFactory(slug="beratung")
    why = "request for advice"
    request = marks.plant(AdviceRequest(advice_page=page, asker_kind="person"), CONTACT, INTERNAL, why=why)
    marks.plant(AdviceAnswer(advice_request=request), INTERNAL, why=why)
    texts = marked_texts(marks, AdvicePage(), "draft of an advice page")
    AdvicePageFactory(
        slug="entwurf-der-beratung",
        live=False,
        **texts | {"title": marks.word("title of an advice page that is a draft")},
    )


def _interest(marks: Marks, call: CallPage) -> None:
    """What a municipality answered to a call, with a file, and who is told of it."""
    why = "answer to a call"
    interest = marks.plant(
        ExpressionOfInterest(call=call, state="submitted", submitted_at=call.closes_at),
        CONTACT,
        INTERNAL,
        why=why,
    )
    marks.plant(InterestAnswer(interest=interest, question_text="Wer?"), INTERNAL, why=why)
    marks.plant(
        InterestAttachment(interest=interest, content_type="application/pdf", size=9), INTERNAL, why=why
    )
    site = Site.objects.get(is_default_site=True)
    marks.plant(InterestSettings(site=site), INTERNAL, why="who is told of answers to calls")


def _workshop(marks: Marks, profile: ActorProfilePage) -> None:
    """A workshop that is over, with what must stay inside: interests, a need, an agreement."""
    workshop = WorkshopFactory(
        slug="workshop", title="Workshop 2026", linked_actors=[EventActor(actor=profile)]
    )
    row = workshop.present_organisations.create(
        actor=profile,
        name=profile.title,
        interests=marks.word("interest that stays inside"),
        interests_visibility=Visibility.INTERNAL,
    )
    other = workshop.present_organisations.create(name=marks.word("organisation that is only present"))
    kind = CooperationKindFactory(slug="rooms")
    for side in Side:
        row.statements.create(
            side=side, kind=kind, text=marks.word(f"internal: {side}"), visibility=Visibility.INTERNAL
        )
    agreement = workshop.agreements.create(
        kind=OutcomeKindFactory(slug="joint_activity"),
        text=marks.word("agreement that stays inside"),
        responsible_body=marks.word("who sees to an agreement that stays inside"),
    )
    agreement.organisations.set([row, other])
    editor = make_user("moderierend", superuser=True)
    take_over_as_outcomes(workshop, editor, publish=True)
    take_over_to_profile(row, editor, publish=True)


def plant_brochure(
    marks: Marks, directory: ActorDirectoryPage, profiles: list[ActorProfilePage]
) -> BrochurePage:
    """A brochure that names public and other profiles, with a build that failed; and one that is a draft."""
    notice = marks.plant(
        FundingNotice(text="Gefördert"), INTERNAL, why="name for the town hall, in a brochure"
    )
    chosen = {profile.pk: profile for profile in profiles}
    page = BrochureFactory(
        slug="broschuere",
        title="Eine Welt in Ebersfurt",
        actors=list(chosen.values()),
        funding=[BrochureFunding(notice=notice)],
        foreword="<p>Liebe Leute</p>",
    )
    failed = EditionFactory.build(brochure=page, state=EditionState.FAILED)
    marks.plant(failed, INTERNAL, why="what a build tells its editor")
    texts = marked_texts(marks, BrochurePage(), "draft of a brochure")
    BrochureFactory(
        live=False,
        slug="entwurf",
        **texts | {"title": marks.word("title of a brochure that is a draft")},
    )
    return page
