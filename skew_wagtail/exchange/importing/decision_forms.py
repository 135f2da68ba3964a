"""The form in which an editor decides about words of a file that nobody knows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skew_wagtail.actors.models import ActorTag

from ..cells.lookups import GROWING, NEW, TagLookup
from ..cells.parsing import squash
from .unknown_words import UnknownTerm, model_of

#: So many words are asked about at a time.
AT_ONCE = 100
_OPEN, _LEAVE_OUT, _FOUND = "?", "", "="
_GONE = gettext_lazy("Something that you chose does not exist any more. Please choose again.")


class DecisionForm(forms.Form):
    """For each unknown word: the terms that are meant, leave it out, or make it a new one; once for all rows.

    What is likely stands in a list; any other term can be typed, with all of them in one list a vocabulary.
    """

    def __init__(self, terms: list[UnknownTerm], *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms, self.remaining = terms[:AT_ONCE], max(0, len(terms) - AT_ONCE)
        self.user = user
        self.by_label = {
            term.vocabulary: {squash(label): name for name, label in term.choices} for term in self.terms
        }
        for term in self.terms:
            initial = _FOUND if term.stands_for_several else term.proposal or _OPEN
            self.fields[_name(term)] = forms.ChoiceField(
                label=term.text,
                choices=self._choices(term),
                required=False,
                initial=initial,
                error_messages={"invalid_choice": _GONE},
            )
            self.fields[_other(term)] = forms.CharField(required=False, widget=_text_with_list(term))

    def _choices(self, term: UnknownTerm) -> list[tuple[str, str]]:
        choices = [(_OPEN, _("not decided yet"))]
        if term.stands_for_several:
            choices.insert(0, (_FOUND, " + ".join(label for _name, label in term.found)))
        choices += [*term.similar, (_LEAVE_OUT, _("leave it out"))]
        if may_add(self.user, term):
            is_tag = term.vocabulary == TagLookup.vocabulary
            choices.append((NEW, _("make it a new tag") if is_tag else _("make it a new term")))
        return choices

    @property
    def rows(self) -> list[tuple[forms.BoundField, UnknownTerm, forms.BoundField]]:
        """Each word with the list of what is likely, and the field for any other term."""
        return [(self[_name(term)], term, self[_other(term)]) for term in self.terms]

    @property
    def lists(self) -> dict[str, list[str]]:
        """The labels of each vocabulary, by the address of their list in the page."""
        return {_list(term): [label for _name, label in term.choices] for term in self.terms}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for term in self.terms:
            other = data.get(_other(term))
            if other and squash(other) not in self.by_label[term.vocabulary]:
                text = _("“%(value)s” is not in the list of the column “%(column)s”. Please choose again.")
                values = {"value": other[:100], "column": term.label}
                self.add_error(_other(term), ValidationError(text % values))
        return data

    @property
    def decisions(self) -> dict[str, dict[str, list[str]]]:
        """What was decided and can be, by vocabulary and word."""
        found: dict[str, dict[str, list[str]]] = {}
        for term in self.terms:
            chosen = self._chosen(term)
            if chosen is not None:
                found.setdefault(term.vocabulary, {})[term.text] = chosen
        return found

    def _chosen(self, term: UnknownTerm) -> list[str] | None:
        if {_name(term), _other(term)} & self.errors.keys():
            return None
        if other := self.cleaned_data[_other(term)]:
            return [self.by_label[term.vocabulary][squash(other)]]
        # A word that the page did not show is not decided.
        choice = self.cleaned_data[_name(term)] if _name(term) in self.data else _OPEN
        if choice == _OPEN:
            return None
        if choice == _FOUND:
            return [name for name, _label in term.found]
        if choice == NEW and term.vocabulary == TagLookup.vocabulary:
            return [" ".join(term.text.split())]
        return [choice] if choice else []


def may_add(user: Any, term: UnknownTerm) -> bool:
    """Whether somebody may make a word a new term or tag: not of closed lists, and no word that is too long."""
    if term.vocabulary == TagLookup.vocabulary:
        model, label = ActorTag, ActorTag._meta.get_field("name")
    else:
        model = model_of(term.vocabulary)
        if model not in GROWING:
            return False
        label = model._meta.get_field("label_de")
    permission = f"{model._meta.app_label}.add_{model._meta.model_name}"
    return len(term.text) <= label.max_length and bool(squash(term.text)) and user.has_perm(permission)


def _name(term: UnknownTerm) -> str:
    return f"term-{term.key}"


def _other(term: UnknownTerm) -> str:
    return f"other-{term.key}"


def _list(term: UnknownTerm) -> str:
    return f"skew-terms-{term.vocabulary}"


def _text_with_list(term: UnknownTerm) -> forms.TextInput:
    label = gettext_lazy("Another term for “%(word)s”") % {"word": term.text[:100]}
    placeholder = gettext_lazy("or another term")
    return forms.TextInput(attrs={"list": _list(term), "aria-label": label, "placeholder": placeholder})
