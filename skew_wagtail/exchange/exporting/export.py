"""Export of profiles: the same columns as the import, so that what goes out can come in again."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from wagtail.log_actions import log
from wagtail.models import Page

from skew_wagtail.actors.models import ActorDirectoryPage

from .disclosure import Disclosure, Scope
from .writing import WRITERS, Values

#: So many profiles are in memory at once.
CHUNK = 500


def export_actors(
    file: BinaryIO,
    file_format: str,
    scope: Scope = Scope.SHARED,
    *,
    user: Any = None,
    directory: ActorDirectoryPage | None = None,
    live_only: bool = False,
) -> int:
    """Write profiles (Steckbriefe) into a file and say how many; ``file_format`` is a key of ``writing.WRITERS``.

    ``user`` gets what the account may edit and see; ``None`` is the operator, who gets all. Logged for each
    directory: how many, in which format and scope, and no names.

    Raises:
        NotAllowed: the account may not ask for this scope.
        TextTooLong: a text is longer than a cell of a workbook can hold.
    """
    disclosure = Disclosure(scope, user)
    keys = disclosure.pages(directory, live_only=live_only).order_by("path").values_list("pk", flat=True)
    counts: Counter[str] = Counter()
    WRITERS[file_format](file, disclosure.columns, _rows(disclosure, list(keys), counts))
    for parent in Page.objects.filter(path__in=counts):
        data = {"count": counts[parent.path], "format": file_format, "scope": scope.value}
        log(instance=parent.specific, action="skew_exchange.export", user=user, data=data)
    return counts.total()


def _rows(disclosure: Disclosure, keys: list[int], counts: Counter[str]) -> Iterator[Values]:
    for start in range(0, len(keys), CHUNK):
        for page, values in disclosure.rows(keys[start : start + CHUNK]):
            counts[page.path[: -Page.steplen]] += 1
            yield values
