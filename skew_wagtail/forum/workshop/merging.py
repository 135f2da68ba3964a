"""What two people write into one record at the same time: nothing of it is lost.

A form remembers what its fields said when it was opened. A field that only one of the two changed takes the change;
a field that both changed differently is shown again, with what the other wrote beside it.
"""

from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _


def one_line_end(value: Any) -> Any:
    """A text with the line ends of Python: browsers send those of Windows."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class MergingForm(forms.ModelForm):
    """A form about a record that others may have changed since it was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Labels of the fields that somebody else changed meanwhile and that were left as they are now.
        self.changed_meanwhile: list[str] = []
        #: Who wrote the record last, before what is written here is stored.
        self.who = name_of(getattr(self.instance, "changed_by", None))
        for field in self.fields.values():
            field.show_hidden_initial = self.instance.pk is not None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in self.fields:
            if isinstance(data.get(name), str):
                data[name] = one_line_end(data[name])
            if self.instance.pk is not None and name not in self.errors:
                self._merge(name, data)
        return data

    def _merge(self, name: str, data: dict[str, Any]) -> None:
        bound = self[name]
        field, seen_key = bound.field, bound.html_initial_name
        hidden = field.hidden_widget()
        seen = one_line_end(hidden.value_from_datadict(self.data, self.files, seen_key))
        now = bound.initial
        if seen is None or not field.has_changed(now, seen):
            return
        written = one_line_end(bound.data)
        if not field.has_changed(now, written):
            return
        if self._same(field, seen, written):
            data[name] = field.clean(field.prepare_value(now))
            self.changed_meanwhile.append(str(bound.label))
            return
        self._ask_again(name, now)

    def _same(self, field: forms.Field, one: Any, other: Any) -> bool:
        """Whether two answers, as browsers send them, say the same."""
        try:
            return not field.has_changed(field.to_python(one), other)
        except forms.ValidationError:
            # What was chosen then is gone by now.
            return False

    def _ask_again(self, name: str, now: Any) -> None:
        """Show the field with what is written here; sent once more, it replaces what the other wrote."""
        bound = self[name]
        self.data = self.data.copy()
        value = bound.field.prepare_value(now)
        values = value if isinstance(value, list | tuple) else ["" if value is None else str(value)]
        self.data.setlist(bound.html_initial_name, [str(each) for each in values])
        shown = Truncator(_shown(bound.field, now)).chars(300)
        text = _("%(who)s has changed this meanwhile to: “%(text)s”. Save once more to replace it by yours.")
        self.add_error(name, text % {"who": self.who, "text": shown})

    def seen(self) -> str:
        """Hidden fields with what the form says now, for the page that shows it."""
        fields = [bound for bound in self if bound.field.show_hidden_initial]
        return format_html_join("", "{}", ((bound.as_hidden(only_initial=True),) for bound in fields))


def name_of(user: Any) -> str:
    """A person who works in the admin, as others know them."""
    return user.get_full_name() or user.get_username() if user else _("Somebody")


def _shown(field: forms.Field, value: Any) -> str:
    """A value as people read it."""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    texts = [str(getattr(each, "pk", each)) if each is not None else "" for each in values]
    return ", ".join(choices.get(text, text) for text in texts)
