"""Interviews: appointments, answers, notes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ..models import Interview, InterviewAnswer, InterviewQuestion
from .logging import log_entry


@transaction.atomic
def save_interview(
    interview: Interview, questions: list[InterviewQuestion], answers: Mapping[int, str], *, user: Any
) -> None:
    """Save an interview with the answers to these questions, by the question's number; empty ones are removed.

    Answers to other questions, as of another guide, stay.
    """
    interview.save()
    for position, question in enumerate(questions):
        if question.pk not in answers:
            continue
        text = answers[question.pk]
        if text.strip():
            values = {
                "reply": text,
                "asked": question.text,
                "helps_with": question.helps_with,
                "sort_order": position,
            }
            InterviewAnswer.objects.update_or_create(interview=interview, question=question, defaults=values)
        else:
            InterviewAnswer.objects.filter(interview=interview, question=question).delete()
    log_entry(interview.entry, "save_interview", user)
