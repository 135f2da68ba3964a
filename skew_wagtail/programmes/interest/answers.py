"""What an expression of interest says, as people read it: for the receipt, the register and the sheet."""

from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..models import CallPage
from .models import ExpressionOfInterest

#: What every call asks, before what it chose itself.
ALWAYS = ("municipality_name", "contact_name", "contact_email")


@dataclass(frozen=True)
class Answer:
    """A question with its answer; a dash stands for none. ``is_missing``: it had to be answered."""

    label: str
    text: str
    is_missing: bool = False


def answers(interest: ExpressionOfInterest, call: CallPage | None = None) -> list[Answer]:
    """All questions in the order of the form: what is always asked, fields of the set, own questions.

    Answers to questions that the call does not ask any more stand at the end. ``call`` spares a query.
    """
    call = call or interest.call
    rows = [_answer(interest, name, "", is_required=True) for name in ALWAYS]
    rows += [
        _answer(interest, field.field, field.wording, is_required=field.is_required)
        for field in call.form_fields.all()
        if field.field not in ALWAYS
    ]
    given = {answer.question_id or f"gone-{answer.pk}": answer for answer in interest.answers.all()}
    for question in call.form_questions.all():
        answer = given.pop(question.pk, None)
        text = answer.answer_text if answer else ""
        rows.append(_row(question.question, text, is_required=question.is_required))
    return rows + [_row(answer.question_text, answer.answer_text) for answer in given.values()]


def _answer(interest: ExpressionOfInterest, name: str, wording: str, *, is_required: bool) -> Answer:
    value = getattr(interest, name)
    text = "" if value is None else str(localize(value))
    label = wording or capfirst(str(interest._meta.get_field(name).verbose_name))
    return _row(label, text, is_required=is_required)


def _row(label: str, text: str, *, is_required: bool = False) -> Answer:
    text = text.replace("\r\n", "\n").strip()
    return Answer(label, text or "–", is_missing=is_required and not text)


def missing_answers(interest: ExpressionOfInterest, call: CallPage | None = None) -> list[str]:
    """The labels of what had to be answered and was not; it is complete when there are none."""
    labels = [row.label for row in answers(interest, call) if row.is_missing]
    return labels if interest.agrees_data_protection else [*labels, _("Declaration on data protection")]
