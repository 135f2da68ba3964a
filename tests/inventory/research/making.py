"""Makes what tests of the research need."""

from typing import Any

import factory
from django.contrib.auth.models import Group, Permission

from skew_wagtail.inventory.research.models import (
    Interview,
    InterviewAnswer,
    InterviewGuide,
    InterviewQuestion,
    ResearchEntry,
    TeamMember,
)
from tests.factories import InventoryFactory, make_user


class EntryFactory(factory.django.DjangoModelFactory):
    """An entry that was just found."""

    project = factory.SubFactory(InventoryFactory)
    name = factory.Sequence(lambda number: f"Verein {number} e. V.")
    town = "Ebersfurt"
    contact_email = "amina@example.org"

    class Meta:
        model = ResearchEntry


def make_member(project: Any, name: str = "honorarkraft", *groups: Group) -> Any:
    """An account that works on a project and on nothing else: it may open the admin."""
    admin, _new = Group.objects.get_or_create(name="Anmelden")
    admin.permissions.add(Permission.objects.get(codename="access_admin"))
    user = make_user(name, groups=[admin, *groups])
    TeamMember.objects.create(project=project, user=user)
    return user


def make_guide(**questions: str) -> InterviewGuide:
    """A guide with these questions by the field with which they help."""
    questions = questions or {"summary": "Wer sind Sie?", "goals": "Was wollen Sie?"}
    guide = InterviewGuide(title="Leitfaden")
    guide.questions = [
        InterviewQuestion(text=text, helps_with=name, sort_order=number)
        for number, (name, text) in enumerate(questions.items())
    ]
    guide.save()
    return guide


def add_interview(entry: ResearchEntry, answers: dict[str, str], **values: Any) -> Interview:
    """An interview with answers by the field with which they help."""
    interview = Interview.objects.create(entry=entry, **values)
    for name, text in answers.items():
        InterviewAnswer.objects.create(interview=interview, asked="Frage", helps_with=name, reply=text)
    return interview
