"""Text search in a directory: folded words against folded text, the same on every database."""

from collections.abc import Iterator, Sequence

from django.db.models import BooleanField, Case, Q, Value, When

from skew_wagtail.text import stem, words

from .models import ActorEntry

#: A question is cut to this many characters and words; nobody types more, and it bounds the work.
MAX_LENGTH = 200
MAX_WORDS = 8


def search_words(question: str) -> list[str]:
    """The stems to look for in a question; empty when it holds no word. Any text is welcome."""
    stems = [stem(word) for word in words(question[:MAX_LENGTH])]
    return list(dict.fromkeys(stems))[:MAX_WORDS]


def matching_words(
    directory_id: int, stems: Sequence[str]
) -> Iterator[tuple[int, Sequence[bool], Sequence[bool]]]:
    """For each actor with any of the words: its page id, which words its text has, which its name has.

    One query. A word is found inside longer words too, for German compounds: "Hilfe" in "Flüchtlingshilfe".
    """
    any_word = Q()
    flags = []
    for column in ("search_text", "search_name"):
        for word in stems:
            condition = Q(**{f"{column}__contains": word})
            any_word |= condition
            flags.append(
                Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
            )
    entries = ActorEntry.objects.filter(any_word, directory_id=directory_id, removed=False)
    for page_id, *row in entries.values_list("page_id", *flags).iterator():
        yield page_id, row[: len(stems)], row[len(stems) :]
